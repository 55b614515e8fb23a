import { sql } from '../database/sql.ts'
import { type Call, type Engine, runOf } from './call.ts'
import { type Selection, selectionSql } from './list.ts'
import { fill, once } from './template.ts'

export interface Estimate {
  /** Records that a selection finds. */
  readonly found: number
  /** Records that there are. */
  readonly all: number
}

type Explained = { 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }

/** How many records a selection finds, as the planner estimates from what it knows of these very values. */
export async function plannedRows(
  call: Call,
  chosen: Selection,
  shape: string,
  operands: readonly unknown[],
): Promise<number> {
  const table = sql.id(chosen.access.object.name)
  const explaining = once(
    call.view.vocabulary,
    `estimate ${shape}`,
    () => sql`explain (format json) select 1 from ${table} t where ${selectionSql(call, chosen)}`,
  )
  const explained = await call.db.one<Explained>(fill(explaining, runOf(call, {}, operands)), { prepare: false })
  return explained['QUERY PLAN'][0].Plan['Plan Rows']
}

/** More than so many are not counted. */
const mostCounted = 3_001

/** How many records a selection finds, counted, but not beyond a bound. */
async function countedRows(call: Call, chosen: Selection, shape: string, operands: readonly unknown[]) {
  const table = sql.id(chosen.access.object.name)
  const most = sql.raw(String(mostCounted))
  const counting = once(
    call.view.vocabulary,
    `counted ${shape}`,
    () =>
      sql`select count(*)::int as found from (select 1 from ${table} t where ${selectionSql(call, chosen)} limit ${most}) t`,
  )
  const how = { prepare: false, limit: 'usual' } as const
  return (await call.db.one<{ found: number }>(fill(counting, runOf(call, {}, operands)), how)).found
}

/** What the planner knows too little of: pieces of texts that stand in none of the values it has kept. */
export const byPiece = (shape: string): boolean => / contains\b/.test(shape)

/** As the planner estimates; where it says few of what it cannot know, these few are counted. */
async function foundRows(call: Call, chosen: Selection, shape: string, operands: readonly unknown[]): Promise<number> {
  const planned = await plannedRows(call, chosen, shape, operands)
  return planned < mostCounted && byPiece(shape) ? countedRows(call, chosen, shape, operands) : planned
}

type Known = Estimate & { readonly until: number }
const known = new WeakMap<Engine, Map<string, Known>>()
const freshMs = 10 * 60_000
const mostKnown = 2_000

/** The same, remembered for a while with the size of the table. */
export async function estimateOf(
  call: Call,
  chosen: Selection,
  shape: string,
  operands: readonly unknown[],
): Promise<Estimate> {
  const estimates = known.get(call.engine) ?? new Map<string, Known>()
  known.set(call.engine, estimates)
  const key = `${shape} ${JSON.stringify(operands)}`
  const now = call.engine.clock().getTime()
  const before = estimates.get(key)
  if (before && before.until > now) return before
  const found = await foundRows(call, chosen, shape, operands)
  const table = sql.id(chosen.access.object.name).text
  const { rows } = await call.db.one<{ rows: number }>(
    sql`select reltuples::float8 as rows from pg_class where oid = to_regclass(${table})`,
  )
  if (estimates.size >= mostKnown) estimates.clear()
  const made = { found, all: Math.max(rows, found), until: now + freshMs }
  estimates.set(key, made)
  return made
}
