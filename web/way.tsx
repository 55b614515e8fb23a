import type { MouseEvent, ReactNode } from 'react'
import { go } from './router.tsx'

interface Given {
  readonly to: string
  readonly className?: string | undefined
  readonly tabIndex?: number
  readonly style?: React.CSSProperties
  readonly draggable?: boolean
  /** Takes the place of this page in the way back. */
  readonly replace?: boolean
  readonly current?: boolean
  readonly children: ReactNode
}

/** A link within the app at the cost of an anchor: lists hold hundreds, where the router's own would be felt in scrolling. */
export const Way = ({ to, children, replace, current, ...rest }: Given) => {
  const follow = (event: MouseEvent): void => {
    event.stopPropagation()
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to, replace)
  }
  return (
    <a href={to} onClick={follow} aria-current={current || undefined} {...rest}>
      {children}
    </a>
  )
}
