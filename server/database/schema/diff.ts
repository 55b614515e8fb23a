import { type Sql, sql } from '../sql.ts'
import type { Standing } from './catalogue.ts'
import type { Column } from './column.ts'
import type { Index } from './index.ts'
import type { Table } from './table.ts'

/** One statement of DDL, in the order in which they must run. */
export interface Step {
  readonly sql: Sql
  /** An index on a table that holds rows is built without locking out writers when run outside a migration. */
  readonly index?: Index
  /** The name of an index that goes. */
  readonly dropsIndex?: string
  /** Loses data; a person decides. */
  readonly drops?: boolean
}

const columnText = (column: Column): Sql => {
  const collation = column.collation ? sql` collate ${sql.id(column.collation)}` : sql.empty
  const required = column.required ? sql` not null` : sql.empty
  const preset = column.default === undefined ? sql.empty : sql` default ${sql.raw(column.default)}`
  return sql`${sql.id(column.name)} ${sql.raw(column.type)}${collation}${preset}${required}`
}

const createTable = (table: Table): Step => ({
  sql: sql`create table ${sql.id(table.name)} (
  ${sql.join(table.columns.map(columnText), sql.raw(',\n  '))},
  primary key (id)
)`,
})

/** `how` stands before the name: `concurrently` or `if not exists`. */
export const createIndex = (index: Index, how: Sql = sql.empty): Sql =>
  index.statistics
    ? sql`create statistics ${sql.id(index.name)} on ${sql.raw(index.definition)} from ${sql.id(index.table)}`
    : sql`create ${index.unique ? sql`unique ` : sql.empty}index ${how}${sql.id(index.name)} on ${sql.id(index.table)} ${sql.raw(index.definition)}`

const isStatistics = (name: string): boolean => /^[ix]s_/.test(name)

/** One that went with its column is gone already. */
export const dropIndex = (name: string, how: Sql = sql.empty): Sql =>
  isStatistics(name) ? sql`drop statistics if exists ${sql.id(name)}` : sql`drop index ${how}if exists ${sql.id(name)}`

const alter = (table: Table, change: Sql, drops = false): Step => ({
  sql: sql`alter table ${sql.id(table.name)} ${change}`,
  drops,
})

/** The catalogue spells defaults with a cast, and numbers without quotes, so both are compared bare. */
const bare = (preset: string | undefined): string | undefined =>
  preset?.replace(/::[a-z"][\w" .[\]()]*$/, '').replace(/^'(.*)'$/s, '$1')

function changedColumn(table: Table, wanted: Column, has: Column): Step[] {
  const name = sql.id(wanted.name)
  const steps: Step[] = []
  if (wanted.type !== has.type || wanted.collation !== has.collation) {
    const collation = wanted.collation ? sql` collate ${sql.id(wanted.collation)}` : sql.empty
    const type = sql.raw(wanted.type)
    steps.push(alter(table, sql`alter column ${name} type ${type}${collation} using ${name}::${type}`, true))
  }
  if (bare(wanted.default) !== bare(has.default))
    steps.push(
      alter(
        table,
        wanted.default === undefined
          ? sql`alter column ${name} drop default`
          : sql`alter column ${name} set default ${sql.raw(wanted.default)}`,
      ),
    )
  if (wanted.required && !has.required && wanted.default !== undefined)
    steps.push({ sql: sql`update ${sql.id(table.name)} set ${name} = default where ${name} is null` })
  if (wanted.required !== has.required)
    steps.push(
      alter(table, wanted.required ? sql`alter column ${name} set not null` : sql`alter column ${name} drop not null`),
    )
  return steps
}

function columnSteps(table: Table, standing: Standing, own: (name: string) => boolean): Step[] {
  const wanted = new Set(table.columns.map((column) => column.name))
  const steps = table.columns.flatMap((column) => {
    const has = standing.columns.get(column.name)
    return has ? changedColumn(table, column, has) : [alter(table, sql`add column ${columnText(column)}`)]
  })
  const gone = [...standing.columns.keys()].filter((name) => !wanted.has(name) && own(name))
  return [...steps, ...gone.map((name) => alter(table, sql`drop column ${sql.id(name)}`, true))]
}

function indexSteps(table: Table, standing: Standing | undefined, ours: RegExp): Step[] {
  const wanted = new Set(table.indexes.map((index) => index.name))
  const stale = [...(standing?.indexes ?? [])].filter(
    ([name, { valid }]) => ours.test(name) && (!wanted.has(name) || !valid),
  )
  const drops = stale.map(([name]): Step => ({ sql: dropIndex(name), dropsIndex: name }))
  const missing = table.indexes.filter((index) => !standing?.indexes.get(index.name)?.valid)
  return [...drops, ...missing.map((index): Step => ({ sql: createIndex(index), index }))]
}

function wholeSteps(table: Table, standing: Standing | undefined): Step[] {
  const { whole } = table
  if (!whole || standing?.constraints.has(whole.constraint)) return []
  const key = sql`foreign key (${sql.id(whole.column)}) references ${sql.id(whole.table)} (id) on delete cascade`
  return [alter(table, sql`add constraint ${sql.id(whole.constraint)} ${key}`)]
}

export interface Extent {
  /** Columns that this diff may drop; others are left alone. */
  readonly columns: (name: string) => boolean
  /** Indexes that this diff may drop. */
  readonly indexes: RegExp
}

/** What migrations of built-in objects own: everything but what users added. */
export const builtIn: Extent = { columns: (name) => !name.startsWith('x_') && name !== 'search', indexes: /^i[xs]_/ }
/** What a change at run time owns: nothing that holds data. */
export const atRunTime: Extent = { columns: () => false, indexes: /^x[is]_/ }

/** The statements that lead from what stands to the tables wanted: tables first, then columns, wholes, indexes. */
export function diff(tables: readonly Table[], standing: ReadonlyMap<string, Standing>, extent: Extent): Step[] {
  return [
    ...tables.filter((table) => !standing.has(table.name)).map(createTable),
    ...tables.flatMap((table) => {
      const has = standing.get(table.name)
      return has ? columnSteps(table, has, extent.columns) : []
    }),
    ...tables.flatMap((table) => wholeSteps(table, standing.get(table.name))),
    ...tables.flatMap((table) => indexSteps(table, standing.get(table.name), extent.indexes)),
  ]
}

/** Tables of objects that the vocabulary no longer has. */
export const leftOver = (
  tables: readonly Table[],
  standing: ReadonlyMap<string, Standing>,
  engine: readonly string[],
): string[] => {
  const wanted = new Set([...tables.map((table) => table.name), ...engine])
  return [...standing.keys()].filter((name) => !wanted.has(name) && !name.startsWith('x_'))
}
