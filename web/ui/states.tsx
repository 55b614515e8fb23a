import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Icon } from './icons.ts'
import css from './states.module.css'

/** Nothing here yet: says what would stand here and what to do next. */
export const Empty = ({
  icon: Sign,
  title,
  children,
  action,
}: {
  icon: Icon
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) => (
  <div className={css.state}>
    <span className={css.sign}>
      <Sign size={26} stroke={1.5} aria-hidden />
    </span>
    <h2 className={css.title}>{title}</h2>
    {children && <p className={css.text}>{children}</p>}
    {action && <div className={css.action}>{action}</div>}
  </div>
)

/** Something failed: what happened, and what to do. */
export const Failed = ({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) => (
  <div className={css.state} role="alert">
    <span className={`${css.sign} ${css.bad}`}>
      <IconAlertTriangle size={26} stroke={1.5} aria-hidden />
    </span>
    <h2 className={css.title}>{title}</h2>
    {children && <p className={css.text}>{children}</p>}
    {action && <div className={css.action}>{action}</div>}
  </div>
)

/** A bar where text will stand, of a steady width by its position, so that nothing jumps. */
export const Bone = ({ width = '60%', height = 10 }: { width?: number | string; height?: number }) => (
  <span className={css.bone} style={{ width, height }} aria-hidden />
)
