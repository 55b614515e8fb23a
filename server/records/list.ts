import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { type Checked, checkFilter } from '@rapport/vocabulary/define/filter-check.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Permission } from '@rapport/vocabulary/define/permission.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { type Call, filterContext, nowOf } from './call.ts'
import { columnsSql, wantedFields } from './columns.ts'
import { countOf, type Total } from './count.ts'
import { type Cursor, explainList, readCursor, writeCursor } from './cursor.ts'
import { expanded, type Included } from './expand.ts'
import { filterShape, filterSql, operandsOf } from './filter-sql.ts'
import { type Ask, rowsOf, type Way } from './reading.ts'
import { allOf, scopeCondition, scopeKey } from './scope.ts'
import { emptySql, joinedScore } from './scored.ts'
import { expectJumps, skipped } from './skip.ts'
import { cursorValue, joinedKey, keyOfValue, keySql, type Order, orderShape, ordersOf } from './sort.ts'
import { arg } from './template.ts'

export interface ListOptions {
  readonly filter?: Filter
  /** Fields, with `-` for descending. */
  readonly sort?: readonly string[]
  readonly limit?: number
  readonly cursor?: string
  /** Rows to pass over first, for a jump to a place that no cursor leads to; 0 says that jumps will follow. */
  readonly skip?: number
  readonly fields?: readonly string[]
  /** Links whose records are named in the answer. */
  readonly expand?: readonly string[]
  readonly trash?: boolean
  readonly total?: boolean
}

export interface Page {
  readonly data: AnyRow[]
  readonly next: string | null
  readonly included?: Included
  readonly total?: Total
  /** After a skip: the cursor of this page, for coming back without one. */
  readonly start?: string
  /** The list ended before: so many rows there were to pass over. */
  readonly skipped?: number
}

/** What a list asks for, checked: everything but the page. */
export interface Selection {
  readonly access: Access
  readonly filter?: Checked
  readonly trash: boolean
  readonly permission: Permission
  readonly now: string
}

export const longestPage = 500

export function checkedFilter(call: Call, access: Access, filter: Filter | undefined): Checked | undefined {
  if (filter === undefined) return undefined
  const checked = checkFilter(filter, access.object, call.view)
  if (checked instanceof Refusal)
    throw new Problem('filter_invalid', `${checked.say.en}.`, { reason: checked.code, say: checked.say })
  return checked
}

export function selection(
  call: Call,
  object: string,
  given: Pick<ListOptions, 'filter' | 'trash'>,
  permission: Permission = 'read',
): Selection {
  const access = call.view.open(object)
  const filter = checkedFilter(call, access, given.filter)
  return { access, filter, trash: given.trash ?? false, permission, now: nowOf(call) }
}

export const at = sql.id('t')

export const selectionShape = (call: Call, { access, filter, trash, permission }: Selection): string =>
  `${access.object.name} read:${scopeKey(access, 'read')} ${permission}:${scopeKey(access, permission)}${trash ? ' trash' : ''} ${filter ? filterShape(filter, call.view) : ''}`

const stateSql = ({ trash }: Selection): Sql => (trash ? sql`t.deleted_at is not null` : sql`t.deleted_at is null`)

/** The condition of a selection on rows of alias t. */
export function selectionSql(call: Call, chosen: Selection): Sql {
  const { access, filter, permission } = chosen
  // Whatever else is permitted, only what may be read is there.
  const also = permission === 'read' ? undefined : scopeCondition(access, permission, at)
  return allOf([stateSql(chosen), scopeCondition(access, 'read', at), also, filter && filterSql(filter, at, call.view)])
}

export const selectionOperands = (call: Call, chosen: Selection): unknown[] =>
  chosen.filter ? operandsOf(chosen.filter, filterContext(call, chosen.now)) : []

const direction = (order: Order): Sql => (order.descending ? sql` desc` : sql``)

type Part = 'filled' | 'empty'

/** No field's name has a blank. */
const sortedBy = sql.id('sorted by')

