import { useEffect, useRef } from 'react'

/** True while the person is typing into something, so that single letters are not shortcuts. */
export const typing = (event: KeyboardEvent): boolean => {
  const at = event.target as HTMLElement | null
  return at !== null && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))
}

/** Shortcuts that work on every page. */
export const useKeys = ({ openPalette }: { openPalette: () => void }): void => {
  const open = useRef(openPalette)
  open.current = openPalette
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const asked = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      if (!asked && !(event.key === '/' && !typing(event))) return
      event.preventDefault()
      open.current()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
