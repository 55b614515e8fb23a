import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { forSale } from '../recommend/sellable.ts'
import type { Sold } from '../sold.ts'

/** A product is told apart from others once so many customers have bought it. */
export const wellSold = 20
/** More products than these make lists that nobody could judge with the customers of a shop. */
const most = 30

const onSale = async (db: Runner, products: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await db.query<{ id: string }>(sql`
    select p.id from product p where p.id = any(${products}::uuid[]) and ${forSale({ most: null })}`)
  return new Set(rows.map((row) => row.id))
}

/** The products with the most buyers before a day, the best sold first: numbers into `sold.items`. */
export function bestSold(sold: Sold, day: number): number[] {
  const buyers = sold.items.map(() => new Set<number>())
  sold.day.forEach((at, o) => {
    const customer = sold.customer[o]!
    if (at >= day || customer < 0) return
    for (let p = sold.starts[o]!; p < sold.starts[o + 1]!; p++) buyers[sold.members[p]!]!.add(customer)
  })
  return [...buyers.keys()]
    .filter((item) => buyers[item]!.size >= wellSold)
    .sort((a, b) => buyers[b]!.size - buyers[a]!.size || (sold.items[a]! < sold.items[b]! ? -1 : 1))
}

/** What lists choose from: well sold before the cases that judge, and for sale. */
export async function candidatesOf(db: Runner, sold: Sold, day: number): Promise<number[]> {
  const best = bestSold(sold, day)
  const sale = await onSale(
    db,
    best.map((item) => sold.items[item]!),
  )
  return best.filter((item) => sale.has(sold.items[item]!)).slice(0, most)
}
