import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import { columnOf } from '../database/schema/column.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { type Call, nowOf, runOf, writing } from './call.ts'
import { lostPointers } from './create.ts'
import { pointersOf } from './links.ts'
import { type Selection, selection, selectionOperands, selectionSql } from './list.ts'
import { afterRules, beforeEach, beforeRules, looksAtEach } from './rule.ts'
import type { Change } from './rules.ts'
import { allOf, scopeCondition } from './scope.ts'
import { setRows, step } from './set.ts'
import { arg, fill } from './template.ts'
import { trashRows } from './trash.ts'
import { checkPointers, locked, writeRow } from './update.ts'
import { checkedValues, encoded, refused, type Values } from './values.ts'

export interface BulkRequest {
  /** Which records: these, or all that fulfil the filter. */
  readonly ids?: readonly string[]
  readonly filter?: Filter
  /** What they become, or that they go to the trash. */
  readonly values?: Values
  readonly remove?: boolean
}

export interface BulkResult {
  /** Undoes the whole. */
  readonly batch: string
  /** How many records were meant and seen. */
  readonly matched: number
  readonly changed: number
  /** How many of them the person may not change. */
  readonly refused: number
}

type Found = { id: string; allowed: boolean | null }

const t = sql.id('t')

/** The records that are meant, in steps, and whether each may be changed. */
async function* meant(call: Call, chosen: Selection, request: BulkRequest): AsyncGenerator<Found[]> {
  const permission = request.remove ? 'delete' : 'update'
  const allowed: Sql = scopeCondition(chosen.access, permission, t) ?? sql`true`
  const named = request.ids ? sql`t.id = any(${arg('ids')}::uuid[])` : undefined
  const where = allOf([sql`t.id > ${arg('last')}::uuid`, named, selectionSql(call, chosen)])
  const template = sql`select t.id, (${allowed}) as allowed from ${sql.id(chosen.access.object.name)} t where ${where} order by t.id limit ${arg('step')}::int`
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const run = runOf(call, { ids: request.ids, last, step }, selectionOperands(call, chosen))
    const found = await call.db.query<Found>(fill(template, run))
    if (found.length > 0) yield found
    if (found.length < step) return
    last = found.at(-1)!.id
  }
}

function settings(access: Access, values: Values) {
  return Object.entries(values).map(([name, value]) => {
    const field = access.object.fields[name]!
    return { name, value: sql`${encoded(field, value)}::${sql.raw(columnOf(name, field, false).type)}` }
  })
}

interface Work {
  readonly access: Access
  readonly values: Values
  readonly now: string
  readonly batch: string
}

/** Objects with a rule before writing are changed record by record, because the rule looks at each. */
async function oneByOne(call: Call, { access, values, now, batch }: Work, ids: readonly string[]): Promise<Change[]> {
  const changes: Change[] = []
  for (const id of ids) {
    const row = await locked(call, access, id, 'update')
    const drafted = { ...values }
    await beforeRules(call, access.object.name, { verb: 'update', current: row, values: drafted }, now)
    await checkPointers(call, access, row, drafted)
    const { change } = await writeRow(call, { access, row, values: drafted, verb: 'update', now, batch })
    if (change) changes.push(change)
  }
  return changes
}

async function changeRows(call: Call, work: Work, ids: readonly string[]): Promise<number> {
  const { access, values, now, batch } = work
  const { object } = access
  const changes = looksAtEach(call, object)
    ? await oneByOne(call, work, ids)
    : await setRows(call, { object, ids, sets: settings(access, values), verb: 'update', now, batch })
  await afterRules(call, object.name, changes, now)
  return changes.length
}

async function removeRows(call: Call, { access, now, batch }: Work, ids: readonly string[]): Promise<number> {
  await beforeEach(call, access.object, 'delete', ids, now)
  return (await trashRows(call, { object: access.object, ids, verb: 'delete', now, batch })).length
}

