import { useEffect, useSyncExternalStore } from 'react'
import { call } from '../api.ts'
import { isAway, onReturn } from '../connection.ts'
import { isValues } from '../kept.ts'
import { useMe } from '../session.ts'
import { onOthers, tab } from './live.ts'

/** Somebody else at the same record, and the field that they write in. */
export interface Other {
  readonly id: string
  readonly name: string
  readonly field: string | null
}

const everyMs = 15_000
let here: { readonly object: string; readonly record: string } | undefined
let writing: string | null = null
let others: { readonly at: string; readonly people: readonly Other[] } = { at: '', people: [] }
const nobody: readonly Other[] = []
const listeners = new Set<() => void>()

const say = (more: { readonly gone?: true } = {}): void => {
  if (here === undefined || isAway()) return
  // Who is here is a courtesy: when it cannot be said now, it is said again soon.
  void call('POST', '/presence', { body: { tab, ...here, field: writing, ...more } }).catch(() => undefined)
}

const isOther = (value: unknown): value is Other =>
  isValues(value) && typeof value.id === 'string' && typeof value.name === 'string'

onOthers((text) => {
  const told = JSON.parse(text) as { object: string; record: string; people: unknown[] }
  others = { at: `${told.object}/${told.record}`, people: told.people.filter(isOther) }
  for (const listener of listeners) listener()
})

/** Says for as long as the page is open that this record is looked at. */
export const useHere = (object: string, record: string): void => {
  const viewed = useMe().viewed_by !== null
  useEffect(() => {
    if (viewed) return
    here = { object, record }
    const speak = (): void => say()
    speak()
    const often = setInterval(speak, everyMs)
    const forget = onReturn(speak)
    return () => {
      clearInterval(often)
      forget()
      say({ gone: true })
      here = undefined
    }
  }, [object, record, viewed])
}

/** Says that this field is being written in, until it is left. */
export const useWriting = (field: string): void =>
  useEffect(() => {
    writing = field
    say()
    return () => {
      if (writing === field) writing = null
      say()
    }
  }, [field])

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Those who look at the record as well. */
export const useOthers = (object: string, record: string): readonly Other[] =>
  useSyncExternalStore(listen, () => (others.at === `${object}/${record}` ? others.people : nobody))
