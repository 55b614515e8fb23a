import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { useSyncExternalStore } from 'react'
import type { Values } from '../api.ts'

/** Two people gave one field different values; nothing is saved until one is chosen. */
export interface Conflict {
  readonly object: string
  readonly mine: Values
  readonly current: AnyRow
  /** Who did it, where the server says so. */
  readonly by: string | null
  readonly keepTheirs?: () => void
  readonly use: (values: Values) => void
}

let open: readonly Conflict[] = []
const listeners = new Set<() => void>()
const set = (next: readonly Conflict[]): void => {
  open = next
  for (const listener of listeners) listener()
}

/** Asks the person, wherever in the app they are by now; one question after the other. */
export const raise = (conflict: Conflict): void => set([...open, conflict])
export const answered = (conflict: Conflict): void => set(open.filter((one) => one !== conflict))

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useConflict = (): Conflict | undefined => useSyncExternalStore(listen, () => open[0])