function checkRequest(access: Access, request: BulkRequest): void {
  if ((request.ids === undefined) === (request.filter === undefined))
    throw new Problem(
      'invalid',
      'A bulk change needs either `ids` or a `filter`; an empty filter {"all": []} means every record.',
    )
  if ((request.values === undefined) === !request.remove)
    throw new Problem('invalid', 'A bulk change needs either `values` or `remove`.')
  const strange = request.ids?.find((id) => typeof id !== 'string' || !uuid.test(id))
  if (strange !== undefined) throw new Problem('invalid', `"${String(strange).slice(0, 60)}" is no id.`)
  const permission = request.remove ? 'delete' : 'update'
  if (access.scopes[permission] === 'none')
    throw new Problem('forbidden', `Your role does not let you ${permission} ${access.object.labels.en.toLowerCase()}.`)
}

/** What one of several records becomes. */
export interface Each {
  readonly id: string
  readonly values: Values
}

const mostEach = 5_000

/** Every record's values checked before any is written, so that all mistakes are told at once and nothing is half done. */
function checkedEach(access: Access, each: readonly Each[]): Each[] {
  if (each.length === 0 || each.length > mostEach)
    throw new Problem('invalid', `"each" takes 1 to ${mostEach.toLocaleString('en')} records.`)
  const wrong: { [id: string]: unknown } = {}
  const checked = each.map(({ id, values }) => {
    try {
      return { id, values: checkedValues(access, values, 'update') }
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invalid') throw error
      wrong[id] = error.extra.fields
      return { id, values: {} }
    }
  })
  const count = Object.keys(wrong).length
  if (count > 0)
    throw new Problem('invalid', `${count} of ${each.length} records have values that are not right.`, {
      records: wrong,
    })
  return checked
}

/** Gives each of several records its own values, in one transaction that can be undone by its batch: a pasted block of cells. */
export async function bulkEach(call: Call, object: string, each: readonly Each[]): Promise<BulkResult> {
  const access = call.view.open(object)
  checkRequest(access, { ids: each.map((one) => one.id), values: {} })
  const checked = checkedEach(access, each)
  return writing(call, async (inner) => {
    const [now, batch] = [nowOf(inner), inner.engine.newId()]
    const result = { batch, matched: 0, changed: 0, refused: 0 }
    // By id, so that two pastes over the same records wait for each other instead of locking each other out.
    for (const { id, values } of checked.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const outcome = await oneOfEach(inner, { access, values, now, batch }, id)
      if (outcome === 'gone') continue
      result.matched += 1
      if (outcome === 'refused') result.refused += 1
      if (outcome === 'changed') result.changed += 1
    }
    return result
  })
}

async function oneOfEach(call: Call, work: Work, id: string): Promise<'gone' | 'refused' | 'same' | 'changed'> {
  try {
    const changes = await oneByOne(call, work, [id])
    await afterRules(call, work.access.object.name, changes, work.now)
    return changes.length > 0 ? 'changed' : 'same'
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return 'gone'
    if (error instanceof Problem && error.code === 'forbidden') return 'refused'
    throw error
  }
}

/** Changes many records in one transaction, set-based, so that it can be undone by its batch. */
export async function bulk(call: Call, object: string, request: BulkRequest): Promise<BulkResult> {
  const access = call.view.open(object)
  checkRequest(access, request)
  const values = checkedValues(access, request.values ?? {}, 'update')
  return writing(call, async (inner) => {
    const chosen = selection(inner, object, { filter: request.filter })
    const wrong = await lostPointers(inner, values, pointersOf(inner, access, values))
    if (Object.keys(wrong).length > 0) throw refused(access.object, wrong)
    const work: Work = { access, values, now: nowOf(inner), batch: inner.engine.newId() }
    const result = { batch: work.batch, matched: 0, changed: 0, refused: 0 }
    for await (const found of meant(inner, chosen, request)) {
      const ids = found.filter((one) => one.allowed).map((one) => one.id)
      result.matched += found.length
      result.refused += found.length - ids.length
      result.changed += request.remove ? await removeRows(inner, work, ids) : await changeRows(inner, work, ids)
    }
    return result
  })
}
