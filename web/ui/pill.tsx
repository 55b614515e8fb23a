import type { ReactNode } from 'react'
import css from './pill.module.css'

export type PillColour = 'gray' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'

/** A short word on a tint of its colour; the dot keeps it readable for those who do not tell the tints apart. */
export const Pill = ({
  colour = 'gray',
  plain,
  children,
}: {
  colour?: PillColour
  plain?: boolean
  children: ReactNode
}) => (
  <span
    className={css.pill}
    style={{ '--pill-ink': `var(--${colour}-ink)`, '--pill-bg': `var(--${colour}-bg)` } as React.CSSProperties}
  >
    {!plain && <span className={css.dot} aria-hidden />}
    <span className={css.text}>{children}</span>
  </span>
)
