import { useSyncExternalStore } from 'react'

/** What somebody has done that first steps ask for. */
export type Deed = 'search' | 'open' | 'change' | 'filter' | 'board' | 'import' | 'invite'

let done: ReadonlySet<Deed> = new Set()
const listeners = new Set<() => void>()

export const noteDeed = (deed: Deed): void => {
  if (done.has(deed)) return
  done = new Set([...done, deed])
  for (const listener of listeners) listener()
}

const record = /^\/([a-z_]+)\/[0-9a-f-]{36}$/

/** Which deed a successful call of the API is, if any. */
export const deedOfCall = (method: string, path: string): Deed | undefined => {
  if (method === 'POST' && path === '/imports') return 'import'
  if (method === 'POST' && path === '/auth/invitation') return 'invite'
  return method === 'PATCH' && record.test(path) ? 'change' : undefined
}

/** Which deed it is to be at this address, if any. */
export const deedOfPlace = (path: string, search: { readonly [name: string]: unknown }): Deed | undefined => {
  if (record.test(path)) return 'open'
  if (search.layout === 'board') return 'board'
  return search.filter === undefined ? undefined : 'filter'
}

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** The deeds of this visit. */
export const useDeeds = (): ReadonlySet<Deed> => useSyncExternalStore(listen, () => done)
