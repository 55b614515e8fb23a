import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { PersonalRecords } from '../../records/records.ts'
import type { UndoResult } from '../../records/undo.ts'
import { isOpen } from './ground.ts'
import type { AssignmentSettings } from './settings.ts'
import { objectOf } from './view.ts'

interface Acting {
  readonly db: Runner
  readonly records: PersonalRecords
  readonly now: string
}

/** What came of assigning: how many got their owner, how many this person may not change, how many somebody took or closed meanwhile. */
export interface AssignResult {
  readonly assigned: number
  readonly refused: number
  readonly taken: number
}

/** Lines that are to be written; `free`: the lead is still open, and with whom it was when the plan was made. */
const due = (db: Runner, object: AssignmentSettings['object'], plan: string) =>
  db.query<{ id: string; record: string; person: string; free: boolean }>(sql`
    select l.id, l.record, l.person, c.id is not null and c.owner is not distinct from l.former as free
    from insight.assignment_line l left join ${sql.id(object)} c on c.id = l.record and c.deleted_at is null and ${isOpen[object]}
    where l.plan = ${plan}::uuid and l.person is not null and l.state <> 'excluded' and not l.assigned order by l.id`)

/** Writes the owners of a plan as this person, in one change that can be taken back whole. */
export async function assignPlan({ db, records, now }: Acting, plan: string): Promise<AssignResult> {
  const object = await objectOf(db, plan)
  const { assigned_at } = await db.one<{ assigned_at: string | null }>(
    sql`select assigned_at from insight.assignment_plan where id = ${plan}::uuid`,
  )
  if (assigned_at !== null) throw new Problem('verb_refused', 'This plan was assigned already; take it back first.')
  const lines = await due(db, object, plan)
  const free = lines.filter((line) => line.free)
  const taken = lines.length - free.length
  if (free.length === 0) throw new Problem('verb_refused', 'No lead of this plan is left to be assigned.')
  const { batch, refused } = await records.bulkEach(
    object,
    free.map(({ record, person }) => ({ id: record, values: { owner: person } })),
  )
  const assigned = await db.run(sql`
    update insight.assignment_line l set assigned = true from ${sql.id(object)} r
    where l.plan = ${plan}::uuid and l.id = any(${free.map(({ id }) => id)}::uuid[]) and r.id = l.record and r.owner = l.person`)
  if (assigned > 0)
    await db.run(
      sql`update insight.assignment_plan set assigned_at = ${now}::timestamptz, batch = ${batch}::uuid where id = ${plan}::uuid`,
    )
  return { assigned, refused, taken }
}

/** Takes the assignment back; leads that were changed since stay as they are and are counted. */
export async function unassignPlan({ db, records }: Acting, plan: string): Promise<UndoResult> {
  await objectOf(db, plan)
  const { batch } = await db.one<{ batch: string | null }>(
    sql`select batch from insight.assignment_plan where id = ${plan}::uuid`,
  )
  if (batch === null) throw new Problem('verb_refused', 'This plan was not assigned.')
  const undone = await records.undo(batch)
  await db.run(sql`update insight.assignment_line set assigned = false where plan = ${plan}::uuid`)
  await db.run(sql`update insight.assignment_plan set assigned_at = null, batch = null where id = ${plan}::uuid`)
  return undone
}
