import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import { type Call, nowOf, writing } from './call.ts'
import { seenRow } from './columns.ts'
import { writtenId } from './person.ts'
import { afterRules, beforeEach } from './rule.ts'
import type { Change } from './rules.ts'
import { idsInSteps, setRows } from './set.ts'
import { locked } from './update.ts'

interface Move {
  readonly object: ObjectDefinition
  readonly ids: readonly string[]
  readonly verb: 'delete' | 'restore' | 'merge' | 'undo'
  readonly now: string
  readonly batch: string
}

/** Moves records to the trash, and their parts with them; answers which went. */
export async function trashRows(call: Call, move: Move): Promise<string[]> {
  const { object, ids, now } = move
  const sets = [{ name: 'deleted_at', value: sql`coalesce(t.deleted_at, ${now}::timestamptz)` }]
  const changes = await setRows(call, { ...move, sets })
  const went = changes.map((change) => change.record)
  for (const { object: part, name } of call.view.vocabulary.partsOf(object.name)) {
    const where = sql`t.${sql.id(name)} = any(${ids}::uuid[]) and t.deleted_at is null`
    for await (const found of idsInSteps(call, part.name, where))
      await trashRows(call, { ...move, object: part, ids: found })
  }
  await afterRules(call, object.name, changes, now)
  return went
}

/** Takes records out of the trash, with the parts that went there at the same moment. */
export async function restoreRows(call: Call, move: Move): Promise<string[]> {
  const { object, ids, now } = move
  for (const { object: part, name } of call.view.vocabulary.partsOf(object.name)) {
    const whole = sql`select 1 from ${sql.id(object.name)} w where w.id = t.${sql.id(name)} and w.deleted_at = t.deleted_at`
    const where = sql`t.${sql.id(name)} = any(${ids}::uuid[]) and exists (${whole})`
    for await (const found of idsInSteps(call, part.name, where))
      await restoreRows(call, { ...move, object: part, ids: found })
  }
  const changes = await setRows(call, { ...move, sets: [{ name: 'deleted_at', value: sql`null::timestamptz` }] })
  await afterRules(call, object.name, changes, now)
  return changes.map((change) => change.record)
}

export interface RemoveOptions {
  readonly version?: number
}

/** Moves a record to the trash. */
export async function remove(call: Call, object: string, id: string, options: RemoveOptions = {}): Promise<AnyRow> {
  const access = call.view.open(object)
  return writing(call, async (inner) => {
    const row = await locked(inner, access, id, 'delete')
    if (options.version !== undefined && options.version !== row.version)
      throw new Problem('conflict', `The record is at version ${row.version} now, not ${options.version}.`, {
        current: seenRow(access, row),
        changes: [],
      })
    const now = nowOf(inner)
    await beforeEach(inner, access.object, 'delete', [id], now)
    await trashRows(inner, { object: access.object, ids: [id], verb: 'delete', now, batch: inner.engine.newId() })
    return seenRow(access, await locked(inner, access, id, 'delete'))
  })
}

/** Takes a record out of the trash. */
export async function restore(call: Call, object: string, id: string): Promise<AnyRow> {
  const access = call.view.open(object)
  return writing(call, async (inner) => {
    const row = await locked(inner, access, id, 'delete')
    if (row.deleted_at === null) return seenRow(access, row)
    await beforeEach(inner, access.object, 'restore', [id], nowOf(inner))
    await restoreRows(inner, {
      object: access.object,
      ids: [id],
      verb: 'restore',
      now: nowOf(inner),
      batch: inner.engine.newId(),
    })
    return seenRow(access, await locked(inner, access, id, 'delete'))
  })
}

/** Empties every link to records that are about to go. */
async function unlink(call: Call, object: ObjectDefinition, id: string, now: string, batch: string): Promise<void> {
  for (const { object: other, name, field } of call.view.vocabulary.linksTo(object.name)) {
    const many = field.kind === 'links'
    const column = sql`t.${sql.id(name)}`
    const where = many ? sql`${column} @> array[${id}]::uuid[]` : sql`${column} = ${id}::uuid`
    const value = many ? sql`nullif(array_remove(${column}, ${id}::uuid), '{}')` : sql`null::uuid`
    if (other.partOf === name) continue
    for await (const ids of idsInSteps(call, other.name, where))
      await setRows(call, { object: other, ids, sets: [{ name, value }], verb: 'update', now, batch })
  }
}

/** Parts of a record, parts of those included, as objects with the ids. */
async function partsOf(
  call: Call,
  object: ObjectDefinition,
  ids: readonly string[],
): Promise<[ObjectDefinition, string[]][]> {
  const found: [ObjectDefinition, string[]][] = []
  for (const { object: part, name } of call.view.vocabulary.partsOf(object.name))
    for await (const some of idsInSteps(call, part.name, sql`t.${sql.id(name)} = any(${ids}::uuid[])`))
      found.push([part, some], ...(await partsOf(call, part, some)))
  return found
}

/**
 * Removes a record from the trash for ever, with its parts and its history: only that it was destroyed remains known.
 * Needs the right to delete all records of the object.
 */
export async function destroy(call: Call, object: string, id: string): Promise<void> {
  const access = call.view.open(object)
  await writing(call, async (inner) => {
    const row = await locked(inner, access, id, 'delete')
    if (access.scopes.delete !== 'all')
      throw new Problem('forbidden', 'Only those who may delete every such record can remove one for ever.')
    if (row.deleted_at === null)
      throw new Problem('conflict', 'Only what lies in the trash can be removed for ever. Delete the record first.', {
        current: seenRow(access, row),
        changes: [],
      })
    const now = nowOf(inner)
    await beforeEach(inner, access.object, 'delete', [id], now)
    const batch = inner.engine.newId()
    const all: [ObjectDefinition, string[]][] = [[access.object, [id]], ...(await partsOf(inner, access.object, [id]))]
    for (const [gone, ids] of all) for (const one of ids) await unlink(inner, gone, one, now, batch)
    for (const [gone, ids] of all)
      await inner.db.run(sql`delete from change where object = ${gone.name} and record = any(${ids}::uuid[])`)
    await inner.db.run(sql`delete from ${sql.id(access.object.name)} where id = ${id}`)
    const change: Change = {
      id: inner.engine.newId(),
      at: now,
      person: writtenId(inner.person),
      via: inner.person.via,
      object,
      record: id,
      verb: 'destroy',
      version: Number(row.version) + 1,
      before: null,
      after: null,
      batch,
    }
    await inner.db.run(sql`
      insert into change (id, at, person, via, object, record, verb, version, batch)
      values (${change.id}, ${now}, ${inner.person.id}, ${change.via}, ${object}, ${id}, 'destroy', ${change.version}, ${batch})`)
    await afterRules(inner, object, [change], now)
  })
}
