import type { MessageDescriptor } from '@lingui/core'
import { useSyncExternalStore } from 'react'

/** Something on the screen that is pointed at, with what to do there. */
export interface Pointer {
  readonly title: MessageDescriptor
  readonly how: MessageDescriptor
  readonly target?: string
}

let current: Pointer | undefined
const listeners = new Set<() => void>()

/** Points at a thing on the screen; without one, at nothing any more. */
export const pointAt = (pointer: Pointer | undefined): void => {
  current = pointer
  for (const listener of listeners) listener()
}

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const usePointer = (): Pointer | undefined => useSyncExternalStore(listen, () => current)
