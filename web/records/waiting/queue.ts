import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { useSyncExternalStore } from 'react'
import type { Values } from '../../api.ts'
import { now } from '../../clock.ts'
import { forgetKept, isValues, keep, keptKeys, readKept } from '../../kept.ts'
import { newKey } from '../../key.ts'

/** Something that a person did, as it is asked of the server. */
export interface Write {
  readonly what: 'update' | 'create' | 'verb' | 'remove' | 'move'
  readonly object: string
  readonly plural: string
  /** The record that it is about; a new one has none. */
  readonly record?: string
  /** The name of the record, for the person. */
  readonly title: string
  readonly values?: Values
  /** The verb, where it is one. */
  readonly verb?: string
  /** The version that the person saw. */
  readonly version?: number
  /** What stood before, where fields change. */
  readonly before?: Values
  /** Told with a new record: the same key makes it once. */
  readonly key?: string
}

/** Why the server did not take it; the person decides. */
export interface Trouble {
  readonly say: string
  /** The record as it stands, where somebody changed the same field. */
  readonly current?: AnyRow
  readonly by?: string | null
}

export interface Waiting extends Write {
  readonly id: string
  readonly at: string
  readonly trouble?: Trouble
}

const beginning = 'rapport-waiting/'
let person: string | undefined
let list: readonly Waiting[] = []
const listeners = new Set<() => void>()
const busy = new Set<string>()

const keyOf = (id: string): string => `${beginning}${person}/${id}`

const isWaiting = (value: unknown): value is Waiting =>
  isValues(value) && typeof value.id === 'string' && typeof value.plural === 'string' && typeof value.what === 'string'

const set = (next: readonly Waiting[]): void => {
  list = next
  for (const listener of listeners) listener()
}

/** Reads what waits for this person, also from before a reload and from other tabs. */
const read = (): void => set(keptKeys(`${beginning}${person}/`).map(readKept).filter(isWaiting))

/** Whose writes are kept and sent from now on; nobody's while none is signed in. */
export const belongTo = (who: string | undefined): void => {
  if (who === person) return
  person = who
  if (who === undefined) set([])
  else read()
}

export const owner = (): string | undefined => person
export const waiting = (): readonly Waiting[] => list

const put = (one: Waiting): void => {
  keep(keyOf(one.id), one)
  set(list.some(({ id }) => id === one.id) ? list.map((old) => (old.id === one.id ? one : old)) : [...list, one])
}

const sameRecord = (a: Write, b: Write): boolean =>
  a.record !== undefined && a.record === b.record && a.object === b.object

/** The last write that waits for the record, if more fields may still go along with it. */
const open = (write: Write): Waiting | undefined => {
  const last = list.filter((one) => sameRecord(one, write)).at(-1)
  return last?.what === 'update' && write.what === 'update' && !busy.has(last.id) && !last.trouble ? last : undefined
}

/** Puts a write behind those that wait already. Edits of one record that follow each other are one. */
export const enqueue = (write: Write): void => {
  const last = open(write)
  const at = now()
  const fresh = { ...write, id: `${at.getTime().toString(36).padStart(9, '0')}-${newKey()}`, at: at.toISOString() }
  put(
    last
      ? { ...last, values: { ...last.values, ...write.values }, before: { ...write.before, ...last.before } }
      : fresh,
  )
}

export const amend = (id: string, changes: Partial<Waiting>): void => {
  const one = list.find((old) => old.id === id)
  if (one) put({ ...one, ...changes })
}

export const settle = (id: string): void => {
  forgetKept(keyOf(id))
  set(list.filter((one) => one.id !== id))
}

/** Tried again from the start, after trouble. */
export const retry = (id: string): void => {
  const { trouble: _, ...rest } = list.find((one) => one.id === id) ?? {}
  if ('id' in rest) put(rest as Waiting)
}

/** While it is on its way nothing is added to it. */
export const holding = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
  busy.add(id)
  try {
    return await work()
  } finally {
    busy.delete(id)
  }
}

export const waitsFor = (object: string, record: string | undefined): boolean =>
  record !== undefined && list.some((one) => one.object === object && one.record === record)

/** The row with what waits to be written to it. */
export const overlaid = <R extends AnyRow>(object: string, row: R): R => {
  const mine = list.filter((one) => one.what === 'update' && one.object === object && one.record === row.id)
  return mine.length === 0 ? row : Object.assign({}, row, ...mine.map((one) => one.values))
}

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useWaiting = (): readonly Waiting[] => useSyncExternalStore(listen, waiting)

/** What waits for a field of a record, if anything. */
export const useWaitingOf = (object: string, record: string, name: string): Waiting | undefined =>
  useSyncExternalStore(listen, () =>
    list.findLast(
      (one) =>
        one.object === object && one.record === record && one.values?.[name] !== undefined && one.what === 'update',
    ),
  )

/** Other tabs of the same person write and send as well. */
export const hearOtherTabs = (): (() => void) => {
  const hear = ({ key }: StorageEvent): void => {
    if (key === null || (person !== undefined && key.startsWith(`${beginning}${person}/`))) read()
  }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}
