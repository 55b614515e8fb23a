import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import type { Area, Change } from '../records/rules.ts'

/**
 * Writes what follows from their orders on these customers:
 *
 * - `orders`: orders that are neither cancelled nor in the trash (frequency); `first_order_at`, `last_order_at` (recency);
 * - `revenue` R: the totals of those orders, less the totals of returns that were not refused (monetary value);
 * - `cost` C: the cost of goods of those orders, less that of what came back. Where a piece has no cost, the organisation's cost
 *   share of its price counts; a charge such as postage, or a correction of the books, costs no goods;
 * - `value` V = R − C;
 * - `lifecycle`: active with an order in the last `lapse_days` days before `now`, lapsed with older ones only. Without any order it
 *   stays as it is, except that one whose last order went becomes prospective again.
 */
export const writeCustomerValues = (tx: Runner, ids: readonly string[], now: string): Promise<number> =>
  ids.length === 0
    ? Promise.resolve(0)
    : tx.run(sql`
    with setting as (
      select coalesce(max(cost_share), 60)::numeric / 100 as share, coalesce(max(lapse_days), 180) as days
      from (select cost_share, lapse_days from organisation where deleted_at is null order by id limit 1) one),
    wanted as (select distinct id from unnest(${ids}::uuid[]) w(id)),
    sums as (
      select w.id, coalesce(o.orders, 0)::int as orders, o.first_at, o.last_at,
        case when o.orders > 0 or r.returns > 0 then coalesce(o.total, 0) - coalesce(r.total, 0) end as revenue,
        case when o.orders > 0 or r.returns > 0 then coalesce(o.cost, 0) - coalesce(r.cost, 0) end as cost
      from wanted w
      left join lateral (
        select count(*) as orders, min(placed_at) as first_at, max(placed_at) as last_at, sum(total) as total, sum(cost) as cost
        from "order" where customer = w.id and deleted_at is null and status <> 'cancelled') o on true
      left join lateral (
        select count(distinct t.id) as returns, sum(l.amount) as total,
          sum(round(coalesce(l.quantity::numeric * coalesce(l.unit_cost, p.cost), case when p.kind = 'charge' then 0 else l.amount * setting.share end), 4)) as cost
        from setting, return t join return_line l on l.return = t.id and l.deleted_at is null left join product p on p.id = l.product
        where t.customer = w.id and t.deleted_at is null and t.status <> 'refused') r on true),
    now_is as (
      select s.*, s.revenue - s.cost as value, case
          when s.orders = 0 then case when c.orders > 0 and c.lifecycle in ('active', 'lapsed') then 'prospective' else c.lifecycle end
          when s.last_at >= ${now}::timestamptz - make_interval(days => setting.days) then 'active' else 'lapsed' end as lifecycle
      from sums s join customer c on c.id = s.id, setting)
    update customer c set orders = n.orders, first_order_at = n.first_at, last_order_at = n.last_at, revenue = n.revenue, cost = n.cost,
      value = n.value, lifecycle = n.lifecycle
    from now_is n where n.id = c.id and (c.orders, c.first_order_at, c.last_order_at, c.revenue, c.cost, c.value, c.lifecycle)
      is distinct from (n.orders, n.first_at, n.last_at, n.revenue, n.cost, n.value, n.lifecycle)`)

type Found = { id: string | null }

const linked = (changes: readonly Change[], name: string): string[] =>
  changes
    .flatMap((change) => [change.before?.[name], change.after?.[name]])
    .filter((id): id is string => typeof id === 'string')

const ids = (changes: readonly Change[]): string[] => changes.map((change) => change.record)

/** Customers follow a table of their own records: those it names now, and those it named before. */
const following = (table: 'order' | 'return'): Area => ({
  rules: {
    async after(changes, { tx, now }) {
      const rows = await tx.query<Found>(
        sql`select distinct customer as id from ${sql.id(table)} where id = any(${ids(changes)}::uuid[])`,
      )
      const customers = [...rows.map((row) => row.id).filter((id) => id !== null), ...linked(changes, 'customer')]
      await writeCustomerValues(tx, [...new Set(customers)], now)
    },
  },
})

/** Customers follow the lines of their orders and returns. */
const followingLines = (lines: 'order_line' | 'return_line', whole: 'order' | 'return'): Area => ({
  rules: {
    async after(changes, { tx, now }) {
      const rows = await tx.query<Found>(sql`
        with touched as (
          select ${sql.id(whole)} as id from ${sql.id(lines)} where id = any(${ids(changes)}::uuid[])
          union select unnest(${linked(changes, whole)}::uuid[]))
        select distinct w.customer as id from touched t join ${sql.id(whole)} w on w.id = t.id where w.customer is not null`)
      await writeCustomerValues(
        tx,
        rows.map((row) => row.id!),
        now,
      )
    },
  },
})

export const customersFollowOrders = following('order')
export const customersFollowReturns = following('return')
export const customersFollowOrderLines = followingLines('order_line', 'order')
export const customersFollowReturnLines = followingLines('return_line', 'return')

/** Customers that take over others' orders, or give them back, count anew. */
export const customersFollowMerges: Area = {
  rules: {
    follows: ['merge', 'undo', 'restore'],
    async after(changes, { tx, now }) {
      await writeCustomerValues(tx, ids(changes), now)
    },
  },
}
