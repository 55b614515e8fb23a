import { later } from '../ui/later.tsx'
import css from './fields.module.css'
import { LineFilter } from './line.tsx'
import type { FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value, roomy }: ShowProps<unknown>) =>
  roomy ? (
    <pre className={`${css.paragraph} ${css.code}`}>{JSON.stringify(value, null, 2)}</pre>
  ) : (
    <span className={`${css.line} ${css.code}`}>{JSON.stringify(value)}</span>
  )

const Edit = later(() => import('./json-edit.tsx').then((module) => module.JsonEdit))

export const json: FieldScreen<unknown> = { Show, Edit, Filter: LineFilter, width: 200, lines: true }
