import { useEffect, useSyncExternalStore } from 'react'
import { getRecord, type Included } from '../api.ts'
import { useVocabulary } from '../session.ts'

/** Names of linked records, fed by every reply that includes them, asked for one by one when none did. */
const titles = new Map<string, string>()
const listeners = new Set<() => void>()
const asked = new Set<string>()
let announced = false

const announce = (): void => {
  if (announced) return
  announced = true
  queueMicrotask(() => {
    announced = false
    for (const listener of listeners) listener()
  })
}

const keep = (object: string, id: string, title: string): void => {
  const key = `${object}/${id}`
  if (titles.get(key) === title) return
  titles.set(key, title)
  announce()
}

export const learnTitles = (included: Included | undefined): void => {
  for (const [object, records] of Object.entries(included ?? {}))
    for (const [id, record] of Object.entries(records)) keep(object, id, record.title)
}
export const learnTitle = keep
/** The name of a record where it is known already. */
export const knownTitle = (object: string, id: string): string | undefined => titles.get(`${object}/${id}`)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const ask = async (object: string, plural: string, title: string, id: string): Promise<void> => {
  const key = `${object}/${id}`
  if (asked.has(key)) return
  asked.add(key)
  const row = await getRecord(plural, id, []).catch(() => undefined)
  // A record that is gone or hidden keeps an empty name, so it is not asked for again and again.
  keep(object, id, row === undefined ? '' : String(row[title] ?? ''))
}

/** The name of a record: undefined while it is on its way, empty when it may not be seen. */
export const useTitle = (object: string, id: string): string | undefined => {
  const definition = useVocabulary().find(object)
  const title = useSyncExternalStore(subscribe, () => titles.get(`${object}/${id}`))
  useEffect(() => {
    if (id !== '' && title === undefined && definition !== undefined)
      void ask(object, definition.plural, definition.title, id)
  }, [title, definition, object, id])
  return definition === undefined || id === '' ? '' : title
}

/** The names of several records, for pickers. Asks for those that are not known. */
export const useTitlesOf = (object: string, ids: readonly string[]): ReadonlyMap<string, string> => {
  const definition = useVocabulary().find(object)
  const known = useSyncExternalStore(subscribe, () => ids.map((id) => titles.get(`${object}/${id}`) ?? '').join('\n'))
  const missing = ids.filter((id) => !titles.has(`${object}/${id}`)).join(',')
  useEffect(() => {
    for (const id of missing === '' ? [] : missing.split(','))
      if (definition) void ask(object, definition.plural, definition.title, id)
  }, [missing, definition, object])
  const names = known.split('\n')
  return new Map(ids.map((id, index) => [id, names[index] ?? '']))
}
