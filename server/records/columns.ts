import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { familyOf } from '../database/schema/column.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { fieldSql } from './scored.ts'

/** The columns of a row as they are read: the id and these fields. */
export const columnsSql = (object: ObjectDefinition, at: Sql, names: readonly string[]): Sql =>
  sql.join([sql`${at}.id`, ...names.map((name) => columnSql(object, at, name))])

const columnSql = (object: ObjectDefinition, at: Sql, name: string): Sql => {
  const field = object.fields[name]!
  if (field.unserved) return sql`null as ${sql.id(name)}`
  const read = fieldSql(field, name, at)
  return field.scored === undefined ? read : sql`${read} as ${sql.id(name)}`
}

/** The fields that were asked for, or all that may be seen; Problem fields_invalid for one that does not exist. */
export function wantedFields(access: Access, fields: readonly string[] | undefined): readonly string[] {
  if (!fields) return access.seen
  const wanted = new Set(fields.filter((name) => name !== 'id'))
  const unknown = [...wanted].filter((name) => !access.sees.has(name))
  if (unknown.length > 0)
    throw new Problem(
      'fields_invalid',
      `${access.object.label.en} has no field ${unknown.map((one) => `"${one.slice(0, 60)}"`).join(', ')}.`,
    )
  // Records carry their version always: a change needs it.
  return [...wanted, ...(wanted.has('version') ? [] : ['version'])]
}

/** A record with only the fields that may be seen. */
export function seenRow<T extends { readonly [field: string]: unknown }>(access: Access, row: T): T {
  const kept = Object.entries(row).filter(([name]) => name === 'id' || access.sees.has(name))
  return Object.fromEntries(kept) as T
}

/** All columns that hold fields of the object. */
export const everyField = (object: ObjectDefinition): readonly string[] => Object.keys(object.fields)

export const isJson = (object: ObjectDefinition, name: string): boolean => {
  const family = familyOf(object.fields[name]!)
  return family === 'entries' || family === 'json'
}
