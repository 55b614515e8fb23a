import type { Field } from '@rapport/vocabulary/define/field.ts'
import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Backlink } from '@rapport/vocabulary/define/vocabulary.ts'
import { familyOf } from '../database/schema/column.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { type Call, nowOf, writing } from './call.ts'
import { seenRow } from './columns.ts'
import { get } from './get.ts'
import { afterRules, beforeEach, beforeRules } from './rule.ts'
import { idsInSteps, setRows } from './set.ts'
import { type UndoResult, undo } from './undo.ts'
import { locked, writeRow } from './update.ts'

/** For a field, the id of the record whose value is taken. Without a choice the kept record's value stands, or the first that is not empty. */
export type Choices = { readonly [field: string]: string }

export interface Merged {
  readonly row: AnyRow
  /** The change of the kept record, by which the merge is undone. */
  readonly change: string
  readonly batch: string
}

interface Merging {
  readonly access: Access
  readonly keep: AnyRow
  readonly others: readonly AnyRow[]
  readonly now: string
  readonly batch: string
}

const isList = (field: Field): boolean => ['entries', 'ids', 'texts'].includes(familyOf(field))

const keyOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null ? (item as { value?: unknown }).value : item

/** All items once, those of the kept record first. */
function joined(rows: readonly AnyRow[], name: string): unknown {
  const once = new Map<unknown, unknown>()
  for (const row of rows)
    for (const item of (row[name] as unknown[] | null) ?? []) if (!once.has(keyOf(item))) once.set(keyOf(item), item)
  return once.size === 0 ? null : [...once.values()]
}

/** What the kept record becomes: lists are joined, empty fields filled, and what the person chose is taken. */
function mergedValues({ access, keep, others }: Merging, choices: Choices): { [field: string]: unknown } {
  const rows = [keep, ...others]
  const values: { [field: string]: unknown } = {}
  for (const [name, field] of Object.entries(access.object.own)) {
    if (field.derived) continue
    const chosen = choices[name] === undefined ? undefined : rows.find((row) => row.id === choices[name])
    if (chosen) values[name] = chosen[name]
    else if (isList(field)) values[name] = joined(rows, name)
    else values[name] = rows.map((row) => row[name]).find((value) => value !== null && value !== undefined) ?? null
    // A record does not point to itself, nor to one that goes into it.
    if (field.to === access.object.name && rows.some((row) => row.id === values[name])) values[name] = null
  }
  return values
}

function checkChoices({ access, keep, others }: Merging, choices: Choices): void {
  for (const [name, id] of Object.entries(choices)) {
    if (!Object.hasOwn(access.object.own, name) || !access.writable.has(name))
      throw new Problem(
        'merge_invalid',
        `"${name.slice(0, 60)}" is no field of ${access.object.label.en.toLowerCase()} that you can choose a value for.`,
      )
    if (![keep, ...others].some((row) => row.id === id))
      throw new Problem(
        'merge_invalid',
        `The value of "${name}" is to come from a record that is not part of this merge.`,
      )
  }
}

/** The condition for pointing to one of the others, and what the pointer becomes. */
function pointing(name: string, field: Field, object: string, { keep, others }: Merging): { where: Sql; value: Sql } {
  const column = sql`t.${sql.id(name)}`
  const ids = others.map((row) => row.id)
  if (field.kind === 'reference')
    return {
      where: sql`${column} = any(${ids.map((id) => `${object}/${id}`)}::text[])`,
      value: sql`${`${object}/${keep.id}`}::text`,
    }
  if (field.kind === 'links')
    return {
      where: sql`${column} && ${ids}::uuid[]`,
      value: sql`array(select distinct case when one = any(${ids}::uuid[]) then ${keep.id}::uuid else one end from unnest(${column}) one)`,
    }
  return { where: sql`${column} = any(${ids}::uuid[])`, value: sql`nullif(${keep.id}::uuid, t.id)` }
}

/** Every declared link, and every reference field, that may point to records of an object. */
function pointersTo(call: Call, object: ObjectDefinition): Backlink[] {
  const { vocabulary } = call.view
  const references = vocabulary.objects.flatMap((other) =>
    Object.entries(other.fields).flatMap(([name, field]) =>
      field.kind === 'reference' ? [{ object: other, name, field }] : [],
    ),
  )
  return [...vocabulary.linksTo(object.name), ...references]
}

