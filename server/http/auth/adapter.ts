import { type CleanedWhere, type CustomAdapter, createAdapterFactory } from 'better-auth/adapters'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'

const operators: Readonly<Record<string, string>> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' }

const like = (value: unknown): string => String(value).replace(/[\\%_]/g, '\\$&')

const condition = ({ field, operator, value }: CleanedWhere): Sql => {
  const column = sql.id(field)
  if (operator === 'in') return sql`${column}::text = any(${(value as unknown[]).map(String)})`
  if (operator === 'not_in') return sql`${column}::text <> all(${(value as unknown[]).map(String)})`
  if (operator === 'contains') return sql`${column} like ${`%${like(value)}%`}`
  if (operator === 'starts_with') return sql`${column} like ${`${like(value)}%`}`
  if (operator === 'ends_with') return sql`${column} like ${`%${like(value)}`}`
  if (value === null) return operator === 'ne' ? sql`${column} is not null` : sql`${column} is null`
  return sql`${column} ${sql.raw(operators[operator] ?? '=')} ${value}`
}

const whereOf = (where: readonly CleanedWhere[] = []): Sql => {
  const all = where.filter((one) => one.connector !== 'OR').map(condition)
  const any = where.filter((one) => one.connector === 'OR').map(condition)
  const parts = [...all, ...(any.length > 0 ? [sql`(${sql.join(any, sql` or `)})`] : [])]
  return parts.length === 0 ? sql.empty : sql`where ${sql.join(parts, sql` and `)}`
}

const setOf = (values: object): Sql =>
  sql.join(Object.entries(values).map(([name, value]) => sql`${sql.id(name)} = ${value ?? null}`))

/** Answers to better-auth carry moments as Date objects; the database hands them over as text. */
const dated = <T>(row: Record<string, unknown> | undefined): T | null => {
  if (row === undefined) return null
  const moments = Object.entries(row).filter(([name, value]) => name.endsWith('At') && typeof value === 'string')
  return { ...row, ...Object.fromEntries(moments.map(([name, value]) => [name, new Date(value as string)])) } as T
}

const table = (model: string): Sql => sql.id('auth', model)

const first = (model: string, where: readonly CleanedWhere[]): Sql =>
  sql`id = (select id from ${table(model)} ${whereOf(where)} limit 1)`

function adapterOn(db: Runner): CustomAdapter {
  return {
    create: async ({ model, data }) => {
      const names = Object.keys(data)
      const row = await db.one(
        sql`insert into ${table(model)} (${sql.join(names.map((name) => sql.id(name)))})
            values (${sql.join(names.map((name) => data[name] ?? null))}) returning *`,
      )
      return dated(row)!
    },
    update: async ({ model, where, update }) =>
      dated(
        await db.maybe(
          sql`update ${table(model)} set ${setOf(update as object)} where ${first(model, where)} returning *`,
        ),
      ),
    updateMany: ({ model, where, update }) =>
      db.run(sql`update ${table(model)} set ${setOf(update)} ${whereOf(where)}`),
    findOne: async ({ model, where }) =>
      dated(await db.maybe(sql`select * from ${table(model)} ${whereOf(where)} limit 1`)),
    findMany: async <T>({ model, where, limit, offset, sortBy }: Parameters<CustomAdapter['findMany']>[0]) => {
      const order = sortBy
        ? sql`order by ${sql.id(sortBy.field)} ${sql.raw(sortBy.direction === 'desc' ? 'desc' : 'asc')}`
        : sql.empty
      const rows = await db.query(
        sql`select * from ${table(model)} ${whereOf(where)} ${order} limit ${limit} offset ${offset ?? 0}`,
      )
      return rows.map((row) => dated<T>(row)!)
    },
    delete: async ({ model, where }) => {
      await db.run(sql`delete from ${table(model)} where ${first(model, where)}`)
    },
    deleteMany: ({ model, where }) => db.run(sql`delete from ${table(model)} ${whereOf(where)}`),
    // One statement, so that a link of an invitation or a reset works exactly once.
    consumeOne: async ({ model, where }) =>
      dated(await db.maybe(sql`delete from ${table(model)} where ${first(model, where)} returning *`)),
    count: async ({ model, where }) => {
      const row = await db.one<{ count: number }>(
        sql`select count(*)::int as count from ${table(model)} ${whereOf(where)}`,
      )
      return row.count
    },
  }
}

/** better-auth over our own database, in the schema `auth`. */
export const authAdapter = (db: Runner, newId: () => string) =>
  createAdapterFactory({
    config: {
      adapterId: 'rapport',
      supportsUUIDs: true,
      supportsNumericIds: false,
      customIdGenerator: newId,
      transaction: false,
    },
    adapter: () => adapterOn(db),
  })
