import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import type { Area } from '../records/rules.ts'
import { linkedBy } from './lines.ts'
import { writeOrderTotals } from './order.ts'

/** Writes how many of each of these order lines came back; refused returns do not count. */
export const writeReturned = (tx: Runner, lines: readonly string[]): Promise<number> =>
  tx.run(sql`
    update order_line l set returned = sums.quantity
    from (
      select w.id, coalesce(sum(rl.quantity) filter (where r.id is not null), 0) as quantity
      from unnest(${lines}::uuid[]) as w(id)
      left join return_line rl on rl.order_line = w.id and rl.deleted_at is null
      left join return r on r.id = rl.return and r.deleted_at is null and r.status <> 'refused'
      group by w.id) sums
    where sums.id = l.id and coalesce(l.returned, 0) is distinct from sums.quantity`)

const linesOfReturns = async (tx: Runner, returns: readonly string[]): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    sql`select distinct order_line as id from return_line where return = any(${returns}::uuid[]) and order_line is not null`,
  )
  return rows.map((row) => row.id)
}

/** Orders follow what becomes of their returns. */
export const ordersFollowReturns: Area = {
  rules: {
    async after(changes, { tx }) {
      await writeReturned(
        tx,
        await linesOfReturns(
          tx,
          changes.map((change) => change.record),
        ),
      )
      await writeOrderTotals(tx, await linkedBy(tx, changes, 'return', 'order'))
    },
  },
}

/** Orders follow what becomes of the lines of their returns. */
export const ordersFollowReturnLines: Area = {
  rules: {
    async after(changes, { tx }) {
      await writeReturned(tx, await linkedBy(tx, changes, 'return_line', 'order_line'))
      const returns = await linkedBy(tx, changes, 'return_line', 'return')
      const orders = await tx.query<{ id: string }>(
        sql`select distinct "order" as id from return where id = any(${returns}::uuid[]) and "order" is not null`,
      )
      await writeOrderTotals(
        tx,
        orders.map((order) => order.id),
      )
    },
  },
}
