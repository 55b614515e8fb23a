import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { numbered } from '../records/number.ts'
import type { Area } from '../records/rules.ts'

/**
 * Writes total, cost of goods and what came back of these orders. A line without a cost counts with the organisation's cost share of
 * its amount, unless it is a charge such as postage, which costs no goods; returns that were refused do not count.
 */
export const writeOrderTotals = (tx: Runner, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    with share as (select coalesce((select cost_share from organisation where deleted_at is null order by id limit 1), 60)::numeric / 100 as of_price),
    sums as (
      select o.id, coalesce(l.total, 0) as total, coalesce(l.cost, 0) as cost, coalesce(r.total, 0) as returned
      from unnest(${ids}::uuid[]) as o(id)
      left join lateral (
        select sum(line.amount) as total,
          round(sum(coalesce(line.quantity::numeric * line.unit_cost, case when p.kind = 'charge' then 0 else line.amount * share.of_price end)), 4) as cost
        from share, order_line line left join product p on p.id = line.product
        where line."order" = o.id and line.deleted_at is null) l on true
      left join lateral (
        select sum(total) as total from return where "order" = o.id and deleted_at is null and status <> 'refused') r on true)
    update "order" o set total = sums.total, cost = sums.cost, returned = sums.returned
    from sums where sums.id = o.id and (o.total, o.cost, o.returned) is distinct from (sums.total, sums.cost, sums.returned)`)

const step =
  (status: string) =>
  async ({ id }: { id: string }, { records }: Parameters<NonNullable<Area['verbs']>[string]>[1]) =>
    records.update('order', id, { status })

export const order: Area = {
  rules: {
    async before(draft, context) {
      await numbered('order', 'O', draft, context)
      if (draft.verb === 'create') draft.values.placed_at ??= context.now
    },
    async after(changes, { tx }) {
      await writeOrderTotals(
        tx,
        changes.map((change) => change.record),
      )
    },
  },
  verbs: { ship: step('shipped'), complete: step('done'), cancel: step('cancelled') },
}
