import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { isEmpty } from '../empty.ts'

/** For a field, the id of the record whose value stays. */
export type Choices = { readonly [field: string]: string }

const lists = new Set(['entries', 'ids', 'texts'])

/** Lists are put together by a merge unless one of them is chosen; a single one is not put together with anything. */
export const isJoined = (object: ObjectDefinition, rows: readonly AnyRow[], name: string): boolean =>
  lists.has(kindOf(object.fields[name]!).family) && rows.filter((row) => !isEmpty(row[name])).length > 1

const worded = (value: unknown): string => (isEmpty(value) ? '' : JSON.stringify(value))

/** The fields in which the records differ, in the order of the record's page. */
export const differing = (object: ObjectDefinition, rows: readonly AnyRow[]): readonly string[] => {
  const paged = object.page.sections.flatMap((section) => section.fields)
  return [...new Set([object.title, ...paged, ...Object.keys(object.own)])].filter((name) => {
    const field = object.own[name]
    return field !== undefined && !field.derived && new Set(rows.map((row) => worded(row[name]))).size > 1
  })
}

/** Whose value the merge takes: the chosen one, else that of the kept record or the first that is not empty; none for lists that are put together. */
export const takenFrom = (
  object: ObjectDefinition,
  rows: readonly AnyRow[],
  name: string,
  choices: Choices,
): string | undefined => {
  if (choices[name] !== undefined) return choices[name]
  if (isJoined(object, rows, name)) return undefined
  return rows.find((row) => !isEmpty(row[name]))?.id
}