/** Points everything that pointed to the others to the kept record, whoever it belongs to and wherever it lies. */
async function repoint(call: Call, merging: Merging): Promise<void> {
  const { access, now, batch } = merging
  const merged = new Set([merging.keep, ...merging.others].map((row) => row.id))
  for (const { object, name, field } of pointersTo(call, access.object)) {
    const { where, value } = pointing(name, field, access.object.name, merging)
    for await (const ids of idsInSteps(call, object.name, where)) {
      const outside = object.name === access.object.name ? ids.filter((id) => !merged.has(id)) : ids
      const changes = await setRows(call, { object, ids: outside, sets: [{ name, value }], verb: 'merge', now, batch })
      if (object.name !== access.object.name) await afterRules(call, object.name, changes, now)
    }
  }
}

function checkIds(keepId: string, otherIds: readonly string[]): string[] {
  const others = [...new Set(otherIds.map((id) => String(id).toLowerCase()))]
  if (others.length === 0) throw new Problem('merge_invalid', 'A merge needs at least one other record.')
  if (others.length > 50) throw new Problem('merge_invalid', 'At most 50 records are merged into one at a time.')
  if (others.includes(keepId.toLowerCase()))
    throw new Problem('merge_invalid', 'A record cannot be merged into itself.')
  return others
}

async function lockAll(call: Call, access: Access, keepId: string, otherIds: readonly string[]) {
  const rows = new Map<string, AnyRow>()
  // One order for all, so that two merges of the same records wait for each other instead of blocking.
  for (const id of [keepId, ...otherIds].sort()) {
    const row = await locked(call, access, id, 'update')
    if (id !== keepId) await locked(call, access, id, 'delete')
    if (row.deleted_at !== null)
      throw new Problem(
        'merge_invalid',
        `The ${access.object.label.en.toLowerCase()} ${id} is in the trash. Restore it first.`,
      )
    rows.set(id, row)
  }
  return { keep: rows.get(keepId)!, others: otherIds.map((id) => rows.get(id)!) }
}

/** Merges records into one that is kept. All links follow, the others go to the trash, and `unmerge` takes it all back. */
export async function merge(
  call: Call,
  object: string,
  keepId: string,
  otherIds: readonly string[],
  choices: Choices = {},
): Promise<Merged> {
  const access = call.view.open(object)
  const ids = checkIds(keepId, otherIds)
  return writing(call, async (inner) => {
    const now = nowOf(inner)
    const rows = await lockAll(inner, access, keepId.toLowerCase(), ids)
    const merging: Merging = { access, ...rows, now, batch: inner.engine.newId() }
    checkChoices(merging, choices)
    const values = mergedValues(merging, choices)
    await beforeEach(inner, access.object, 'delete', ids, now)
    await beforeRules(inner, object, { verb: 'update', current: merging.keep, values }, now)
    const gone = [{ name: 'deleted_at', value: sql`${now}::timestamptz` }]
    // The others go first, so that their unique values are free for the kept record.
    const trashed = await setRows(inner, {
      object: access.object,
      ids,
      sets: gone,
      verb: 'merge',
      now,
      batch: merging.batch,
    })
    const written = await writeRow(inner, {
      access,
      row: merging.keep,
      values,
      verb: 'merge',
      now,
      batch: merging.batch,
      always: true,
    })
    await repoint(inner, merging)
    await afterRules(inner, object, [...trashed, written.change!], now)
    return { row: seenRow(access, await get(inner, object, keepId)), change: written.change!.id, batch: merging.batch }
  })
}

/** Takes a merge back, by the change that it left on the kept record. */
export async function unmerge(call: Call, changeId: string): Promise<UndoResult> {
  const found = uuid.test(changeId)
    ? await call.db.maybe<{ batch: string; object: string; record: string }>(
        sql`select batch, object, record from change where id = ${changeId}::uuid and verb = 'merge' and batch is not null`,
      )
    : undefined
  if (!found) throw new Problem('not_found', `There is no merge "${changeId.slice(0, 60)}".`)
  await get(call, found.object, found.record)
  return undo(call, found.batch)
}
