import type { Level } from '@rapport/vocabulary/insights/lacking.ts'
import type { Runner } from '../database/runner.ts'
import { type Sql, sql } from '../database/sql.ts'
import { notRefused } from './consent.ts'

export interface Period {
  /** From this moment on; null: since the first order. */
  readonly since: string | null
  /** Up to, not including. */
  readonly until: string
}

/**
 * Orders as sets of things, flat: order o holds `members[starts[o] … starts[o + 1]]`, numbers into `items`, and belongs to customer
 * `customers[customer[o]]` (−1: nobody, or one who refused profiling). Orders of one customer stand together, the earliest first.
 */
export interface Sold {
  readonly items: readonly string[]
  readonly customers: readonly string[]
  readonly customer: Int32Array
  /** When, in days since 1970. */
  readonly day: Float64Array
  readonly starts: Int32Array
  readonly members: Int32Array
}

type Row = { order: string; customer: string | null; day: number; items: string[] }
export interface ReadingSold {
  readonly level: Level
  /** Orders of a step; the fewer, the less is held in memory at once. */
  readonly step?: number
  /** Told how many orders have been read. */
  readonly onOrders?: (read: number) => void
}

/** A cancelled order, a line that came back whole, a charge such as postage and what is in the trash were not bought. */
const bought = sql`o.deleted_at is null and o.status <> 'cancelled' and l.deleted_at is null and p.deleted_at is null
  and p.kind <> 'charge' and l.quantity > coalesce(l.returned, 0)`

const itemOf: { readonly [L in Level]: Sql } = { product: sql`p.id`, category: sql`p.category` }

/** The next orders after an id, each with the different things in it. */
const ordersAfter = (db: Runner, level: Level, { since, until }: Period, last: string, limit: number): Promise<Row[]> =>
  db.query<Row>(sql`
    with step as (
      select id, customer, placed_at from "order"
      where id > ${last}::uuid and deleted_at is null and status <> 'cancelled' and placed_at < ${until}::timestamptz
        and (${since}::timestamptz is null or placed_at >= ${since}::timestamptz)
      order by id limit ${limit})
    select s.id as "order", case when ${notRefused('profiling', sql`s.customer`)} then s.customer end as customer, extract(epoch from s.placed_at)::float8 / 86400 as day,
      coalesce(b.items, '{}') as items
    from step s left join lateral (
      select array_agg(distinct ${itemOf[level]}) as items
      from "order" o join order_line l on l."order" = o.id join product p on p.id = l.product
      where o.id = s.id and ${itemOf[level]} is not null and ${bought}) b on true
    order by s.id`)

/** Every order of a period that holds something, as the records stand. Reads in steps, whatever their number. */
export async function readSold(
  db: Runner,
  period: Period,
  { level, step = 5_000, onOrders }: ReadingSold,
): Promise<Sold> {
  const rows: Row[] = []
  let read = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const some = await ordersAfter(db, level, period, last, step)
    for (const row of some) if (row.items.length > 0) rows.push(row)
    read += some.length
    onOrders?.(read)
    if (some.length < step) return flat(rows)
    last = some.at(-1)!.order
  }
}

const byCustomer = (a: Row, b: Row): number =>
  compare(a.customer ?? '', b.customer ?? '') || a.day - b.day || compare(a.order, b.order)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Numbers names in order of first appearance. */
class Numbers {
  readonly names: string[] = []
  readonly #numbers = new Map<string, number>()
  of(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.names.length)
    return this.names.push(name) - 1
  }
}

function flat(rows: Row[]): Sold {
  rows.sort(byCustomer)
  const [items, customers] = [new Numbers(), new Numbers()]
  const starts = new Int32Array(rows.length + 1)
  const customer = new Int32Array(rows.length)
  const day = new Float64Array(rows.length)
  rows.forEach((row, o) => {
    starts[o + 1] = starts[o]! + row.items.length
    customer[o] = row.customer === null ? -1 : customers.of(row.customer)
    day[o] = row.day
  })
  const members = new Int32Array(starts[rows.length]!)
  rows.forEach((row, o) => {
    members.set(
      row.items.map((item) => items.of(item)).sort((a, b) => a - b),
      starts[o]!,
    )
  })
  return { items: items.names, customers: customers.names, customer, day, starts, members }
}

export const ordersOf = (sold: Sold): number => sold.customer.length
