import { useEffect } from 'react'
import { apiPath, lookForServer } from '../api.ts'
import { onReturn } from '../connection.ts'
import { newKey } from '../key.ts'
import { client, meQuery, vocabularyQuery } from '../session.ts'

/** A change somewhere, as the server tells it: which object, which record. */
interface Told {
  readonly object: string
  readonly record: string
}

const listeners = new Map<string, Set<(records: ReadonlySet<string>) => void>>()
const waiting = new Map<string, Set<string>>()
let due = false

/** Calls back, at most every 300 ms, when records of the object changed. */
export const onChanges = (object: string, listener: (records: ReadonlySet<string>) => void): (() => void) => {
  const known = listeners.get(object) ?? new Set()
  known.add(listener)
  listeners.set(object, known)
  return () => known.delete(listener)
}

const deliver = (): void => {
  due = false
  const told = [...waiting]
  waiting.clear()
  for (const [object, records] of told) {
    for (const listener of listeners.get(object) ?? []) listener(records)
    void client.invalidateQueries({ queryKey: ['records', object] })
    for (const id of records) void client.invalidateQueries({ queryKey: ['record', object, id] })
  }
}

/** Puts a change in the queue; also for changes made on this very screen. */
export const noteChange = (object: string, record: string): void => {
  const known = waiting.get(object) ?? new Set()
  known.add(record)
  waiting.set(object, known)
  if (due) return
  due = true
  setTimeout(deliver, 300)
}

/** Objects whose roll-ups look at this one: their records change with it, without a change of their own. */
const rollingUp = (object: string): readonly string[] =>
  (client.getQueryData(vocabularyQuery.queryKey)?.objects ?? [])
    .filter((one) => Object.values(one.own).some((field) => field.rollup?.from.startsWith(`${object}.`)))
    .map((one) => one.name)

/** Definitions or permissions have changed: what is on the screen is drawn by them. */
const defineAnew = (): void => {
  void client.invalidateQueries({ queryKey: vocabularyQuery.queryKey })
  void client.invalidateQueries({ queryKey: meQuery.queryKey })
  void client.invalidateQueries({ queryKey: ['design'] })
}

const hear = (event: MessageEvent<string>): void => {
  const { object, record } = JSON.parse(event.data) as Told
  noteChange(object, record)
  for (const other of rollingUp(object)) noteChange(other, '')
}

const readAnew = (): void => {
  for (const object of listeners.keys()) noteChange(object, '')
  void client.invalidateQueries()
}

const soon = 1_500

/** This page, as the server knows it for as long as it is open. */
export const tab = newKey()
let hearOthers: (told: string) => void = () => undefined
/** Who wants to hear of others at the same record (presence.ts). */
export const onOthers = (listener: (told: string) => void): void => {
  hearOthers = listener
}

/**
 * The stream of changes. Where the browser gives up – an answer of something that stands in between, a long absence – it is opened
 * anew from the last change that was heard, so that none is missed.
 */
const openStream = (): { readonly close: () => void } => {
  let last: string | undefined
  let source: EventSource
  let later: ReturnType<typeof setTimeout> | undefined
  const heard =
    (work: (event: MessageEvent<string>) => void) =>
    (event: MessageEvent<string>): void => {
      last = event.lastEventId || last
      work(event)
    }
  const open = (): void => {
    clearTimeout(later)
    source?.close()
    source = new EventSource(apiPath('/changes', { tab, after: last }))
    source.addEventListener(
      'here',
      heard(() => undefined),
    )
    source.addEventListener('change', heard(hear))
    source.addEventListener('vocabulary', defineAnew)
    source.addEventListener('presence', (event: MessageEvent<string>) => hearOthers(event.data))
    source.addEventListener('reset', heard(readAnew))
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) later = setTimeout(open, soon)
      void lookForServer()
    })
  }
  open()
  const forget = onReturn(() => {
    if (source.readyState !== EventSource.OPEN) open()
  })
  return {
    close: () => {
      forget()
      clearTimeout(later)
      source.close()
    },
  }
}

/** Listens to changes while the app is open. */
export const useLiveChanges = (): void => {
  useEffect(() => {
    const stream = openStream()
    return stream.close
  }, [])
}
