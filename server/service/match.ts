import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import type { Area } from '../records/rules.ts'

interface Came {
  readonly id: string
  readonly owner: string
  readonly product: string
  readonly quantity: number
  readonly price: string
  readonly at: string
}
interface Sold extends Came {
  readonly order: string
  left: number
}

/** Lines that came back without saying from which order, with whose they are. */
const loose = (tx: Runner, ids: readonly string[]): Promise<Came[]> =>
  tx.query(sql`
    select l.id, r.customer as owner, l.product, l.quantity, l.unit_price::text as price, r.returned_at as at
    from return_line l join return r on r.id = l.return
    where l.id = any(${ids}::uuid[]) and l.order_line is null and l.product is not null and r.customer is not null and r."order" is null
    order by r.returned_at, l.id`)

/** What these customers bought of these products and have not returned yet, the latest first. */
const sold = (tx: Runner, owners: readonly string[], products: readonly string[]): Promise<Sold[]> =>
  tx.query(sql`
    select l.id, o.id as "order", o.customer as owner, l.product, l.quantity, l.unit_price::text as price, o.placed_at as at,
      l.quantity - coalesce(l.returned, 0) as left
    from "order" o join order_line l on l."order" = o.id
    where o.customer = any(${owners}::uuid[]) and o.deleted_at is null and o.status <> 'cancelled' and l.deleted_at is null
      and l.product = any(${products}::uuid[]) and l.quantity > coalesce(l.returned, 0)
    order by o.placed_at desc, l.id`)

const pick = (came: Came, offers: readonly Sold[]): Sold | undefined => {
  const before = offers.filter((one) => Date.parse(one.at) <= Date.parse(came.at) && one.left >= came.quantity)
  const priced = before.filter((one) => Number(one.price) === Number(came.price))
  return priced.find((one) => one.quantity === came.quantity) ?? priced[0] ?? before[0]
}

/** Pairs each returned line with the latest earlier order line of the customer that can hold it: same price and quantity first. */
const pairs = (came: readonly Came[], offers: readonly Sold[]): { line: string; sold: string }[] => {
  const byPlace = Map.groupBy(offers, (one) => `${one.owner} ${one.product}`)
  return came.flatMap((one) => {
    const found = pick(one, byPlace.get(`${one.owner} ${one.product}`) ?? [])
    if (!found) return []
    found.left -= one.quantity
    return [{ line: one.id, sold: found.id }]
  })
}

/** A return whose lines all come from one order is a return of that order. */
const linkOrders = (tx: Runner, lines: readonly string[]): Promise<number> =>
  tx.run(sql`
    update return r set "order" = one."order"
    from (
      select l.return, min(o."order"::text)::uuid as "order" from return_line l left join order_line o on o.id = l.order_line
      where l.return in (select return from return_line where id = any(${lines}::uuid[])) and l.deleted_at is null
      group by l.return having count(distinct o."order") = 1 and count(*) = count(o.id)) one
    where r.id = one.return and r."order" is null`)

/** Finds the order lines that returned lines take back. Those that fit no order stay on their own. */
export const matchReturns = async (tx: Runner, ids: readonly string[]): Promise<number> => {
  const came = await loose(tx, ids)
  if (came.length === 0) return 0
  const offers = await sold(
    tx,
    [...new Set(came.map((one) => one.owner))],
    [...new Set(came.map((one) => one.product))],
  )
  const found = pairs(came, offers)
  if (found.length === 0) return 0
  const lines = found.map((one) => one.line)
  await tx.run(sql`
    update return_line l set order_line = m.sold from unnest(${lines}::uuid[], ${found.map((one) => one.sold)}::uuid[]) m(line, sold)
    where l.id = m.line`)
  await linkOrders(tx, lines)
  return found.length
}

/** Imported returns look for their order lines before anything follows from them. */
export const returnsFindTheirLines: Area = {
  rules: {
    async after(changes, { tx }) {
      const made = changes.filter((one) => one.verb === 'create' && !one.after?.order_line && one.batch !== null)
      if (made.length > 0)
        await matchReturns(
          tx,
          made.map((one) => one.record),
        )
    },
  },
}
