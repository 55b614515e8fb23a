import { sql } from '../database/sql.ts'
import { type Call, runOf } from './call.ts'
import { type Selection, selectionOperands, selectionShape, selectionSql } from './list.ts'
import { fill, once } from './template.ts'

export interface Total {
  readonly value: number
  /** False for an estimate, which is given above 10,000. */
  readonly exact: boolean
}

const bound = 10_000

type Explained = { 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }

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
  const explaining = once(
    call.view.vocabulary,
    `estimate ${shape}`,
    () => sql`explain (format json) select 1 from ${table} t where ${selectionSql(call, chosen)}`,
  )
  const explained = await call.db.one<Explained>(fill(explaining, run), { prepare: false })
  return { value: Math.max(bound, Math.round(explained['QUERY PLAN'][0].Plan['Plan Rows'])), exact: false }
}
