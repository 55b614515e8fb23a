import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Values } from '../api.ts'

export interface ChangeSince {
  readonly person: string | null
  readonly fields: readonly string[]
}
/** What the server says when a record has moved on. */
export interface ConflictBody {
  readonly current?: AnyRow
  readonly changes?: readonly ChangeSince[]
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The values stand already: the change was made before, and only the answer was lost. */
export const standsAlready = (current: AnyRow, values: Values): boolean =>
  Object.entries(values).every(([name, value]) => same(current[name], value))

/** The change of somebody that met the same field, where it came to another value. */
export const clashOf = (values: Values, { current, changes }: ConflictBody): ChangeSince | undefined => {
  const names = Object.keys(values).filter((name) => !same(current?.[name], values[name]))
  return changes?.findLast((change) => change.fields.some((name) => names.includes(name)))
}
