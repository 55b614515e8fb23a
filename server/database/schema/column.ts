import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Family } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { type Sql, sql } from '../sql.ts'

/** A column as the catalogue spells it. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly collation?: string
  readonly required: boolean
  /** A literal of SQL, made here from a checked value. */
  readonly default?: string
}

const spelled: { readonly [type: string]: string } = { timestamptz: 'timestamp with time zone' }

export const familyOf = (field: Field): Family => kindOf(field).family

/** The SQL type without collation, for casts. */
export const typeOf = (field: Field): string =>
  kindOf(field)
    .type(field)
    .replace(/ collate .*$/, '')

const collationOf = (field: Field): string | undefined => / collate "(.+)"$/.exec(kindOf(field).type(field))?.[1]

export const columnOf = (name: string, field: Field, required: boolean): Column => ({
  name,
  type: spelled[typeOf(field)] ?? typeOf(field),
  collation: collationOf(field),
  required,
  default: field.default === undefined ? undefined : literal(field, field.default),
})

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`
const listed = (values: readonly unknown[]): string =>
  quote(`{${values.map((one) => `"${String(one).replace(/["\\]/g, '\\$&')}"`).join(',')}}`)

/** A default as a literal; backslashes are plain text because standard_conforming_strings is on. */
function literal(field: Field, value: unknown): string {
  const family = familyOf(field)
  if (family === 'entries' || family === 'json') return `${quote(JSON.stringify(value))}::jsonb`
  if (Array.isArray(value)) return `${listed(value)}::${typeOf(field)}`
  return quote(String(value))
}

/** Longer texts are indexed by their beginning, because an index entry holds at most 2,704 bytes. */
const longestKey = 300

const isLong = (field: Field): boolean => {
  const longest = kindOf(field).schema(field).maxLength
  return typeof longest === 'number' && longest > longestKey
}

/** Text without case. ICU lowers as JavaScript does, on every server, whatever its locale. */
export const lowered = (text: Sql): Sql => sql`lower(${text} collate "und-x-icu")`

/** Choices are closed and compared as they stand; all other text without case. */
export const isExact = (field: Field): boolean => field.choices !== undefined

/** By what a column is sorted and compared: the same expression in its index, its sort and its filter. */
export function sortKey(field: Field, column: Sql): Sql {
  const family = familyOf(field)
  if (family === 'entries') return sql`((${column} -> 0 ->> 'value') collate "C")`
  if (family !== 'text' || isExact(field)) return column
  return textKey(field, column)
}

/** The key of a text or of a value that is compared with one. */
export function textKey(field: Field, text: Sql): Sql {
  const key = isLong(field) ? sql`left(${lowered(text)}, ${sql.raw(String(longestKey))})` : lowered(text)
  return sql`(${key} collate ${sql.id(collationOf(field) ?? 'C')})`
}

/** Whether the key says less than the text, so that equality needs a second look. */
export const keyIsPartial = (field: Field): boolean => familyOf(field) === 'text' && !isExact(field) && isLong(field)
