import { type Sql, sql } from '../sql.ts'
import type { Column, Constraint, Description, Sequence, Table } from './description.ts'

/** Statements that make what the backup had and the migrated database lacks: fields and objects of users, other schemas. */
export type Difference = { before: Sql[]; after: Sql[] }

type Named = { schema: string; name: string }
const key = (...parts: string[]) => parts.join('\0')
const missing = <T>(wanted: T[], there: T[], keyOf: (item: T) => string): T[] => {
  const known = new Set(there.map(keyOf))
  return wanted.filter((item) => !known.has(keyOf(item)))
}
const named = ({ schema, name }: Named) => key(schema, name)

/** `before` makes places for the rows; `after` the indexes, constraints, triggers and views over them. */
export function difference(wanted: Description, there: Description): Difference {
  const sequences = missing(wanted.sequences, there.sequences, named).filter((one) => !one.owner?.identity)
  const before = [
    ...missing(wanted.schemas, there.schemas, String).map((name) => sql`create schema ${sql.id(name)}`),
    ...wanted.extensions.map((name) => sql`create extension if not exists ${sql.id(name)}`),
    ...missing(wanted.enums, there.enums, named).map(createEnum),
    sql`set local check_function_bodies to off`,
    ...missing(wanted.routines, there.routines, (one) => one.identity).map((one) => sql.raw(one.definition)),
    ...sequences.map(createSequence),
    ...missing(wanted.tables, there.tables, named).map(createTable),
    ...newColumns(wanted, there),
    ...sequences.flatMap(giveSequence),
  ]
  const after = [
    ...missing(ofRows(wanted), ofRows(there), ofTable).map(addConstraint),
    ...missing(wanted.indexes, there.indexes, named).map((one) => sql.raw(one.definition)),
    ...wanted.constraints.filter((one) => one.foreign).map(addConstraint),
    ...missing(wanted.triggers, there.triggers, ofTable).map((one) => sql.raw(one.definition)),
    ...missing(wanted.views, there.views, named).map(createView),
  ]
  return { before, after }
}

const ofTable = (one: { schema: string; table: string; name: string }) => key(one.schema, one.table, one.name)
const ofRows = (description: Description) => description.constraints.filter((one) => !one.foreign)

const literal = (text: string) => sql.raw(`'${text.replaceAll("'", "''")}'`)

const createEnum = ({ schema, name, labels }: Description['enums'][number]) =>
  sql`create type ${sql.id(schema, name)} as enum (${sql.join(labels.map(literal))})`

const createSequence = (one: Sequence) =>
  sql`create sequence ${sql.id(one.schema, one.name)} as ${sql.raw(one.type)} increment ${sql.raw(one.increment)}
    minvalue ${sql.raw(one.min)} maxvalue ${sql.raw(one.max)} start ${sql.raw(one.start)} ${sql.raw(one.cycle ? 'cycle' : 'no cycle')}`

const giveSequence = ({ schema, name, owner }: Sequence) =>
  owner
    ? [
        sql`alter sequence ${sql.id(schema, name)} owned by ${sql.id(owner.schema, owner.table)}.${sql.id(owner.column)}`,
      ]
    : []

function createTable(table: Table): Sql {
  const kind = sql.raw(table.unlogged ? 'unlogged table' : 'table')
  const options = table.options?.length ? sql.raw(` with (${table.options.join(', ')})`) : sql.empty
  const by = table.partitioned_by ? sql.raw(` partition by ${table.partitioned_by}`) : sql.empty
  const name = sql.id(table.schema, table.name)
  if (table.parent) {
    const { schema, name: parent, bound } = table.parent
    return sql`create ${kind} ${name} partition of ${sql.id(schema, parent)} ${sql.raw(bound)}${by}${options}`
  }
  return sql`create ${kind} ${name} (${sql.join(table.columns.map(defineColumn))})${by}${options}`
}

function defineColumn(column: Column): Sql {
  const parts = [
    `${sql.id(column.name).text} ${column.type}`,
    column.collation && `collate ${column.collation}`,
    column.generated && `generated always as (${column.generated}) stored`,
    column.identity && `generated ${column.identity} as identity`,
    column.fallback && `default ${column.fallback}`,
    column.not_null && 'not null',
  ]
  return sql.raw(parts.filter(Boolean).join(' '))
}

function newColumns(wanted: Description, there: Description): Sql[] {
  const known = new Map(there.tables.map((table) => [named(table), table]))
  return wanted.tables.flatMap((table) => {
    const now = known.get(named(table))
    if (!now || table.parent) return []
    return missing(table.columns, now.columns, (column) => column.name).map(
      (column) => sql`alter table ${sql.id(table.schema, table.name)} add column ${defineColumn(column)}`,
    )
  })
}

const addConstraint = (one: Constraint) =>
  sql`alter table ${sql.id(one.schema, one.table)} add constraint ${sql.id(one.name)} ${sql.raw(one.definition)}`

const createView = (one: Description['views'][number]) =>
  sql`create ${sql.raw(one.materialized ? 'materialized view' : 'view')} ${sql.id(one.schema, one.name)} as ${sql.raw(one.definition)}`