/** The page of one field's order: first the filled part of its index, then, by a second statement, the empty part. */
function partSql(
  call: Call,
  chosen: Selection,
  names: readonly string[],
  order: Order,
  part: Part,
  continued: boolean,
  reading: Way,
): Sql {
  const key = part === 'filled' ? joinedKey(order, at) : keySql(order, at)
  const way = part === 'filled' ? direction(order) : sql``
  const beyond = order.descending && part === 'filled' ? sql`<` : sql`>`
  const started = (): Sql =>
    part === 'filled'
      ? sql`(${key}, t.id) ${beyond} (${keyOfValue(order, sql`${arg('value0')}`)}, ${arg('id')}::uuid)`
      : sql`t.id > ${arg('id')}::uuid`
  const standing =
    part === 'empty' ? emptySql(order.field, key, at) : order.filled ? undefined : sql`${key} is not null`
  const table = sql.id(chosen.access.object.name)
  const place = [standing, continued ? started() : undefined]
  const columns = columnsSql(chosen.access.object, at, names)
  const page = (from: Sql, where: Sql, by: Sql) =>
    sql`select ${columns} from ${from} where ${where} order by ${by}${way}, t.id${way} limit ${arg('limit')}::int`
  if (reading === 'best') {
    const joined = part === 'filled' ? joinedScore(order.field, at) : sql``
    return page(sql`${table} t${joined}`, allOf([selectionSql(call, chosen), ...place]), key)
  }
  // The offset keeps the planner from looking through the order for what the filter finds at once.
  if (reading === 'gathered')
    return page(sql`(select t.* from ${table} t where ${selectionSql(call, chosen)} offset 0) t`, allOf(place), key)
  const along = sql`select t.*, ${key} as ${sortedBy} from ${table} t where ${allOf([stateSql(chosen), ...place])} order by ${key}${way}, t.id${way} limit ${arg('most')}::int`
  return page(sql`(${along}) t`, selectionSql(call, chosen), sql`t.${sortedBy}`)
}

/** A page of an order by several fields. Empty values come last, so each step of the comparison says what follows it. */
function mixedSql(
  call: Call,
  chosen: Selection,
  names: readonly string[],
  orders: readonly Order[],
  cursor: Cursor | undefined,
): Sql {
  const by = orders.map((order) => sql`${keySql(order, at)}${direction(order)} nulls last`)
  const where = allOf([selectionSql(call, chosen), cursor && afterSql(orders, cursor)])
  return sql`select ${columnsSql(chosen.access.object, at, names)} from ${sql.id(chosen.access.object.name)} t where ${where} order by ${sql.join([...by, sql`t.id`])} limit ${arg('limit')}::int`
}

function afterSql(orders: readonly Order[], cursor: Cursor): Sql {
  const value = (i: number): Sql => keyOfValue(orders[i]!, sql`${arg(`value${i}`)}`)
  const same = (order: Order, i: number): Sql =>
    cursor.values[i] === null ? sql`${keySql(order, at)} is null` : sql`${keySql(order, at)} = ${value(i)}`
  const past = (order: Order, i: number): Sql => {
    if (cursor.values[i] === null) return sql`false`
    return sql`(${keySql(order, at)} ${order.descending ? sql`<` : sql`>`} ${value(i)} or ${keySql(order, at)} is null)`
  }
  const steps = orders.map((order, i) => allOf([...orders.slice(0, i).map(same), past(order, i)]))
  const last = allOf([...orders.map(same), sql`t.id > ${arg('id')}::uuid`])
  return sql`(${sql.join(
    [...steps, last].map((one) => sql`(${one})`),
    sql` or `,
  )})`
}

async function oneOrder(ask: Ask, limit: number): Promise<AnyRow[]> {
  const { call, chosen, names, cursor } = ask
  const order = ask.orders[0]!
  const isJoined = joinedScore(order.field, at).text !== ''
  const part = (which: Part, from: Cursor | undefined, size: number) =>
    rowsOf(ask, {
      kind: `${which}${from ? ' on' : ''}`,
      cursor: from,
      limit: size,
      ways: which === 'filled' && !isJoined,
      build: (way) => partSql(call, chosen, names, order, which, from !== undefined, way),
    })
  const inEmpty = cursor?.values[0] === null
  const filled = inEmpty ? [] : await part('filled', cursor, limit)
  if (order.filled || filled.length >= limit) return filled
  return [...filled, ...(await part('empty', inEmpty ? cursor : undefined, limit - filled.length))]
}

