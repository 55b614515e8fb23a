import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { isExact, keyIsPartial, lowered, sortKey, textKey } from '../../database/schema/column.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { columnsSql, everyField } from '../columns.ts'
import type { Given } from './area.ts'
import type { BatchContext } from './batch.ts'

export type Current = Given & { readonly id: string; readonly version: number }

/** The text by which a value is compared with what stands: without case, of a list of contacts the first. */
export const keyText = (field: Field, value: unknown): string => {
  if (kindOf(field).family === 'entries') return (value as { value: string }[])[0]!.value
  return isExact(field) ? String(value) : String(value).toLowerCase()
}

const keyed = (field: Field, column: Sql): Sql => (isExact(field) ? column : sortKey(field, column))

const wantedSql = (field: Field): Sql =>
  kindOf(field).family === 'entries' || isExact(field) ? sql`w.key` : textKey(field, sql`w.key`)

/** Whether a record has a value in a field, as the field's index can answer it. */
const hasKey = (field: Field, name: string): Sql => {
  const column = sql`t.${sql.id(name)}`
  const exactly = keyIsPartial(field) ? sql` and ${lowered(column)} = ${lowered(sql`w.key`)}` : sql.empty
  return sql`${keyed(field, column)} = ${wantedSql(field)}${exactly} and t.deleted_at is null`
}

/**
 * The records that have one of these values in this field, by the value. Found through the field's index and locked until the
 * transaction ends. Where several have it, the oldest counts.
 */
export const findByField = async (
  context: BatchContext,
  object: ObjectDefinition,
  name: string,
  keys: readonly string[],
): Promise<Map<string, Current>> => {
  const t = sql.id('t')
  const rows = await context.tx.query<Current & { '?': string }>(
    sql`select w.key as "?", ${columnsSql(object, t, everyField(object))} from unnest(${keys}::text[]) w(key)
      join ${sql.id(object.name)} ${t} on ${hasKey(object.fields[name]!, name)} order by ${t}.id desc for update of ${t}`,
    { prepare: false },
  )
  return new Map(rows.map(({ '?': key, ...row }) => [key, row as Current]))
}

/**
 * The ids of the oldest records that have these values in this field, by the value; nothing is locked. One look into the index for
 * each: nobody knows how often such values repeat, so a join would be planned as if each stood there many times, and read all.
 */
export const oldestByField = async (
  context: BatchContext,
  object: ObjectDefinition,
  name: string,
  keys: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await context.tx.query<{ key: string; id: string }>(
    sql`select w.key, found.id from unnest(${[...keys].sort()}::text[]) w(key), lateral
      (select t.id from ${sql.id(object.name)} t where ${hasKey(object.fields[name]!, name)} order by t.id limit 1) found`,
    { prepare: false },
  )
  return new Map(rows.map(({ key, id }) => [key, id]))
}

/** Which of these records this import itself has made. */
export const madeByThis = async (
  context: BatchContext,
  object: string,
  ids: readonly string[],
): Promise<Set<string>> => {
  const rows = await context.tx.query<{ record: string }>(sql`
    select record from change where object = ${object} and record = any(${ids}::uuid[]) and verb = 'create' and batch = ${context.batch}`)
  return new Set(rows.map((row) => row.record))
}
