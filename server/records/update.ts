import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Permission } from '@rapport/vocabulary/define/permission.ts'
import { columnOf } from '../database/schema/column.ts'
import { isSearched } from '../database/schema/index.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { type Call, nowOf, runOf, writing } from './call.ts'
import { columnsSql, everyField, seenRow } from './columns.ts'
import { explainUnique } from './constraint.ts'
import { lostPointers } from './create.ts'
import { get, notFound } from './get.ts'
import { pointersOf } from './links.ts'
import { writtenId } from './person.ts'
import { afterRules, beforeRules } from './rule.ts'
import type { Change } from './rules.ts'
import { sameValue } from './same.ts'
import { allOf, scopeCondition, scopeKey } from './scope.ts'
import { searchedFields, searchTokens } from './search-tokens.ts'
import { arg, fill, once } from './template.ts'
import { checkedValues, encoded, refused, type Values } from './values.ts'

export interface UpdateOptions {
  /** The version that the person saw; when the record has moved on, Problem conflict. */
  readonly version?: number
}

const t = sql.id('t')

/**
 * The record as it stands, locked, when the person may change it. Problem not_found when it may not be seen, forbidden when it may
 * be seen only.
 */
export async function locked(call: Call, access: Access, id: string, permission: Permission): Promise<AnyRow> {
  if (!uuid.test(id)) throw notFound(access, id)
  const { object } = access
  const shape = `lock ${object.name} ${scopeKey(access, 'read')} ${permission}:${scopeKey(access, permission)}`
  const template = once(call.view.vocabulary, shape, () => {
    const allowed = allOf([scopeCondition(access, 'read', t), scopeCondition(access, permission, t)])
    return sql`select ${columnsSql(object, t, everyField(object))}, (${allowed}) as "?" from ${sql.id(object.name)} t where t.id = ${arg('id')}::uuid for update of t`
  })
  const row = await call.db.maybe<AnyRow & { '?': boolean | null }>(fill(template, runOf(call, { id })))
  if (!row) throw notFound(access, id)
  const { '?': allowed, ...kept } = row
  if (allowed) return kept
  await get(call, object.name, id)
  throw new Problem(
    'forbidden',
    `Your role lets you see this ${object.label.en.toLowerCase()}, but not ${permission} it.`,
  )
}

type Older = { version: number; at: string; person: string | null; via: string; fields: string[] | null }

/** What happened since the version that the person saw: who changed which fields. */
async function conflict(call: Call, access: Access, row: AnyRow, version: number): Promise<Problem> {
  const since = await call.db.query<Older>(sql`
    select c.version, c.at, c.person, c.via, array(select jsonb_object_keys(c.after)) as fields
    from change c where c.object = ${access.object.name} and c.record = ${row.id} and c.version > ${version} order by c.version limit 50`)
  const changes = since.map((one) => ({ ...one, fields: (one.fields ?? []).filter((name) => access.sees.has(name)) }))
  const detail = `You saw version ${version} of this ${access.object.label.en.toLowerCase()}; it is at version ${row.version} now. Look at what changed, then save again.`
  return new Problem('conflict', detail, { current: seenRow(access, row), changes })
}

/** Only what differs from what stands. */
const differing = (access: Access, row: AnyRow, values: Values): string[] =>
  Object.keys(values).filter((name) => !sameValue(access.object.fields[name]!, row[name], values[name]))

function updateSql(access: Access, names: readonly string[], searched: boolean): Sql {
  const { object } = access
  const sets = names.map((name) => {
    const { type } = columnOf(name, object.fields[name]!, false)
    return sql`${sql.id(name)} = ${arg(`v_${name}`)}::${sql.raw(type)}`
  })
  if (searched) sets.push(sql`search = ${arg('search')}::int4[]`)
  return sql`with made as (
    update ${sql.id(object.name)} t set version = t.version + 1, updated_at = ${arg('now')}::timestamptz${sets.length > 0 ? sql`, ${sql.join(sets)}` : sql``}
    where t.id = ${arg('id')}::uuid returning ${columnsSql(object, t, everyField(object))}),
  noted as (
    insert into change (id, at, person, via, object, record, verb, version, before, after, batch)
    select ${arg('change')}::uuid, ${arg('now')}::timestamptz, ${arg('by')}::uuid, ${arg('via')}::text, ${arg('object')}::text, made.id,
      ${arg('verb')}::text, made.version, ${arg('before')}::jsonb, ${arg('after')}::jsonb, ${arg('batch')}::uuid from made)
  select * from made`
}

