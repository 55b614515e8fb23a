import { wilson } from '@rapport/analytics/metrics/index.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'

/** A purchase within so many days counts as come of what was shown. */
export const successDays = 30

export interface Group {
  /** Customers who were shown something, and whose days are over. */
  readonly customers: number
  /** Of these, who took something up, and who bought something of what they were shown. */
  readonly clicked: number
  readonly bought: number
  readonly share: number
  readonly low: number
  readonly high: number
}

export interface Success {
  readonly days: number
  readonly own: Group
  readonly heldOut: Group
  /** Share of buyers with lists of their own less that of those held out, with a 95 % interval; null while one group is empty. */
  readonly difference: { readonly value: number; readonly low: number; readonly high: number } | null
  /** Customers whose days are not over yet. */
  readonly waiting: number
}

/** Newcombe's interval of a difference of shares, from the intervals of both (Statistics in Medicine 17, 1998, method 10). */
export function differenceOf(a: Group, b: Group): Success['difference'] {
  if (a.customers === 0 || b.customers === 0) return null
  const value = a.share - b.share
  return {
    value,
    low: value - Math.hypot(a.share - a.low, b.high - b.share),
    high: value + Math.hypot(a.high - a.share, b.share - b.low),
  }
}

const boundsOf = (bought: number, customers: number) => {
  const { low, high } = wilson(bought, customers)
  return { low, high }
}

type Row = { held_out: boolean; over: boolean; customers: number; clicked: number; bought: number }

const groupOf = (rows: readonly Row[], heldOut: boolean): Group => {
  const { customers, clicked, bought } = rows.find((row) => row.over && row.held_out === heldOut) ?? {
    customers: 0,
    clicked: 0,
    bought: 0,
  }
  return { customers, clicked, bought, share: customers === 0 ? 0 : bought / customers, ...boundsOf(bought, customers) }
}

/** What came of what was shown, customer by customer: with lists of their own against those held out. */
export async function successOf(db: Runner, now: string, days = successDays): Promise<Success> {
  const rows = await db.query<Row>(sql`
    with one as (
      select s.customer, s.held_out, s.at <= ${now}::timestamptz - make_interval(days => ${days}) as over,
        bool_or(s.clicked_at is not null) as clicked,
        bool_or(exists (
          select 1 from "order" o join order_line l on l."order" = o.id
          where o.customer = s.customer and o.deleted_at is null and o.status <> 'cancelled' and l.deleted_at is null
            and l.product = s.product and o.placed_at > s.at and o.placed_at <= s.at + make_interval(days => ${days}))) as bought
      from insight.shown s join customer c on c.id = s.customer and c.deleted_at is null group by 1, 2, 3)
    select held_out, over, count(*)::int as customers, count(*) filter (where clicked)::int as clicked, count(*) filter (where bought)::int as bought
    from one group by 1, 2`)
  const [own, heldOut] = [groupOf(rows, false), groupOf(rows, true)]
  const waiting = rows.filter((row) => !row.over).reduce((sum, row) => sum + row.customers, 0)
  return { days, own, heldOut, difference: differenceOf(own, heldOut), waiting }
}
