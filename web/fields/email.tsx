import css from './fields.module.css'
import { lineEditor, lineScreen } from './line.tsx'
import type { ShowProps } from './screen.ts'

const Show = ({ value }: ShowProps<string>) => (
  <a className={css.line} href={`mailto:${value}`} onClick={(event) => event.stopPropagation()}>
    {value}
  </a>
)

export const email = lineScreen({ Show, Edit: lineEditor('email', 'name@example.com'), width: 210 })
