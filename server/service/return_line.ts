import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import type { Area } from '../records/rules.ts'
import { writeReturnTotals } from './return.ts'

/** What a returned piece was sold for and cost is what its order line says, unless the return says otherwise. */
export const writeReturnAmounts = async (tx: Runner, ids: readonly string[]): Promise<void> => {
  await tx.run(sql`
    update return_line r set
      product = coalesce(r.product, l.product), name = coalesce(r.name, l.name),
      unit_cost = coalesce(r.unit_cost, l.unit_cost),
      unit_price = case when r.unit_price = 0 then round(l.unit_price * (1 - coalesce(l.discount, 0)::numeric / 100), 4) else r.unit_price end
    from order_line l
    where r.id = any(${ids}::uuid[]) and l.id = r.order_line and (r.product is null or r.unit_cost is null or r.name is null or r.unit_price = 0)`)
  const amount = sql`round(quantity::numeric * unit_price, 4)`
  await tx.run(
    sql`update return_line set amount = ${amount} where id = any(${ids}::uuid[]) and amount is distinct from ${amount}`,
  )
}

/** Amounts of the lines, then the totals of the returns they belong to. */
export const returnLine: Area = {
  rules: {
    async after(changes, { tx }) {
      const lines = changes.map((change) => change.record)
      await writeReturnAmounts(tx, lines)
      const returns = await tx.query<{ id: string }>(
        sql`select distinct return as id from return_line where id = any(${lines}::uuid[])`,
      )
      await writeReturnTotals(
        tx,
        returns.map((one) => one.id),
      )
    },
  },
}
