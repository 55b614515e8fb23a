import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** Browsers draw nothing taller than some 17 to 33 million pixels; a longer list is scrolled in proportion. */
const tallest = 12_000_000
const overscan = 10

interface View {
  /** The row at which the screen begins in the whole list. */
  readonly row: number
  readonly height: number
  /** What lies above the scrollable part. */
  readonly shift: number
}

interface Given {
  readonly scroller: RefObject<HTMLElement | null>
  readonly count: number
  readonly rowHeight: number
  /** What covers rows at the top and bottom: the heading and the totals. */
  readonly covered: readonly [number, number]
}

/**
 * The rows that are on screen, of a list of any length, all of one height. A list that is too tall for a browser moves as usual by
 * wheel and keys, and in proportion when the scrollbar is dragged.
 */
export const useRows = ({ scroller, count, rowHeight, covered }: Given) => {
  const total = count * rowHeight
  const height = Math.min(total, tallest)
  const [view, setView] = useState<View>({ row: 0, height: 800, shift: 0 })
  const now = useRef({ top: 0, shift: 0 })
  const [head, foot] = covered
  const read = useCallback((): void => {
    const box = scroller.current
    if (box === null) return
    const room = Math.max(1, box.clientHeight - head - foot)
    const [most, whole] = [Math.max(1, height - room), Math.max(1, total - room)]
    const at = box.scrollTop
    let shift = 0
    if (total > height) {
      const jumped = Math.abs(at + now.current.shift - now.current.top) > 3 * room
      const nearEdge = at < room || at > most - room
      shift = jumped ? (at / most) * whole - at : now.current.shift
      if (!jumped && nearEdge) {
        // The part that can be scrolled is used up while the list is not: back to where it stands in proportion.
        const top = Math.max(0, Math.min(whole, at + shift))
        const place = (top / whole) * most
        if (Math.abs(place - at) > 1) box.scrollTop = place
        shift = top - box.scrollTop
      }
    }
    const top = Math.max(0, at + shift === 0 ? 0 : box.scrollTop + shift)
    now.current = { top, shift }
    // Nothing is drawn anew before another row comes into sight: the browser itself moves those that are there.
    const row = Math.floor(top / rowHeight)
    setView((before) =>
      before.row === row && before.shift === shift && before.height === room ? before : { row, height: room, shift },
    )
  }, [scroller, height, total, rowHeight, head, foot])
  useEffect(() => {
    const box = scroller.current
    if (box === null) return
    read()
    let due = 0
    const later = (): void => {
      cancelAnimationFrame(due)
      due = requestAnimationFrame(read)
    }
    box.addEventListener('scroll', later, { passive: true })
    const sizes = new ResizeObserver(later)
    sizes.observe(box)
    return () => {
      cancelAnimationFrame(due)
      box.removeEventListener('scroll', later)
      sizes.disconnect()
    }
  }, [scroller, read])
  /** Brings a row into sight, by as little as that takes. */
  const show = (index: number): void => {
    const box = scroller.current
    if (box === null) return
    const room = box.clientHeight - head - foot
    const start = index * rowHeight
    const { top, shift } = now.current
    if (start >= top && start + rowHeight <= top + room) return
    const wanted = start < top ? start : start + rowHeight - room
    const [most, whole] = [Math.max(1, height - room), Math.max(1, total - room)]
    const near = total <= height || Math.abs(wanted - top) <= 2 * room
    box.scrollTop = near ? wanted - shift : (wanted / whole) * most
    now.current = { top: wanted, shift: near ? shift : wanted - box.scrollTop }
    read()
  }
  const first = Math.max(0, Math.min(count - 1, view.row - overscan))
  const last = Math.min(count - 1, view.row + Math.ceil(view.height / rowHeight) + 1 + overscan)
  return { first, last, height, show, startOf: (index: number): number => index * rowHeight - view.shift }
}
