/** True while the person is typing into something, so that single letters are not shortcuts. */
export const typing = (event: KeyboardEvent): boolean => {
  const at = event.target as HTMLElement | null
  return at !== null && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))
}

const offKey = 'rapport-single-keys-off'
/** Whether single letters are shortcuts: those who dictate, or whose hand trembles, can turn them off. */
export const singleKeys = (): boolean => localStorage.getItem(offKey) === null
export const setSingleKeys = (on: boolean): void =>
  on ? localStorage.removeItem(offKey) : localStorage.setItem(offKey, '1')
