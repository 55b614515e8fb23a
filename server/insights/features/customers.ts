import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Refused } from '@rapport/vocabulary/insights/report.ts'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { behaviourAt } from './customer-list.ts'
import { mayBeProfiled, partJoins, partsBefore } from './customer-parts.ts'
import type { Feature } from './feature.ts'
import { asOf, type Rolled, rollBack } from './history.ts'
import { ownFields } from './own-fields.ts'
import { type Among, everyone } from './sample.ts'
import { type Answer, readSheet, type Sheet } from './sheet.ts'

/** What came after the moment: common table expressions, their joins, and what is read from them. */
export interface Outcomes {
  readonly parts: Sql
  readonly joins: Sql
  readonly of: readonly Answer[]
}

/** Which customers, and what is to be known of them. */
export interface CustomerAsk {
  readonly vocabulary: Vocabulary
  /** ISO moment: everything known before it is a feature, nothing after. */
  readonly at: string
  /** A condition on `c` (the customer) and `b` (what it bought before the moment). */
  readonly where: Sql
  readonly answers?: Outcomes
  /** A part of the customers, drawn by chance; without it all of them. */
  readonly among?: Among
  /** More that is known of each: common table expressions, their joins, and the features read from them. */
  readonly wider?: { readonly parts: Sql; readonly joins: Sql; readonly features: readonly Feature[] }
  /** Protected or personal fields that someone decided to take in. */
  readonly taken?: readonly string[]
  /** Fields that someone left out. */
  readonly left?: readonly string[]
}

export interface CustomerSheet extends Sheet {
  readonly features: readonly Feature[]
  readonly refused: readonly Refused[]
  readonly rolled: Rolled
}

/** What is ordered within some days after the moment: the label lies strictly after every feature. */
export const laterOrders = (at: string, days: number): Outcomes => ({
  parts: sql`
    later as (
      select customer, count(*) as orders, sum(total) as revenue from "order"
      where deleted_at is null and status <> 'cancelled' and customer is not null
        and placed_at >= ${at}::timestamptz and placed_at < ${at}::timestamptz + make_interval(days => ${days}::int) group by customer)`,
  joins: sql` left join later y on y.customer = c.id`,
  of: [
    { name: 'orders_after', sql: sql`coalesce(y.orders, 0)` },
    { name: 'revenue_after', sql: sql`coalesce(y.revenue, 0)` },
  ],
})

/** One point-in-time correct table of customers, in one pass over each source. */
export async function customerSheet(db: Runner, ask: CustomerAsk): Promise<CustomerSheet> {
  const at = sql`${ask.at}::timestamptz`
  const own = ownFields(ask.vocabulary.find('customer')!, at, ask)
  const { wider, answers, among = everyone } = ask
  const more = [wider, answers].filter((one) => one !== undefined)
  const features = [...(wider?.features ?? []), ...behaviourAt(at), ...own.features]
  const sheet = await readSheet(db, {
    at: ask.at,
    features,
    answers: answers?.of ?? [],
    parts: sql.join([partsBefore(at, among), ...more.map((one) => one.parts)]),
    from: sql`from customer c ${partJoins}${sql.join(
      more.map((one) => one.joins),
      sql.empty,
    )} where c.deleted_at is null and ${among(sql`c.id`)} and ${mayBeProfiled} and (${ask.where})`,
  })
  const rolled = await rollBack(db, 'customer', ask.at, own.features, among)
  return { ...sheet, table: asOf(sheet, own.features, rolled), features, refused: own.refused, rolled }
}
