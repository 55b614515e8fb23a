import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { notRefused } from '../consent.ts'
import { behaviourAt } from './customer-list.ts'
import { partJoins, partsBefore } from './customer-parts.ts'
import type { Feature, Refused } from './feature.ts'
import { asOf, type Rolled, rollBack } from './history.ts'
import { ownFields } from './own-fields.ts'
import { type Answer, readSheet, type Sheet } from './sheet.ts'

/** Which customers, and what is to be known of them. */
export interface CustomerAsk {
  readonly vocabulary: Vocabulary
  /** ISO moment: everything known before it is a feature, nothing after. */
  readonly at: string
  /** A condition on `c` (the customer) and `b` (what it bought before the moment). */
  readonly where: Sql
  readonly answers?: readonly Answer[]
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

/** Whoever refused profiling is in no model, neither to learn from nor to be scored. */
export const mayBeProfiled: Sql = notRefused('profiling', sql`c.id`)

/** What is ordered within some days after the moment: the label lies strictly after every feature. */
export const laterOrders = (at: string, days: number): readonly Answer[] => {
  const later = (what: Sql) => sql`(
    select ${what} from "order" o where o.customer = c.id and o.deleted_at is null and o.status <> 'cancelled'
      and o.placed_at >= ${at}::timestamptz and o.placed_at < ${at}::timestamptz + make_interval(days => ${days}::int))`
  return [
    { name: 'orders_after', sql: later(sql`count(*)`) },
    { name: 'revenue_after', sql: later(sql`coalesce(sum(o.total), 0)`) },
  ]
}

/** One point-in-time correct table of customers, in one pass over each source. */
export async function customerSheet(db: Runner, ask: CustomerAsk): Promise<CustomerSheet> {
  const at = sql`${ask.at}::timestamptz`
  const own = ownFields(ask.vocabulary.find('customer')!, at, ask)
  const { wider } = ask
  const features = [...(wider?.features ?? []), ...behaviourAt(at), ...own.features]
  const sheet = await readSheet(db, {
    at: ask.at,
    features,
    answers: ask.answers ?? [],
    parts: wider ? sql`${partsBefore(at)}, ${wider.parts}` : partsBefore(at),
    from: sql`from customer c ${partJoins}${wider?.joins ?? sql.empty} where c.deleted_at is null and ${mayBeProfiled} and (${ask.where})`,
  })
  const rolled = await rollBack(db, 'customer', ask.at, own.features)
  return { ...sheet, table: asOf(sheet, own.features, rolled), features, refused: own.refused, rolled }
}
