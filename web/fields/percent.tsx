import { percent as kind } from '@rapport/vocabulary/define/kinds/number.ts'
import { useLocale } from '../language.ts'
import css from './fields.module.css'
import { NumberEdit } from './figure.tsx'
import { number } from './number.tsx'
import type { EditProps, FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value, field }: ShowProps<number>) => (
  <span className={css.number}>{kind.show(value, field, useLocale())}</span>
)
const Edit = (props: EditProps<number>) => <NumberEdit {...props} unit={<span className={css.minor}>%</span>} />

export const percent: FieldScreen<number> = { ...number, Show, Edit, width: 90 }
