import { type Sql, sql } from '../../database/sql.ts'

/** Just bought or returned: so many days it is not offered again. */
export const boughtDays = 60
export const returnedDays = 180

export interface Selling {
  readonly now: string
  /** Nothing dearer; null: whatever it costs. */
  readonly most: string | null
}

/** That a product (alias p) can be sold now: for sale, in stock where stock is counted, and not for nothing. A price that is not known is asked for when it is sold. */
export const forSale = ({
  most,
}: Pick<Selling, 'most'>): Sql => sql`p.deleted_at is null and p.status = 'active' and p.kind <> 'charge'
  and (p.price is null or p.price > 0) and (p.stock is null or p.stock > 0) and (${most}::numeric is null or p.price <= ${most}::numeric)`

/** That the customer has neither just bought the product (alias p) nor sent it back. */
export const notJustHad = (customer: Sql, { now }: Pick<Selling, 'now'>): Sql => sql`not exists (
    select 1 from order_line l join "order" o on o.id = l."order"
    where l.product = p.id and l.deleted_at is null and o.customer = ${customer} and o.deleted_at is null and o.status <> 'cancelled'
      and o.placed_at > ${now}::timestamptz - make_interval(days => ${boughtDays}))
  and not exists (
    select 1 from return_line l join return t on t.id = l.return
    where l.product = p.id and l.deleted_at is null and t.customer = ${customer} and t.deleted_at is null
      and coalesce(t.returned_at, t.created_at) > ${now}::timestamptz - make_interval(days => ${returnedDays}))`
