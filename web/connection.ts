import { useSyncExternalStore } from 'react'

/** Whether the server can be reached; away from it, of which moment what is shown comes, where it was kept from before. */
interface Connection {
  readonly away: boolean
  readonly seen?: number
}

let current: Connection = { away: false }
const listeners = new Set<() => void>()

const returns = new Set<() => void>()

const become = (next: Connection): void => {
  if (next.away === current.away && next.seen === current.seen) return
  const back = current.away && !next.away
  current = next
  for (const listener of listeners) listener()
  if (back) for (const listener of returns) listener()
}

/** Called whenever the server can be reached again. */
export const onReturn = (listener: () => void): (() => void) => {
  returns.add(listener)
  return () => returns.delete(listener)
}

/** What the worker that keeps records for later (public/offline.js) says of an answer: when it came from the server. */
const keptSince = 'x-rapport-seen'

/** To be told of every answer: fresh ones end the absence, kept ones show it; the oldest moment counts. */
export const noteAnswer = (headers: Headers): void => {
  const kept = headers.get(keptSince)
  if (kept === null) become({ away: false })
  else become({ away: true, seen: Math.min(Number(kept), current.seen ?? Number.POSITIVE_INFINITY) })
}

export const noteAway = (): void => become({ ...current, away: true })

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useConnection = (): Connection => useSyncExternalStore(listen, () => current)

export const isAway = (): boolean => current.away

addEventListener('offline', noteAway)