export interface Write {
  readonly access: Access
  readonly row: AnyRow
  /** What will stand; only what differs is written. */
  readonly values: Values
  readonly verb: string
  readonly now: string
  readonly batch?: string
  /** Written even when no field differs. */
  readonly always?: boolean
}

/** Writes the differing values of a locked row with its change. */
export async function writeRow(
  call: Call,
  { access, row, values, verb, now, batch, always }: Write,
): Promise<{ row: AnyRow; change?: Change }> {
  const { object } = access
  const names = differing(access, row, values)
  if (names.length === 0 && !always) return { row }
  const searched = isSearched(object) && searchedFields(object).some(([name]) => names.includes(name))
  const pick = (from: Values) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]))
  const change: Change = {
    id: call.engine.newId(),
    at: now,
    person: writtenId(call.person),
    via: call.person.via,
    object: object.name,
    record: row.id,
    verb,
    version: row.version + 1,
    before: pick(row),
    after: pick(values),
    batch: batch ?? null,
  }
  const args: { [name: string]: unknown } = {
    id: row.id,
    now,
    by: change.person,
    via: change.via,
    object: object.name,
    change: change.id,
    verb,
    batch: change.batch,
    before: JSON.stringify(change.before),
    after: JSON.stringify(change.after),
    search: searched ? searchTokens(object, { ...row, ...values }) : null,
  }
  for (const name of names) args[`v_${name}`] = encoded(object.fields[name]!, values[name])
  const shape = `update ${object.name} ${names.join()} ${searched}`
  const template = once(call.view.vocabulary, shape, () => updateSql(access, names, searched))
  const written = await call.db
    .one<AnyRow>(fill(template, runOf(call, args)))
    .catch((error) => explainUnique(object, error))
  return { row: written, change }
}

/** Refuses values that point to records which the person may not see. Values that stand already are not asked again. */
export async function checkPointers(call: Call, access: Access, row: AnyRow, values: Values): Promise<void> {
  const changed = Object.fromEntries(differing(access, row, values).map((name) => [name, values[name]]))
  const wrong = await lostPointers(call, changed, pointersOf(call, access, changed))
  if (Object.keys(wrong).length > 0) throw refused(access.object, wrong)
}

/** Changes a record: permission, version, validation, rules, then the row and its change in one transaction. */
export async function update(
  call: Call,
  object: string,
  id: string,
  given: Values,
  options: UpdateOptions = {},
): Promise<AnyRow> {
  const access = call.view.open(object)
  const checked = checkedValues(access, given, 'update')
  return writing(call, async (inner) => {
    const now = nowOf(inner)
    const row = await locked(inner, access, id, 'update')
    if (options.version !== undefined && options.version !== row.version)
      throw await conflict(inner, access, row, options.version)
    if (row.deleted_at !== null)
      throw new Problem('conflict', `This ${access.object.label.en.toLowerCase()} is in the trash. Restore it first.`, {
        current: seenRow(access, row),
        changes: [],
      })
    const values = { ...checked }
    await beforeRules(inner, object, { verb: 'update', current: row, values }, now)
    await checkPointers(inner, access, row, values)
    const written = await writeRow(inner, { access, row, values, verb: 'update', now })
    if (written.change) await afterRules(inner, object, [written.change], now)
    const ruled = written.change && inner.engine.areas[object]?.rules?.after
    return seenRow(access, ruled ? await reread(inner, access, id) : written.row)
  })
}

/** The row as it stands after rules, whoever may see it: what was given away is still answered. */
async function reread(call: Call, access: Access, id: string): Promise<AnyRow> {
  return call.db.one<AnyRow>(
    sql`select ${columnsSql(access.object, t, everyField(access.object))} from ${sql.id(access.object.name)} t where t.id = ${id}`,
  )
}
