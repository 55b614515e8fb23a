import { createHash } from 'node:crypto'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { refuse } from '@rapport/vocabulary/define/refusal.ts'
import { columnOf } from '../database/schema/column.ts'
import { isSearched } from '../database/schema/index.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { type Call, nowOf, runOf, writing } from './call.ts'
import { columnsSql } from './columns.ts'
import { explainUnique } from './constraint.ts'
import { accessKey, get } from './get.ts'
import { noSuchRecord, type Pointer, pointersOf, pointersShape, pointsSql } from './links.ts'
import { writtenId } from './person.ts'
import { afterRules, beforeRules, isRuled } from './rule.ts'
import { searchTokens } from './search-tokens.ts'
import { arg, fill, once, teamOf } from './template.ts'
import { checkedValues, encoded, refused, type Values } from './values.ts'

export interface CreateOptions {
  /** The same key again gives the same record, and creates nothing. */
  readonly idempotencyKey?: string
}

const mayNot = (access: Access): Problem =>
  new Problem('forbidden', `Your role does not let you create ${access.object.labels.en.toLowerCase()}.`)

/** Whether records may be created at all, and for this owner. */
function checkOwner(call: Call, access: Access, owner: unknown): void {
  const scope = access.scopes.create
  if (scope === 'none') throw mayNot(access)
  if (access.whole || scope === 'all' || owner === undefined || owner === call.person.id) return
  if (scope === 'team' && typeof owner === 'string' && teamOf(call.person).includes(owner)) return
  const wrong = refuse('read_only', 'must be you: your role does not let you create for others', '只能是您自己')
  throw refused(access.object, { owner: wrong })
}

const hasOwner = (access: Access): boolean => Object.hasOwn(access.object.fields, 'owner')

/** Checks and completes what was given for a new record. */
function newValues(call: Call, access: Access, given: Values): { [field: string]: unknown } {
  const values: { [field: string]: unknown } = { ...checkedValues(access, given, 'create') }
  if (!hasOwner(access)) checkOwner(call, access, undefined)
  else if (values.owner !== undefined) checkOwner(call, access, values.owner)
  else {
    checkOwner(call, access, undefined)
    values.owner = writtenId(call.person)
  }
  return values
}

/** A key of the asker's, and what was asked under it. */
interface Claim {
  readonly key: string
  readonly digest: string
}

interface New {
  readonly access: Access
  readonly values: Values
  readonly names: readonly string[]
  readonly pointers: readonly Pointer[]
  readonly claim?: Claim
}

const columnType = (access: Access, name: string): Sql => {
  const { type } = columnOf(name, access.object.fields[name]!, false)
  return sql.raw(type)
}

/**
 * One statement: the row, its change, and the claim of an idempotency key. Links are checked inside it, so that what they point to
 * cannot vanish in between; a row that is refused comes back as no row.
 */
function insertSql({ access, names, pointers, claim }: New): Sql {
  const { object } = access
  const t = sql.id('t')
  const searched = isSearched(object)
  const columns = [...names.map((name) => sql.id(name)), ...(searched ? [sql.raw('search')] : [])]
  const values = names.map((name) => sql`${arg(`v_${name}`)}::${columnType(access, name)}`)
  if (searched) values.push(sql`${arg('search')}::int4[]`)
  const conditions = pointers.map((pointer) => pointsSql(pointer, arg(`v_${pointer.name}`)))
  if (claim !== undefined) conditions.push(sql`exists (select 1 from claimed)`)
  const where = conditions.length > 0 ? sql` where ${sql.join(conditions, sql` and `)}` : sql``
  const claiming = sql`claimed as (
    insert into idempotency (person, key, object, digest, record, at)
    values (${arg('claimant')}::uuid, ${arg('key')}::text, ${arg('object')}::text, ${arg('digest')}::text, ${arg('id')}::uuid, ${arg('now')}::timestamptz)
    on conflict do nothing returning 1), `
  return sql`with ${claim === undefined ? sql`` : claiming}made as (
    insert into ${sql.id(object.name)} as t (id, created_at, created_by, updated_at, version, ${sql.join(columns)})
    select ${arg('id')}::uuid, ${arg('now')}::timestamptz, ${arg('by')}::uuid, ${arg('now')}::timestamptz, 1, ${sql.join(values)}${where}
    returning ${columnsSql(object, t, access.seen)}),
  noted as (
    insert into change (id, at, person, via, object, record, verb, version, after)
    select ${arg('change')}::uuid, ${arg('now')}::timestamptz, ${arg('by')}::uuid, ${arg('via')}::text, ${arg('object')}::text, made.id, 'create', 1, ${arg('after')}::jsonb from made)
  select * from made`
}

const shapeOf = ({ access, names, pointers, claim }: New): string =>
  `create ${accessKey(access)} ${names.join()} ${pointersShape(pointers)} ${claim === undefined ? '' : 'key'}`

