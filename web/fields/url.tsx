import css from './fields.module.css'
import { lineEditor, lineScreen } from './line.tsx'
import type { ShowProps } from './screen.ts'

const Show = ({ value }: ShowProps<string>) => (
  <a
    className={css.line}
    href={value}
    target="_blank"
    rel="noreferrer noopener"
    onClick={(event) => event.stopPropagation()}
  >
    {value.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
  </a>
)

export const url = lineScreen({ Show, Edit: lineEditor('url', 'https://'), width: 190 })
