import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { notRefused } from '../consent.ts'

/** Customers who had bought by a moment and have not refused profiling, ascending by id, each column with one number a customer. */
export interface Buyers {
  readonly ids: readonly string[]
  /** Whole days since the last order. */
  readonly recency: Float64Array
  /** Orders. */
  readonly frequency: Float64Array
  /** What was ordered, less what came back. */
  readonly money: Float64Array
  /** Share of what was ordered that came back, 0 to 1. */
  readonly returned: Float64Array
}

type Row = { id: string; recency: number; frequency: number; money: number; returned: number }

const firstId = '00000000-0000-0000-0000-000000000000'
const step = 20_000

/** The next buyers after an id: orders and returns up to the moment, and nothing that came later. */
const buyersAfter = (db: Runner, asOf: string, last: string, limit: number): Promise<Row[]> =>
  db.query<Row>(sql`
    with bought as (
      select o.customer, count(*)::int as frequency, max(o.placed_at) as last_at, sum(o.total) as total
      from "order" o join customer c on c.id = o.customer and c.deleted_at is null
      where o.customer > ${last}::uuid and o.deleted_at is null and o.status <> 'cancelled' and o.placed_at < ${asOf}::timestamptz
        and ${notRefused('profiling', sql`o.customer`)}
      group by o.customer order by o.customer limit ${limit})
    select b.customer as id, b.frequency, floor(extract(epoch from ${asOf}::timestamptz - b.last_at) / 86400)::float8 as recency,
      coalesce(b.total - coalesce(r.total, 0), 0)::float8 as money,
      case when b.total > 0 then least(1, coalesce(r.total, 0) / b.total) else 0 end::float8 as returned
    from bought b left join lateral (
      select sum(t.total) as total from return t
      where t.customer = b.customer and t.deleted_at is null and t.status <> 'refused' and t.returned_at < ${asOf}::timestamptz) r on true
    order by b.customer`)

/** Everybody who had bought by a moment, as the records stand: cancelled orders and refused returns do not count. */
export async function readBuyers(db: Runner, asOf: string, limit = step): Promise<Buyers> {
  const rows: Row[] = []
  for (let last = firstId; ; ) {
    const some = await buyersAfter(db, asOf, last, limit)
    for (const row of some) rows.push(row)
    if (some.length < limit) break
    last = some.at(-1)!.id
  }
  const column = (name: Exclude<keyof Row, 'id'>) => Float64Array.from(rows, (row) => row[name])
  return {
    ids: rows.map((row) => row.id),
    recency: column('recency'),
    frequency: column('frequency'),
    money: column('money'),
    returned: column('returned'),
  }
}
