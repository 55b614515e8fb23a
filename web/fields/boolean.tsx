import { Trans } from '@lingui/react/macro'
import { IconCheck } from '@tabler/icons-react'
import { later } from '../ui/later.tsx'
import css from './fields.module.css'
import type { FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value }: ShowProps<boolean>) =>
  value ? (
    <span className={css.row}>
      <IconCheck size={15} aria-hidden />
      <Trans>Yes</Trans>
    </span>
  ) : (
    <span className={css.minor}>
      <Trans>No</Trans>
    </span>
  )

const Edit = later(() => import('./boolean-edit.tsx').then((module) => module.BooleanEdit))
const Filter = later(() => import('./boolean-edit.tsx').then((module) => module.BooleanFilter))

export const boolean: FieldScreen<boolean> = { Show, Edit, Filter, blank: false, width: 90, picks: true }
