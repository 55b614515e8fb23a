import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import { type Call, nowOf, writing } from './call.ts'
import { type Edits, editedParts, editedSince } from './edited.ts'
import { permitted } from './get.ts'
import { afterRules, beforeEach } from './rule.ts'
import type { Change } from './rules.ts'
import { reachesAll } from './scope.ts'
import { setRows, step } from './set.ts'
import { trashRows } from './trash.ts'

export interface Kept {
  readonly object: string
  readonly id: string
  /** Changed by somebody since, gone for ever, or not the person's to change. */
  readonly reason: 'changed_since' | 'gone' | 'forbidden'
}

export interface UndoResult {
  readonly batch: string
  readonly undone: number
  readonly kept: readonly Kept[]
}

type Past = Pick<Change, 'id' | 'record' | 'verb' | 'version'> & { fields: string[] | null }

interface Undoing {
  readonly object: ObjectDefinition
  readonly now: string
  /** The batch of the undoing itself, which can be undone again. */
  readonly batch: string
  /** The batch that is undone. */
  readonly of: string
}

/** The changes of a batch to one object, the latest first, in steps. */
async function* past(call: Call, batch: string, object: string): AsyncGenerator<Past[]> {
  let last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  for (;;) {
    const found = await call.db.query<Past>(sql`
      select c.id, c.record, c.verb, c.version, array(select jsonb_object_keys(c.before) order by 1) as fields
      from change c where c.batch = ${batch}::uuid and c.object = ${object} and c.id < ${last}::uuid order by c.id desc limit ${step}`)
    if (found.length > 0) yield found
    if (found.length < step) return
    last = found.at(-1)!.id
  }
}

/** Records that a batch created go to the trash, unless a person has changed them or a part of them since. */
async function uncreate(
  call: Call,
  { object, now, batch, of }: Undoing,
  changes: readonly Past[],
): Promise<{ done: string[]; kept: Kept[] }> {
  const ids = changes.map((one) => one.record)
  const edits: Edits = { object, ids, besides: [of, batch] }
  const touched = new Set([...(await editedSince(call, edits)), ...(await editedParts(call, edits))])
  const free = ids.filter((id) => !touched.has(id))
  const done = await trashRows(call, { object, ids: free, verb: 'undo', now, batch })
  return { done, kept: [...touched].map((id) => ({ object: object.name, id, reason: 'changed_since' })) }
}

/** Gives fields back what they had, in records where they still have what the batch gave them. */
async function giveBack(
  call: Call,
  { object, now, batch }: Undoing,
  changes: readonly Past[],
  fields: readonly string[],
): Promise<{ done: string[]; kept: Kept[] }> {
  const table = sql.id(object.name)
  const names = fields.filter((name) => Object.hasOwn(object.fields, name))
  const ids = changes.map((one) => one.id)
  const still = names.map((name) => sql`t.${sql.id(name)} is not distinct from given.${sql.id(name)}`)
  const found = await call.db.query<{ id: string; same: boolean }>(sql`
    select t.id, (${sql.join(still, sql` and `)}) as same
    from change c join ${table} t on t.id = c.record cross join lateral jsonb_populate_record(null::${table}, c.after) given
    where c.id = any(${ids}::uuid[]) order by t.id for update of t`)
  const same = found.filter((one) => one.same).map((one) => one.id)
  const sets = names.map((name) => ({ name, value: sql`(old.past).${sql.id(name)}` }))
  const written = await setRows(call, { object, ids: same, sets, past: ids, verb: 'undo', now, batch })
  await afterRules(call, object.name, written, now)
  const there = new Map(found.map((one) => [one.id, one.same]))
  const kept = changes.flatMap(({ record: id }): Kept[] => {
    if (there.get(id)) return []
    return [{ object: object.name, id, reason: there.has(id) ? 'changed_since' : 'gone' }]
  })
  return { done: same, kept }
}

interface Alike {
  /** How many later changes of the same record come first. */
  readonly turn: number
  readonly key: string
  readonly changes: Past[]
}

/** Groups changes by what they did, because one statement gives back one set of fields; of one record the latest goes first. */
function grouped(changes: readonly Past[]): Alike[] {
  const turns = new Map<string, number>()
  const groups = new Map<string, Alike>()
  for (const one of changes) {
    const turn = turns.get(one.record) ?? 0
    turns.set(one.record, turn + 1)
    const key = one.verb === 'create' ? 'create' : (one.fields ?? []).join()
    const group = groups.get(`${turn} ${key}`) ?? { turn, key, changes: [] }
    groups.set(`${turn} ${key}`, group)
    group.changes.push(one)
  }
  return [...groups.values()].sort((a, b) => a.turn - b.turn)
}

function undoAlike(call: Call, undoing: Undoing, { key, changes }: Alike) {
  if (key === 'create') return uncreate(call, undoing, changes)
  return key === '' ? { done: [], kept: [] } : giveBack(call, undoing, changes, key.split(','))
}

async function undoStep(call: Call, undoing: Undoing, changes: readonly Past[]) {
  const access = call.view.access(undoing.object)
  const allowed = await permitted(
    call,
    access,
    changes.map((one) => one.record),
    'update',
  )
  const forbidden = reachesAll(access, 'update') ? [] : changes.filter((one) => !allowed.has(one.record))
  const kept: Kept[] = forbidden.map((one) => ({ object: undoing.object.name, id: one.record, reason: 'forbidden' }))
  const done: string[] = []
  const open = forbidden.length === 0 ? changes : changes.filter((one) => allowed.has(one.record))
  await beforeEach(
    call,
    undoing.object,
    'undo',
    open.map((one) => one.record),
    undoing.now,
  )
  for (const group of grouped(open)) {
    const result = await undoAlike(call, undoing, group)
    done.push(...result.done)
    kept.push(...result.kept)
  }
  return { done, kept }
}

const mostKept = 10_000

/** Undoes a batch: a bulk change, a merge, an import. What was changed since is kept and named. */
export async function undo(call: Call, batch: string): Promise<UndoResult> {
  return undoing(call, batch).catch((error) => {
    const isTaken = error instanceof Problem && error.code === 'invalid'
    throw isTaken
      ? new Problem(
          'undo_impossible',
          `What would come back does not fit any more: ${error.message}`,
          error.extra,
          error,
        )
      : error
  })
}

async function undoing(call: Call, batch: string): Promise<UndoResult> {
  const nothing = new Problem('not_found', `There is no batch "${batch.slice(0, 60)}" to undo.`)
  if (!uuid.test(batch)) throw nothing
  return writing(call, async (inner) => {
    const objects = await inner.db.query<{ object: string }>(
      sql`select distinct object from change where batch = ${batch}::uuid`,
    )
    if (objects.length === 0) throw nothing
    const result = { batch: inner.engine.newId(), undone: 0, kept: [] as Kept[] }
    const now = nowOf(inner)
    for (const { object: name } of objects) {
      const object = inner.view.vocabulary.find(name)
      if (!object) continue
      for await (const changes of past(inner, batch, name)) {
        const { done, kept } = await undoStep(inner, { object, now, batch: result.batch, of: batch }, changes)
        result.undone += done.length
        if (result.kept.length < mostKept) result.kept.push(...kept)
      }
    }
    return result
  })
}
