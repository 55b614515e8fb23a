import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Family } from '@rapport/vocabulary/define/kind.ts'
import { familyOf } from '../database/schema/column.ts'
import { type Sql, sql } from '../database/sql.ts'

/** Where the value of a score stands in `insight.score`, by the family of its kind. */
const columns: { readonly [F in Family]?: string } = {
  number: 'number',
  decimal: 'amount',
  text: 'word',
  date: 'day',
  id: 'link',
}

/** The column of `insight.score` that holds values of such a field. */
export function scoreColumn(field: Field): string {
  const column = columns[familyOf(field)]
  if (column === undefined) throw new TypeError(`A score cannot be of the kind ${field.kind}.`)
  return column
}

const joined = sql.id('scored')

/** The value in a row of `insight.score`. */
export const scoreValue = (field: Field, row: Sql = joined): Sql => sql`${row}.${sql.id(scoreColumn(field))}`

/** The run of the model whose scores are served. */
const servedRun = (field: Field): Sql =>
  sql`(select run from insight.scored where score = ${sql.raw(`'${field.scored!.replaceAll("'", "''")}'`)})`

/** That this row of `insight.score` is the score of the record of alias `at`. */
export const scoreOf = (field: Field, row: Sql, at: Sql): Sql =>
  sql`${row}.run = ${servedRun(field)} and ${row}.record = ${at}.id`

/** A field of a row as it is read, wherever it is kept. */
export const fieldSql = (field: Field, name: string, at: Sql): Sql =>
  field.scored === undefined
    ? sql`${at}.${sql.id(name)}`
    : sql`(select ${scoreValue(field, sql.id('s'))} from insight.score s where ${scoreOf(field, sql.id('s'), at)})`

/** Joins the score that a list is sorted by: then the order comes from the index over scores, however many there are. */
export const joinedScore = (field: Field, at: Sql): Sql =>
  field.scored === undefined ? sql`` : sql` join insight.score ${joined} on ${scoreOf(field, joined, at)}`

/** That the record has no value at the field, whose key in the order is given. */
export const emptySql = (field: Field, key: Sql, at: Sql): Sql =>
  field.scored === undefined
    ? sql`${key} is null`
    : sql`not exists (select 1 from insight.score ${joined} where ${scoreOf(field, joined, at)} and ${scoreValue(field)} is not null)`
