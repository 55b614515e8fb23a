import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { notRefused } from '../consent.ts'
import { forSale, notJustHad } from '../recommend/sellable.ts'
import type { Channel, PlanSettings } from './settings.ts'

/** Products of each list that are looked at. */
const fromEachList = 5
/** So many of a list are tried for these: some are out of stock or were just bought. */
const tried = 20

/** What is sold less often has no usual number of pieces: one. */
const fewestSales = 5

/** One product that could be offered to one customer, and by which channels. */
export interface Possible {
  readonly customer: string
  readonly product: string
  readonly rank: number
  readonly orders: number
  /** Days since the last order. */
  readonly since: number
  /** Null: not known, so the offer cannot be weighed. */
  readonly price: number | null
  readonly cost: number | null
  /** Pieces that are usually bought at a time. */
  readonly pieces: number
  readonly stock: number | null
  /** Contacts of the past days. */
  readonly contacts: number
  readonly email: boolean
  readonly phone: boolean
  readonly post: boolean
}

/** The customer's latest word on marketing by this channel or by any. */
const allowed = (channel: Channel, consent: PlanSettings['consent']): Sql => sql`coalesce((
  select k.given from consent k where k.customer = c.id and k.purpose = 'marketing' and k.channel in ('any', ${channel}) and k.deleted_at is null
  order by k.at desc nulls last, k.id desc limit 1), ${consent === 'not_refused'})`

const holds = (column: Sql): Sql => sql`coalesce(jsonb_array_length(${column}), 0) > 0`

/** What was said to a customer by us, whoever said it: calls, e-mails, and what campaigns sent. */
const contactsSince = (from: Sql): Sql => sql`
  (select count(*) from call k where k.customer = c.id and k.direction = 'out' and k.deleted_at is null and k.at > ${from})
  + (select count(*) from mail k where k.customer = c.id and k.direction = 'out' and k.deleted_at is null and k.at > ${from})
  + (select count(*) from campaign_contact k where k.customer = c.id and k.deleted_at is null and k.at > ${from})`

export interface Moments {
  readonly now: string
  /** Up to when sales were learned from, in days since 1970: they may have ended before today. */
  readonly end: number
}

/** All that the recommendations of today allow to be offered. */
export async function readPossible(db: Runner, settings: PlanSettings, { now, end }: Moments): Promise<Possible[]> {
  const from = sql`${now}::timestamptz - make_interval(days => ${settings.days})`
  const chosen = settings.products
  return db.query<Possible>(sql`
    with sold as (
      select l.product, case when count(*) >= ${fewestSales} then percentile_disc(0.5) within group (order by l.quantity) else 1 end as pieces,
        (array_agg(l.unit_price order by o.placed_at desc))[1] as price, (array_agg(l.unit_cost order by o.placed_at desc) filter (where l.unit_cost is not null))[1] as cost
      from order_line l join "order" o on o.id = l."order"
      where l.deleted_at is null and o.deleted_at is null and o.status <> 'cancelled' and l.quantity > 0 and l.product is not null group by 1),
    bought as (
      select customer, count(*)::int as orders, greatest(0, ${end}::float8 - extract(epoch from max(placed_at))::float8 / 86400) as since
      from "order" where deleted_at is null and status <> 'cancelled' and customer is not null and placed_at <= ${now}::timestamptz group by 1),
    list as (
      select r.customer, u.product, u.n, row_number() over (partition by r.customer order by u.n)::int as rank
      from insight.recommendation r, unnest(r.products) with ordinality u(product, n) join product p on p.id = u.product
      where r.run = (select (content ->> 'run')::uuid from insight.result where kind = 'recommend') and u.n <= ${tried} and not r.held_out
        and ${notRefused('profiling', sql`r.customer`)} and ${forSale({ most: null })} and ${notJustHad(sql`r.customer`, { now })}
        and (cardinality(${chosen}::uuid[]) = 0 or u.product = any(${chosen}::uuid[])))
    select l.customer, l.product, l.rank, b.orders, b.since, coalesce(p.price, s.price)::float8 as price, coalesce(p.cost, s.cost)::float8 as cost,
      coalesce(s.pieces, 1)::float8 as pieces, p.stock::float8 as stock, (${contactsSince(from)})::int as contacts,
      ${holds(sql`c.emails`)} and ${allowed('email', settings.consent)} as email,
      ${holds(sql`c.phones`)} and ${allowed('phone', settings.consent)} as phone,
      ${holds(sql`c.addresses`)} and ${allowed('post', settings.consent)} as post
    from list l join customer c on c.id = l.customer and c.deleted_at is null join product p on p.id = l.product
      join bought b on b.customer = l.customer left join sold s on s.product = l.product
    where l.rank <= ${fromEachList} order by l.customer, l.rank`)
}
