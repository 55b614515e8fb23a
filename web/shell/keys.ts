import { useEffect, useRef } from 'react'
import { go } from '../router.tsx'
import { singleKeys, typing } from '../ui/single-keys.ts'

/** Where a letter leads after G. */
const places: { readonly [letter: string]: string } = {
  h: '/',
  c: '/customers',
  d: '/deals',
  t: '/tasks',
  s: '/settings',
}
const soon = 1_200

/** In a grid, letters are what is typed into a cell; a dialog answers its own keys. */
const busy = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  !singleKeys() ||
  typing(event) ||
  event.altKey ||
  event.ctrlKey ||
  event.metaKey ||
  (event.target instanceof Element && event.target.closest('[role="dialog"], [role="grid"]') !== null)

/** The list that stands at this address, where a new record can be made. */
const newIn = (path: string): string | undefined => {
  const [plural, second] = path.split('/').filter(Boolean)
  const own =
    plural === undefined || second !== undefined || ['import', 'trash', 'settings', 'insights'].includes(plural)
  return own ? undefined : `/${plural}/new`
}

interface Given {
  readonly openPalette: () => void
  readonly openHelp: () => void
}

/** Shortcuts that work on every page. */
export const useKeys = (given: Given): void => {
  const does = useRef(given)
  does.current = given
  useEffect(() => {
    // When G was pressed. Time begins with the page: nought would make the first second one that G leads.
    let led = Number.NEGATIVE_INFINITY
    const single = (event: KeyboardEvent): (() => void) | undefined => {
      const key = event.key.toLowerCase()
      const afterLead = event.timeStamp - led < soon
      led = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      const place = afterLead ? places[key] : undefined
      if (place !== undefined) return () => go(place)
      if (key === '/') return does.current.openPalette
      if (key === '?') return does.current.openHelp
      const made = key === 'c' ? newIn(location.pathname) : undefined
      return made === undefined ? undefined : () => go(made)
    }
    const listen = (event: KeyboardEvent): void => {
      const asked = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      const act = asked ? does.current.openPalette : busy(event) ? undefined : single(event)
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