function severalOrders(ask: Ask, limit: number): Promise<AnyRow[]> {
  const { call, chosen, names, orders, cursor } = ask
  const nulls = cursor ? cursor.values.map((value) => (value === null ? 0 : 1)).join('') : ''
  const build = () => mixedSql(call, chosen, names, orders, cursor)
  return rowsOf(ask, { kind: `mixed ${nulls}`, cursor, limit, ways: false, build })
}

const withSorts = (names: readonly string[], orders: readonly Order[]): readonly string[] => {
  const missing = orders.map((order) => order.name).filter((name) => !names.includes(name))
  return missing.length === 0 ? names : [...names, ...missing]
}

const without = (rows: AnyRow[], names: readonly string[]): AnyRow[] =>
  rows.map((row) => Object.fromEntries(['id', ...names].map((name) => [name, row[name]])) as AnyRow)

/** One page of records. Its cost does not depend on how deep it lies in the list. */
export async function list(
  call: Call,
  object: string,
  options: ListOptions = {},
  permission: Permission = 'read',
): Promise<Page> {
  const chosen = selection(call, object, options, permission)
  const orders = ordersOf(chosen.access, options.sort, chosen.trash)
  const wanted = wantedFields(chosen.access, options.fields)
  const names = withSorts(wanted, orders)
  const sort = orderShape(orders)
  const cursor = readCursor(sort, options.cursor, orders.length)
  const limit = Math.min(longestPage, Math.max(1, Math.trunc(options.limit ?? 50)))
  const fields = names === chosen.access.seen ? namesKey(chosen.access) : names.join()
  const shape = `${selectionShape(call, chosen)} ${sort} ${fields}`
  const ask: Ask = { call, chosen, names, orders, shape, cursor, operands: selectionOperands(call, chosen) }
  if (options.skip) return jump(ask, { limit, sort, wanted, options }, options.skip)
  // Beside the page and not before it; a jump that comes says itself what is wrong.
  if (options.skip === 0) void expectJumps(ask).catch(() => undefined)
  return pageAt(ask, { limit, sort, wanted, options })
}

async function pageAt(ask: Ask, found: Omit<Found, 'rows'>): Promise<Page> {
  const rows = await (ask.orders.length === 1 ? oneOrder : severalOrders)(ask, found.limit + 1).catch((error) =>
    explainList(error, ask.cursor),
  )
  return pageOf(ask, { ...found, rows })
}

/** A page after so many rows; the way there is short from the landmark before, the pages after it cost nothing more. */
async function jump(ask: Ask, found: Omit<Found, 'rows'>, skip: number): Promise<Page> {
  const { last, count } = await skipped(ask, skip).catch((error) => explainList(error, ask.cursor))
  if (last === undefined) return { data: [], next: null, skipped: count }
  return { ...(await pageAt({ ...ask, cursor: last }, found)), start: writeCursor(found.sort, last) }
}

const seenKeys = new WeakMap<Access, string>()
function namesKey(access: Access): string {
  const known = seenKeys.get(access)
  if (known !== undefined) return known
  const made = access.seen.join()
  seenKeys.set(access, made)
  return made
}

type Found = { rows: AnyRow[]; limit: number; sort: string; wanted: readonly string[]; options: ListOptions }

async function pageOf(ask: Ask, { rows, limit, sort, wanted, options }: Found): Promise<Page> {
  const more = rows.length > limit
  if (more) rows.length = limit
  const last = rows.at(-1)
  const next =
    more && last
      ? writeCursor(sort, { id: last.id, values: ask.orders.map((order) => cursorValue(order, last)) })
      : null
  const included = options.expand ? await expanded(ask.call, ask.chosen.access, rows, options.expand) : undefined
  const total = options.total ? await countOf(ask.call, ask.chosen) : undefined
  const data = wanted === ask.names ? rows : without(rows, wanted)
  return { data, next, ...(included && { included }), ...(total && { total }) }
}
