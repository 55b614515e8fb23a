/* A shop of its own making: customers whose orders follow a rhythm, of whom some stop. For tests that learn. */
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { countingIds } from './office.ts'

const day = 86_400_000

/** A small generator, so that the shop is the same in every run. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface Shop {
  readonly customers: readonly string[]
  readonly orders: number
}

/** Writes the shop straight into its tables, as an import of long ago would have left them. */
export async function openShop(db: Runner, until: string, size = 240, days = 300): Promise<Shop> {
  const chance = dice(7)
  const id = countingIds(0x50000)
  const end = Date.parse(until)
  const customers = Array.from({ length: size }, () => id())
  const orders: { id: string; customer: string; at: string; total: string }[] = []
  for (const customer of customers) {
    const gap = 8 + 40 * chance() ** 2
    const leaves = chance() < 0.5 ? days * (0.2 + 0.8 * chance()) : days + 1
    const usual = 20 + 200 * chance() ** 3
    for (let at = gap * chance(); at < Math.min(days, leaves); at += gap * (0.5 + chance()))
      orders.push({
        id: id(),
        customer,
        at: new Date(end - (days - at) * day).toISOString(),
        total: (usual * (0.6 + 0.8 * chance())).toFixed(2),
      })
  }
  await db.run(sql`
    insert into customer (id, name, country, created_at, updated_at, version)
    select id, 'Customer ' || n, case when n % 3 = 0 then 'Norway' else 'Spain' end, ${until}::timestamptz - interval '400 days', ${until}, 1
    from unnest(${customers}::uuid[]) with ordinality c(id, n)`)
  const of = <K extends keyof (typeof orders)[number]>(name: K) => orders.map((one) => one[name])
  await db.run(sql`
    insert into "order" (id, customer, placed_at, total, cost, status, created_at, updated_at, version)
    select o.id, o.customer, o.at, o.total, o.total * 0.6, 'done', o.at, o.at, 1
    from unnest(${of('id')}::uuid[], ${of('customer')}::uuid[], ${of('at')}::timestamptz[], ${of('total')}::numeric[]) o(id, customer, at, total)`)
  return { customers, orders: orders.length }
}
