import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import type { Blocks } from './blocks.ts'
import { type Area, areaOf, destination, type Range, type Spot, single, tabbed, within } from './cells.ts'

interface Given {
  readonly blocks: Blocks
  readonly columns: readonly string[]
  /** Takes a key while an editor is on its way; whether it did. */
  readonly waiting: (event: KeyboardEvent) => boolean
  readonly open: (row: AnyRow) => void
  readonly toggle: (row: AnyRow) => void
  readonly show: (spot: Spot) => void
  readonly edit: (spot: Spot, typed: string | undefined) => void
  readonly clear: (area: Area) => void
  /** Fills an area from its first row, or from the part of it that was selected before. */
  readonly fill: (area: Area, source: Area) => void
  /** Whether there was something to take back in this grid; if not, the app takes back what was done last elsewhere. */
  readonly undo: () => boolean
  readonly redo: () => void
}

const cellOf = (target: EventTarget | null): Spot | undefined => {
  const cell = (target as HTMLElement | null)?.closest<HTMLElement>('[data-column]')
  const row = cell?.closest<HTMLElement>('[data-row]')
  return cell && row ? { row: Number(row.dataset.row), column: Number(cell.dataset.column) } : undefined
}

const cornerSize = 9
const onCorner = (event: PointerEvent): boolean => {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-corner]')
  if (cell === null) return false
  const { right, bottom } = cell.getBoundingClientRect()
  return right - event.clientX <= cornerSize && bottom - event.clientY <= cornerSize
}

/** The cursor of a grid and the range around it, by keyboard, mouse and finger. */
export const useCursor = (given: Given) => {
  const [range, setRange] = useState<Range>()
  const now = useRef(range)
  const dragging = useRef<'range' | 'fill' | undefined>(undefined)
  const source = useRef<Area | undefined>(undefined)
  const put = (next: Range | undefined): void => {
    now.current = next
    setRange(next)
  }
  const { blocks, columns } = given
  const grid = () => ({ rows: blocks.extent.rows, columns: columns.length })
  const go = (at: Spot, extend = false): void => {
    put(extend && now.current ? { at, from: now.current.from } : single(at))
    given.show(at)
  }
  const step = (way: 'down' | 'next' | 'back'): void => {
    const at = now.current?.at
    if (at === undefined) return
    go(way === 'down' ? within({ ...at, row: at.row + 1 }, grid()) : tabbed(at, way === 'back', grid()))
  }
  const command = (event: KeyboardEvent, area: Area | undefined): boolean => {
    if (!(event.ctrlKey || event.metaKey)) return false
    const key = event.key.toLowerCase()
    if (key === 'z' && !event.shiftKey) return given.undo()
    if (key === 'z' || key === 'y') given.redo()
    else if (key === 'd' && area) given.fill(area, { ...area, bottom: area.top })
    else if (key === 'enter' && now.current) {
      const row = blocks.rowAt(now.current.at.row)
      if (row) given.open(row)
    } else return false
    return true
  }
  const plain = (event: KeyboardEvent, at: Spot, area: Area): boolean => {
    const row = blocks.rowAt(at.row)
    if (event.ctrlKey || event.metaKey || event.altKey || row === undefined) return false
    if (event.key === 'Enter' || event.key === 'F2') given.edit(at, undefined)
    else if (event.key === 'Tab') step(event.shiftKey ? 'back' : 'next')
    else if (event.key === 'Escape') put(single(at))
    else if (event.key === 'Delete' || event.key === 'Backspace') given.clear(area)
    else if (event.key === ' ' && event.shiftKey) given.toggle(row)
    else if (event.key.length === 1) given.edit(at, event.key)
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || given.waiting(event)) return
    const at = now.current?.at
    const move = { key: event.key, ctrl: event.ctrlKey || event.metaKey }
    const to = event.altKey ? undefined : destination(move, at ?? { row: -1, column: 0 }, grid())
    const area = now.current && areaOf(now.current)
    if (to !== undefined) go(to, event.shiftKey)
    else if (!(command(event, area) || (at && area && plain(event, at, area)))) return
    event.preventDefault()
  }
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target as HTMLElement).closest('a, button, input')) return
    const at = cellOf(event.target)
    if (at === undefined) return
    dragging.current = onCorner(event) ? 'fill' : 'range'
    source.current = now.current && areaOf(now.current)
    if (dragging.current === 'range') put(event.shiftKey && now.current ? { at, from: now.current.from } : single(at))
    else if (source.current) put({ at, from: { row: source.current.top, column: source.current.left } })
  }
  /** The grid keeps the focus, whichever cell is pressed: it is what answers the keys. */
  const onMouseDown = (event: MouseEvent<HTMLElement>): void => {
    if (cellOf(event.target) === undefined || (event.target as HTMLElement).closest('a, button, input')) return
    event.preventDefault()
    event.currentTarget.focus({ preventScroll: true })
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (dragging.current === undefined || now.current === undefined || event.buttons !== 1) return
    const over = cellOf(document.elementFromPoint(event.clientX, event.clientY))
    if (over === undefined) return
    const at = dragging.current === 'fill' && source.current ? { ...over, column: source.current.right } : over
    const { at: before, from } = now.current
    if (at.row !== before.row || at.column !== before.column) put({ at, from })
  }
  const onPointerUp = (): void => {
    if (dragging.current === 'fill' && now.current && source.current) given.fill(areaOf(now.current), source.current)
    dragging.current = undefined
  }
  const onDoubleClick = (event: { target: EventTarget | null }): void => {
    const at = cellOf(event.target)
    if (at) given.edit(at, undefined)
  }
  return {
    range,
    step,
    go,
    put,
    handlers: { onKeyDown, onMouseDown, onPointerDown, onPointerMove, onPointerUp, onDoubleClick },
  }
}
