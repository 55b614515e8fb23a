import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import type { Area } from '../records/rules.ts'
import { linkedBy, writeAmounts } from './lines.ts'
import { writeOrderTotals } from './order.ts'

/** What a piece costs is what its product costs when it is sold; later changes of the product leave sold lines alone. */
export const writeUnitCosts = (tx: Runner, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update order_line l set unit_cost = p.cost from product p
    where l.id = any(${ids}::uuid[]) and p.id = l.product and l.unit_cost is null and p.cost is not null`)

export const orderLine: Area = {
  rules: {
    async after(changes, { tx }) {
      const ids = changes.map((change) => change.record)
      await writeUnitCosts(tx, ids)
      await writeAmounts(tx, 'order_line', ids)
      await writeOrderTotals(tx, await linkedBy(tx, changes, 'order_line', 'order'))
    },
  },
}
