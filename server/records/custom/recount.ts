import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { formulasOf, type RolledUp, rollupsOn } from './derived.ts'
import { formulaSql } from './formula-sql.ts'
import { rollUp } from './rolled-up.ts'

/** How far the values of an object's derived fields have been worked out anew. */
export interface Recount {
  readonly object: string
  readonly fields: readonly string[]
  readonly total: number
  readonly done: number
}

const nothing = '00000000-0000-0000-0000-000000000000'
/** Records are locked while a step works them out; of a roll-up each may have thousands of others to count. */
const step = { formula: 5_000, rollup: 500 }

/** Remembers, in the transaction of the definition, that these fields are to be worked out for all records. */
export async function askForRecount(tx: Runner, object: string, fields: readonly string[], now: string): Promise<void> {
  if (fields.length === 0) return
  await tx.run(sql`
    insert into recount (object, fields, total, started_at)
    values (${object}, ${fields}::text[], (select count(*) from ${sql.id(object)}), ${now})
    on conflict (object) do update set fields = array(select distinct one from unnest(recount.fields || excluded.fields) one),
      total = excluded.total, done = 0, last = ${nothing}, started_at = excluded.started_at`)
}

export const recounts = async (db: Runner): Promise<readonly Recount[]> =>
  (
    await db.query<{ object: string; fields: string[]; total: string; done: string }>(
      sql`select object, fields, total::text, done::text from recount order by started_at`,
    )
  ).map((one) => ({ ...one, total: Number(one.total), done: Number(one.done) }))

const groups = (rollups: readonly RolledUp[]): readonly (readonly RolledUp[])[] => {
  const made = new Map<string, RolledUp[]>()
  for (const one of rollups) made.set(one.field.rollup!.from, [...(made.get(one.field.rollup!.from) ?? []), one])
  return [...made.values()]
}

/** Works out the next records; answers whether these were the last. The trigger of the table does the formulas. */
async function someMore(tx: Runner, vocabulary: Vocabulary, object: ObjectDefinition): Promise<boolean> {
  const at = await tx.maybe<{ last: string; fields: string[] }>(
    sql`select last, fields from recount where object = ${object.name} for update`,
  )
  if (!at) return true
  const rollups = rollupsOn(vocabulary, object).filter((one) => at.fields.includes(one.name))
  const most = rollups.length > 0 ? step.rollup : step.formula
  const ids = await tx.query<{ id: string }>(
    sql`select id from ${sql.id(object.name)} where id > ${at.last}::uuid order by id limit ${most} for no key update`,
  )
  const list = sql`${ids.map((one) => one.id)}::uuid[]`
  for (const some of groups(rollups)) await tx.run(rollUp(vocabulary, some, list), { prepare: false })
  if (formulasOf(object).some((one) => at.fields.includes(one.name)))
    await tx.run(touch(object, list), { prepare: false })
  const last = ids.at(-1)?.id
  const isLast = ids.length < most || last === undefined
  if (isLast) await tx.run(sql`delete from recount where object = ${object.name}`)
  else await tx.run(sql`update recount set last = ${last}, done = done + ${ids.length} where object = ${object.name}`)
  return isLast
}

/** Only where a value differs: most nights hardly any does, and a row that is written costs all its indexes. */
function touch(object: ObjectDefinition, ids: Sql): Sql {
  const formulas = formulasOf(object)
  const standing = sql.join(formulas.map(({ name }) => sql`t.${sql.id(name)}`))
  const right = sql.join(formulas.map(({ field, node }) => formulaSql(field, node, sql`t`)))
  return sql`update ${sql.id(object.name)} t set id = id where id = any(${ids}) and (${standing}) is distinct from (${right})`
}

/** Works out derived fields anew, step by step; `most` steps at most. Answers whether it has come to the end. */
export async function recount(
  db: Runner,
  vocabulary: Vocabulary,
  object: ObjectDefinition,
  { most = Number.POSITIVE_INFINITY, signal }: { most?: number; signal?: AbortSignal } = {},
): Promise<boolean> {
  for (let steps = 0; steps < most; steps++) {
    signal?.throwIfAborted()
    if (await db.transaction((tx) => someMore(tx, vocabulary, object))) return true
  }
  return false
}
