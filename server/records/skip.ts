import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import { runOf } from './call.ts'
import { columnsSql } from './columns.ts'
import type { Cursor } from './cursor.ts'
import { estimateOf } from './estimate.ts'
import { landmarksOf, lastBefore, type Part } from './landmarks.ts'
import { selectionSql } from './list.ts'
import type { Ask } from './reading.ts'
import { allOf } from './scope.ts'
import { emptySql, joinedScore } from './scored.ts'
import { cursorValue, joinedKey, keyOfValue, keySql, type Order } from './sort.ts'
import { arg, fill, once } from './template.ts'

const at = sql.id('t')

interface Ran {
  /** The last row that was skipped. */
  readonly last?: Cursor
  /** How many rows of the part there were to skip. */
  readonly count: number
}

function partSql(ask: Ask, order: Order, part: Part, continued: boolean): { from: Sql; by: Sql } {
  const joined = part === 'filled' ? joinedScore(order.field, at) : sql``
  const key = part === 'filled' ? joinedKey(order, at) : keySql(order, at)
  const way = order.descending && part === 'filled' ? sql` desc` : sql``
  const beyond = order.descending ? sql`<` : sql`>`
  const started =
    part === 'filled'
      ? sql`(${key}, t.id) ${beyond} (${keyOfValue(order, sql`${arg('value0')}`)}, ${arg('id')}::uuid)`
      : sql`t.id > ${arg('id')}::uuid`
  const standing =
    part === 'empty' ? emptySql(order.field, key, at) : order.filled ? undefined : sql`${key} is not null`
  const where = allOf([selectionSql(ask.call, ask.chosen), standing, continued ? started : undefined])
  return {
    from: sql`from ${sql.id(ask.chosen.access.object.name)} t${joined} where ${where}`,
    by: sql`${key}${way}, t.id${way}`,
  }
}

/** Walks over rows of one part of an order, of which nothing but their order is read. */
async function walk(ask: Ask, part: Part, from: Cursor | undefined, skip: number): Promise<Ran> {
  const { call } = ask
  const order = ask.orders[0]!
  const shape = `skip ${part}${from ? ' on' : ''} ${ask.shape}`
  const run = runOf(call, { value0: from?.values[0], id: from?.id, skip: skip - 1, most: skip }, ask.operands)
  const template = once(call.view.vocabulary, shape, () => {
    const { from: rows, by } = partSql(ask, order, part, from !== undefined)
    return sql`select ${columnsSql(ask.chosen.access.object, at, [order.name])} ${rows} order by ${by} offset ${arg('skip')}::int limit 1`
  })
  const row = await call.db.maybe<{ id: string; [field: string]: unknown }>(fill(template, run))
  if (row) return { last: { id: row.id, values: [part === 'empty' ? null : cursorValue(order, row)] }, count: skip }
  const counting = once(call.view.vocabulary, `${shape} count`, () => {
    const { from: rows } = partSql(ask, order, part, from !== undefined)
    return sql`select count(*)::int as n from (select 1 ${rows} limit ${arg('most')}::int) counted`
  })
  const { n } = await call.db.one<{ n: number }>(fill(counting, run))
  return { count: n }
}

/** What is nearer than this is walked to. */
const far = 2_000
/** In a list of fewer rows nobody jumps far. */
const long = 20_000

const marksOf = (ask: Ask, part: Part) =>
  landmarksOf(ask, part, () => {
    const [order] = ask.orders
    const columns = columnsSql(ask.chosen.access.object, at, [order!.name])
    return { columns, ...partSql(ask, order!, part, false) }
  })

/** The same by landmarks, where the way from the beginning is long. */
async function reach(ask: Ask, part: Part, from: Cursor | undefined, skip: number): Promise<Ran> {
  // A transaction sees what nobody else does, and landmarks are kept.
  if (from !== undefined || skip <= far || ask.call.inside) return walk(ask, part, from, skip)
  const marks = await marksOf(ask, part)
  const mark = marks && lastBefore(marks, skip)
  if (mark === undefined) return walk(ask, part, from, skip)
  const ran = await walk(ask, part, mark.cursor, skip - mark.rank)
  return { ...ran, count: mark.rank + ran.count }
}

/** Numbers a long list that everyone sees alike, before anybody jumps in it. */
export async function expectJumps(ask: Ask): Promise<void> {
  if (ask.orders.length > 1 || ask.cursor || ask.chosen.filter || ask.call.inside) return
  const { all } = await estimateOf(ask.call, ask.chosen, ask.shape, ask.operands)
  if (all > long) await marksOf(ask, 'filled')
}

/**
 * Where a list goes on after so many further rows, for a jump to a place that no page before it led to. From there pages follow by
 * their cursors as ever. `last` is missing where the list ends before; `count` says then how many rows there were.
 */
export async function skipped(ask: Ask, skip: number): Promise<Ran> {
  if (ask.orders.length > 1) throw new Problem('query_invalid', '"skip" takes a list that is sorted by one field.')
  const { cursor } = ask
  const inEmpty = cursor?.values[0] === null
  const filled = inEmpty ? { count: 0 } : await reach(ask, 'filled', cursor, skip)
  if ('last' in filled || ask.orders[0]!.filled) return filled
  const rest = await reach(ask, 'empty', inEmpty ? cursor : undefined, skip - filled.count)
  return { ...rest, count: filled.count + rest.count }
}
