import css from './fields.module.css'
import { lineEditor, lineScreen } from './line.tsx'
import type { ShowProps } from './screen.ts'

const Show = ({ value }: ShowProps<string>) => (
  <a className={`${css.line} ${css.number}`} href={`tel:${value}`} onClick={(event) => event.stopPropagation()}>
    {value}
  </a>
)

export const phone = lineScreen({ Show, Edit: lineEditor('tel', '+44 20 7183 8750'), width: 160 })
