import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type Sql, sql } from '../sql.ts'
import { familyOf, isExact, lowered } from './column.ts'
import { digest, type Index } from './index.ts'

/** By what a field is found whose text contains another; undefined for one that is not looked through so. */
export function trigramKey(field: Field, column: Sql): Sql | undefined {
  const family = familyOf(field)
  if (family === 'text' && !isExact(field)) return lowered(column)
  return field.kind === 'emails' ? lowered(sql`(${column}::text)`) : undefined
}

/** Titles and e-mail addresses: what people look for by a piece of it. */
const isLookedThrough = (object: ObjectDefinition, name: string, field: Field): boolean =>
  Boolean(field.search) && (object.title === name || field.kind === 'emails' || field.kind === 'email')

/**
 * Indexes of three letters each, which stand where PostgreSQL has the extension pg_trgm. They are no part of the schema that
 * migrations know: without them everything works, but slower. Their names begin with `xt_`, so that no diff takes them for its own.
 */
export const trigramIndexesOf = (object: ObjectDefinition): Index[] =>
  Object.entries(object.fields).flatMap(([name, field]) => {
    const key = isLookedThrough(object, name, field) ? trigramKey(field, sql.id(name)) : undefined
    if (!key) return []
    const definition = `using gin (${key.text} gin_trgm_ops)`
    const index = `xt_${object.name.slice(0, 22)}_${name.slice(0, 24)}_${digest(`${object.name} ${name} ${definition}`)}`
    return [{ name: index, table: object.name, unique: false, definition }]
  })
