import type { Field } from './field.ts'
import type { Label, Locale } from './label.ts'
import type { Refusal } from './refusal.ts'

/**
 * How a kind's values are kept and compared. The engine knows families, never kinds:
 * one family is one way to compile an operator to SQL and one way to test it in memory.
 *
 * | family    | PostgreSQL                    | JSON                               |
 * |-----------|-------------------------------|------------------------------------|
 * | text      | text                          | string                             |
 * | number    | integer or double precision   | number                             |
 * | decimal   | numeric                       | string, exact ("12.50")            |
 * | boolean   | boolean                       | boolean                            |
 * | date      | date                          | string "2026-11-23"                |
 * | instant   | timestamptz                   | string "2026-11-23T08:00:00Z"      |
 * | id        | uuid                          | string                             |
 * | ids       | uuid[]                        | array of strings                   |
 * | texts     | text[]                        | array of strings                   |
 * | entries   | jsonb, a list of {value, …}   | array of objects; the first leads  |
 * | json      | jsonb                         | anything                           |
 */
export const families = [
  'text',
  'number',
  'decimal',
  'boolean',
  'date',
  'instant',
  'id',
  'ids',
  'texts',
  'entries',
  'json',
] as const
export type Family = (typeof families)[number]

/** The operators of the filter language; see filter.ts for their meaning. */
export const operators = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'within',
  'in',
  'not_in',
  'contains',
  'starts',
  'has',
  'has_any',
  'has_all',
  'empty',
  'not_empty',
] as const
export type Operator = (typeof operators)[number]

export const aggregates = ['count', 'distinct', 'sum', 'mean', 'min', 'max'] as const
export type Aggregate = (typeof aggregates)[number]

/** A JSON Schema (2020-12, as OpenAPI 3.1 uses it). */
export type Schema = { readonly [key: string]: unknown }

/** What a kind needs to read a person's text: the file's or the person's conventions, and cleaners that need large libraries. */
export interface Reader {
  readonly locale: Locale
  /** Order of day, month and year in dates such as 03/04/2026. */
  readonly dateOrder: 'dmy' | 'mdy' | 'ymd'
  readonly decimal: '.' | ','
  /** ISO 3166 country for phones and addresses that do not name one. */
  readonly country: string
  /** Minutes that local times are ahead of UTC when they name no zone. */
  readonly offsetMinutes: number
  /** A phone in E.164, or undefined when it is none. */
  readonly phone: (text: string, country: string) => string | undefined
  /** The id of the linked record with this title or key, or undefined. */
  readonly find: (object: string, text: string) => string | undefined
}

/** A kind of value answers every question about itself, so shared code never asks which kind it has. */
export interface Kind<V = unknown> {
  readonly name: string
  readonly label: Label
  readonly family: Family
  /** SQL type of the column. */
  readonly type: (field: Field) => string
  readonly schema: (field: Field) => Schema
  readonly operators: readonly Operator[]
  readonly aggregates: readonly Aggregate[]
  readonly sortable: boolean
  /** The value as it is kept, from JSON of the API; or why not. Never null: null is the engine's. */
  readonly check: (value: unknown, field: Field) => V | Refusal
  /** The value from a person's text (a cell of a file, a paste); or why not. Never called with a blank text. */
  readonly read: (text: string, field: Field, reader: Reader) => V | Refusal
  /** The value as text for a person, a CSV file or a search index. */
  show(value: V, field: Field, locale: Locale): string
  /** How much a column of such texts looks like this kind, 0 to 1. Absent: cannot be told from contents. */
  readonly guess?: (texts: readonly string[], reader: Reader) => number
}

/** Share of texts that pass a test; 0 for none. */
export const share = (texts: readonly string[], test: (text: string) => boolean): number =>
  texts.length === 0 ? 0 : texts.filter(test).length / texts.length