function argsOf(call: Call, { access, values, names, claim }: New, now: string) {
  const { object } = access
  const filled = names.filter((name) => values[name] !== null)
  const args: { [name: string]: unknown } = {
    id: values.id ?? call.engine.newId(),
    now,
    by: writtenId(call.person),
    via: call.person.via,
    object: object.name,
    change: call.engine.newId(),
    after: JSON.stringify(Object.fromEntries(filled.map((name) => [name, values[name]]))),
    search: searchTokens(object, values),
  }
  for (const name of names) args[`v_${name}`] = encoded(object.fields[name]!, values[name])
  return claim === undefined ? args : { ...args, ...claim, claimant: call.person.id }
}

export const digestOf = (values: Values): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('base64url')

async function insert(call: Call, made: New, now: string): Promise<AnyRow> {
  const { access } = made
  const template = once(call.view.vocabulary, shapeOf(made), () => insertSql(made))
  const args = argsOf(call, made, now)
  const row = await call.db
    .maybe<AnyRow>(fill(template, runOf(call, args)))
    .catch((error) => explainUnique(access.object, error))
  return row ?? notInserted(call, made)
}

export const keyReused = (key: string): Problem =>
  new Problem('idempotency_reused', `The idempotency key "${key}" has been used for another request. Take a new key.`)

type Claimed = { object: string; digest: string; record: string }

/** Why no row came back: the key was claimed before, or a link leads nowhere. */
async function notInserted(call: Call, made: New): Promise<AnyRow> {
  const { access, values, claim, pointers } = made
  if (claim !== undefined) {
    const claimed = await call.db.maybe<Claimed>(
      sql`select object, digest, record from idempotency where person = ${call.person.id} and key = ${claim.key}`,
    )
    if (claimed && claimed.object === access.object.name && claimed.digest === claim.digest) {
      const before = await get(call, access.object.name, claimed.record).catch(() => undefined)
      if (before) return before
    } else if (claimed) throw keyReused(claim.key)
  }
  throw refused(access.object, await lostPointers(call, values, pointers))
}

/** Refusals of the pointers that lead nowhere. */
export async function lostPointers(call: Call, values: Values, pointers: readonly Pointer[]) {
  const wrong: { [field: string]: ReturnType<typeof noSuchRecord> } = {}
  for (const pointer of pointers) {
    const asked = sql`select ${pointsSql(pointer, arg('value'))} as there`
    const { there } = await call.db.one<{ there: boolean }>(fill(asked, runOf(call, { value: values[pointer.name] })))
    if (!there) wrong[pointer.name] = noSuchRecord(pointer)
  }
  return wrong
}

/** Creates a record: permission, validation, rules, then one statement that writes it and its change. */
export async function create(call: Call, object: string, given: Values, options: CreateOptions = {}): Promise<AnyRow> {
  const access = call.view.open(object)
  const values = newValues(call, access, given)
  const claim = claimOf(values, options)
  if (isRuled(call, object, 'create')) return writing(call, (inner) => ruled(inner, access, { ...values }, claim))
  const row = await insert(call, newOf(call, access, values, claim), nowOf(call))
  if (!call.inside) call.engine.changed()
  return row
}

/** What was asked, before rules complete it: they may set what is new each time, a number or an id. */
const claimOf = (values: Values, { idempotencyKey: key }: CreateOptions): Claim | undefined =>
  key === undefined ? undefined : { key, digest: digestOf(values) }

const newOf = (call: Call, access: Access, values: Values, claim: Claim | undefined): New => ({
  access,
  values,
  names: Object.keys(access.object.fields).filter((name) => name in values),
  pointers: pointersOf(call, access, values).filter((one) => one.name !== 'owner' || values.owner !== call.person.id),
  claim,
})

/** With rules: in one transaction with what they read and write. */
async function ruled(
  call: Call,
  access: Access,
  values: { [field: string]: unknown },
  claim: Claim | undefined,
): Promise<AnyRow> {
  const now = nowOf(call)
  const { name } = access.object
  await beforeRules(call, name, { verb: 'create', values }, now)
  const made = newOf(call, access, values, claim)
  const id = (values.id as string | undefined) ?? call.engine.newId()
  const row = await insert(call, { ...made, values: { ...values, id } }, now)
  // An idempotency key that was used before gave an older record: its rules have run.
  if (row.id !== id) return row
  await afterRules(call, name, [createdChange(call, made, row, now)], now)
  return get(call, name, row.id)
}

const createdChange = (call: Call, { access, values }: New, row: AnyRow, at: string) => ({
  id: row.id,
  at,
  person: writtenId(call.person),
  via: call.person.via,
  object: access.object.name,
  record: row.id,
  verb: 'create',
  version: 1,
  before: null,
  after: values,
  batch: null,
})
