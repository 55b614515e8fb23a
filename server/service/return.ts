import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { numbered } from '../records/number.ts'
import type { Area } from '../records/rules.ts'

/** Writes the totals of these returns. */
export const writeReturnTotals = (tx: Runner, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update return r set total = sums.total
    from (
      select w.id, coalesce(sum(l.amount), 0) as total from unnest(${ids}::uuid[]) as w(id)
      left join return_line l on l.return = w.id and l.deleted_at is null group by w.id) sums
    where sums.id = r.id and r.total is distinct from sums.total`)

export const goodsReturn: Area = {
  rules: {
    async before(draft, { tx, now, ...rest }) {
      await numbered('return', 'R', draft, { tx, now, ...rest })
      const { values } = draft
      if (draft.verb !== 'create') return
      values.returned_at ??= now
      if (values.order && !values.customer) {
        const order = await tx.maybe<{ customer: string | null }>(
          sql`select customer from "order" where id = ${values.order}::uuid`,
        )
        values.customer = order?.customer
      }
    },
    async after(changes, { tx }) {
      await writeReturnTotals(
        tx,
        changes.map((change) => change.record),
      )
    },
  },
}
