import { Trans } from '@lingui/react/macro'
import { useLocale } from '../language.ts'
import css from './fields.module.css'
import { NumberEdit } from './figure.tsx'
import { number } from './number.tsx'
import type { EditProps, FieldScreen, ShowProps } from './screen.ts'

const spoken = (minutes: number, zh: boolean): string => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const parts = [
    hours > 0 && (zh ? `${hours}小时` : `${hours} h`),
    (rest > 0 || hours === 0) && (zh ? `${rest}分钟` : `${rest} min`),
  ]
  return parts.filter(Boolean).join(zh ? '' : ' ')
}

const Show = ({ value }: ShowProps<number>) => <span className={css.number}>{spoken(value, useLocale() === 'zh')}</span>
const Edit = (props: EditProps<number>) => (
  <NumberEdit
    {...props}
    unit={
      <span className={css.minor}>
        <Trans>min</Trans>
      </span>
    }
  />
)

export const duration: FieldScreen<number> = { ...number, Show, Edit, width: 110 }
