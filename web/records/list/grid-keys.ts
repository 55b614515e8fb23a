import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Blocks } from './blocks.ts'

interface Given {
  readonly blocks: Blocks
  readonly open: (row: AnyRow) => void
  readonly toggle: (row: AnyRow) => void
  readonly show: (index: number) => void
}

const page = 15

/** Where a key leads from a row, or undefined when it is no key of movement. */
export const destination = (key: string, at: number, count: number): number | undefined => {
  const moves: { readonly [key: string]: number } = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at - 1,
    k: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }
  const to = moves[key]
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to))
}

/** Arrows walk the rows, Enter opens, Space and x select. */
export const useGridKeys = ({ blocks, open, toggle, show }: Given) => {
  const [at, setAt] = useState<number>()
  const now = useRef(at)
  now.current = at
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return
    const to = destination(event.key, now.current ?? -1, blocks.extent.rows)
    if (to !== undefined) {
      event.preventDefault()
      setAt(to)
      show(to)
      return
    }
    const row = now.current === undefined ? undefined : blocks.rowAt(now.current)
    if (row === undefined) return
    if (event.key === 'Enter') open(row)
    if (event.key === ' ' || event.key === 'x') toggle(row)
    if (event.key === ' ') event.preventDefault()
  }
  return { at, onKeyDown }
}
