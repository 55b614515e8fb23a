import css from './fields.module.css'
import { lineScreen } from './line.tsx'

export const code = lineScreen({
  Show: ({ value }) => <span className={`${css.line} ${css.code}`}>{value}</span>,
  width: 140,
})
