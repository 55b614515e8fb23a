import { sql } from '../database/sql.ts'
import { type Call, runOf } from './call.ts'
import { plannedRows } from './estimate.ts'
import { type Selection, selectionOperands, selectionShape, selectionSql } from './list.ts'
import { fill, once } from './template.ts'

export interface Total {
  readonly value: number
  /** False for an estimate, which is given above 10,000. */
  readonly exact: boolean
}

const bound = 10_000

/** How many records a selection has: counted up to a bound, beyond it as the planner estimates. */
export async function countOf(call: Call, chosen: Selection): Promise<Total> {
  const table = sql.id(chosen.access.object.name)
  const most = sql.raw(String(bound + 1))
  const shape = selectionShape(call, chosen)
  const counting = once(
    call.view.vocabulary,
    `count ${shape}`,
    () =>
      sql`select count(*)::int as n from (select 1 from ${table} t where ${selectionSql(call, chosen)} limit ${most}) bounded`,
  )
  const run = runOf(call, {}, selectionOperands(call, chosen))
  const { n } = await call.db.one<{ n: number }>(fill(counting, run), { limit: 'usual' })
  if (n <= bound) return { value: n, exact: true }
  const planned = await plannedRows(call, chosen, shape, run.operands)
  return { value: Math.max(bound, Math.round(planned)), exact: false }
}
