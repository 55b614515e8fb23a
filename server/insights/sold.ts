import type { Level } from '@rapport/vocabulary/insights/lacking.ts'
import { readBinary } from '../database/binary.ts'
import type { Runner } from '../database/runner.ts'
import { type Sql, sql } from '../database/sql.ts'
import { forManyRows } from './features/many-rows.ts'
import { Gathered } from './gathered.ts'
import { refusing } from './withdrawn.ts'

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

export interface ReadingSold {
  readonly level: Level
  /** What was bought counts though it came back later: nothing that happened afterwards tells what was bought before. */
  readonly withReturned?: boolean
  /** Told now and then how many orders have been read; throws when the work was cancelled. */
  readonly onOrders?: (read: number) => void
}

const itemOf: { readonly [L in Level]: Sql } = { product: sql`l.product`, category: sql`p.category` }

/**
 * A cancelled order, a line that came back whole, a charge such as postage and what is in the trash were not bought. COPY takes no
 * parameters: the period stands in settings of the transaction.
 */
const boughtLines = ({ level, withReturned }: ReadingSold): Sql => sql`
  with refused as (${refusing})
  select case when f.customer is null then o.customer end as customer, o.id, extract(epoch from o.placed_at)::float8 / 86400 as day, ${itemOf[level]} as item
  from "order" o join order_line l on l."order" = o.id join product p on p.id = l.product left join refused f on f.customer = o.customer
  where o.deleted_at is null and o.status <> 'cancelled' and l.deleted_at is null and p.deleted_at is null and p.kind <> 'charge'
    ${withReturned ? sql.empty : sql`and l.quantity > coalesce(l.returned, 0)`} and ${itemOf[level]} is not null
    and o.placed_at >= current_setting('rapport.since')::timestamptz and o.placed_at < current_setting('rapport.until')::timestamptz
  order by 1 nulls first, o.placed_at, o.id, 4`

/** Every order of a period that holds something, as the records stand: streamed into flat columns, whatever their number. */
export const readSold = (db: Runner, { since, until }: Period, reading: ReadingSold): Promise<Sold> =>
  db.transaction(async (tx) => {
    await forManyRows(tx)
    await tx.query(
      sql`select set_config('rapport.since', ${since ?? '-infinity'}, true), set_config('rapport.until', ${until}, true)`,
    )
    reading.onOrders?.(0)
    const gathered = new Gathered(reading.onOrders)
    const lines = sql`copy (${boughtLines(reading)}) to stdout (format binary)`
    await tx.copyOut(lines, (chunks) => readBinary(chunks, gathered.take))
    return gathered.sold()
  })

export const ordersOf = (sold: Sold): number => sold.customer.length
