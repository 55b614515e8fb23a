import { useEffect, useRef } from 'react'
import { singleKeys, typing } from '../../ui/single-keys.ts'

interface Given {
  readonly step: (by: -1 | 1) => void
  readonly close: () => void
}

/** A dialog, an open menu or a picker answers its own keys. */
const taken = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  typing(event) ||
  event.altKey ||
  event.ctrlKey ||
  event.metaKey ||
  document.querySelector('[role="dialog"]') !== null ||
  (event.target instanceof Element &&
    event.target.closest('[aria-expanded="true"], [role="menu"], [role="listbox"], [data-portal]') !== null)

/** Arrows move in the list, but not from inside the record, where they scroll and go from tab to tab. */
const arrowsFree = (target: EventTarget | null): boolean =>
  !(target instanceof Element && target.closest('[data-split-record], [role="tab"]'))

const stepOf = (event: KeyboardEvent): -1 | 1 | undefined => {
  const letter = singleKeys() ? { j: 1, k: -1 }[event.key.toLowerCase()] : undefined
  const arrow = arrowsFree(event.target) ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : undefined
  return (letter ?? arrow) as -1 | 1 | undefined
}

/** J and K, or the arrows, go through the list; Escape leaves the record. */
export const useSplitKeys = (given: Given): void => {
  const does = useRef(given)
  does.current = given
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (taken(event)) return
      const by = stepOf(event)
      if (by === undefined && event.key !== 'Escape') return
      event.preventDefault()
      if (by === undefined) does.current.close()
      else does.current.step(by)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
