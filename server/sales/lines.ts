import type { Runner } from '../database/runner.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Area, Change } from '../records/rules.ts'

/** Records that changes touch through a link: those it points to now, and those it pointed to before. */
export async function linkedBy(tx: Runner, changes: readonly Change[], table: string, link: string): Promise<string[]> {
  const rows = await tx.query<{ id: string | null }>(
    sql`select distinct ${sql.id(link)} as id from ${sql.id(table)} where id = any(${changes.map((change) => change.record)}::uuid[])`,
  )
  const before = changes.flatMap((change) => [change.before?.[link], change.after?.[link]])
  const ids = [...rows.map((row) => row.id), ...before]
  return [...new Set(ids.filter((id) => typeof id === 'string'))]
}

/** Writes `amount` = quantity × unit price − discount on these lines. Quantities are doubles, so they become exact first. */
export const writeAmounts = (tx: Runner, table: string, ids: readonly string[]): Promise<number> => {
  const amount = sql`round(quantity::numeric * unit_price * (1 - coalesce(discount, 0)::numeric / 100), 4)`
  return tx.run(
    sql`update ${sql.id(table)} set amount = ${amount} where id = any(${ids}::uuid[]) and amount is distinct from ${amount}`,
  )
}

/** Lines whose amounts, and the totals of their wholes, follow every change; `totals` writes the totals of these wholes. */
export const linesOf = (
  table: string,
  link: string,
  totals: (tx: Runner, ids: readonly string[]) => Promise<unknown>,
): Area => ({
  rules: {
    async after(changes, { tx }) {
      await writeAmounts(
        tx,
        table,
        changes.map((change) => change.record),
      )
      await totals(tx, await linkedBy(tx, changes, table, link))
    },
  },
})

/** The tax on a line's amount. */
export const taxOfLine: Sql = sql`coalesce(l.amount, 0) * coalesce(l.tax, 0)::numeric / 100`
