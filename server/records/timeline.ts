import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Access } from './access.ts'
import { type Call, runOf } from './call.ts'
import { explainList, readCursor, writeCursor } from './cursor.ts'
import { get } from './get.ts'
import { seenChange } from './history.ts'
import { arranged, type Change } from './rules.ts'
import { allOf, scopeCondition, scopeKey } from './scope.ts'
import { asJson } from './set.ts'
import { arg, fill, once } from './template.ts'

export interface Entry {
  readonly at: string
  /** The object and id of what happened; a change of the record itself has `change` instead of `fields`. */
  readonly object: string
  readonly id: string
  readonly title: string | null
  readonly fields?: { readonly [field: string]: unknown }
  readonly change?: Change
}
export interface Timeline {
  readonly data: readonly Entry[]
  readonly next: string | null
}
export interface TimelineOptions {
  readonly cursor?: string
  readonly limit?: number
}

type Found = { at: string; object: string; id: string; title: string | null; fields: { [field: string]: unknown } }

const t = sql.id('t')

const showSql = (access: Access): Sql => {
  const names = (access.object.timeline?.show ?? []).filter((name) => access.sees.has(name))
  const pairs = names.flatMap((name) => [
    sql`${sql.raw(`'${name}'`)}`,
    asJson(access.object.fields[name]!, sql`t.${sql.id(name)}`),
  ])
  return sql`jsonb_build_object(${sql.join(pairs)})`
}

/** Before a cursor, in the order of time. */
const earlier = (at: Sql, id: Sql, continued: boolean): Sql | undefined =>
  continued ? sql`(${at}, ${id}) < (${arg('value0')}::text::timestamptz, ${arg('id')}::uuid)` : undefined

const pageSql = (at: Sql): Sql => sql`order by ${at} desc, t.id desc limit ${arg('limit')}::int`

/** Records of one object that belong on a timeline, by one of its links. */
function sourceSql(access: Access, belongs: Sql, continued: boolean): Sql {
  const { object } = access
  const at = sql`t.${sql.id(object.timeline!.at)}`
  const title = access.sees.has(object.title) ? sql`t.${sql.id(object.title)}::text` : sql`null::text`
  const where = allOf([
    belongs,
    sql`t.deleted_at is null`,
    sql`${at} is not null`,
    scopeCondition(access, 'read', t),
    earlier(at, sql`t.id`, continued),
  ])
  return sql`(select ${at} as at, ${sql.raw(`'${object.name}'`)} as object, t.id, ${title} as title, ${showSql(access)} as fields
    from ${sql.id(object.name)} t where ${where} ${pageSql(at)})`
}

/** By which links records of an object can belong to a record. One that has both is found by the first. */
function belongings(access: Access, about: ObjectDefinition): Sql[] {
  const { timeline } = access.object
  if (!timeline || !access.sees.has(timeline.at)) return []
  const linked = about.name === 'customer' && timeline.customer && access.sees.has(timeline.customer)
  const customer = linked ? sql`t.${sql.id(timeline.customer!)} = ${arg('record')}::uuid` : undefined
  const reference =
    timeline.about && access.sees.has(timeline.about)
      ? sql`t.${sql.id(timeline.about)} = ${arg('reference')}::text`
      : undefined
  const second = reference && customer ? sql`${reference} and (${customer}) is not true` : reference
  return [customer, second].filter((one) => one !== undefined)
}

function changesSql(continued: boolean): Sql {
  const where = allOf([
    sql`t.object = ${arg('object')}::text`,
    sql`t.record = ${arg('record')}::uuid`,
    sql`t.verb <> ${sql.raw(`'${arranged}'`)}`,
    earlier(sql`t.at`, sql`t.id`, continued),
  ])
  return sql`(select t.at, 'change' as object, t.id, null::text as title, jsonb_build_object('person', t.person, 'via', t.via, 'verb', t.verb,
    'version', t.version, 'before', t.before, 'after', t.after, 'batch', t.batch) as fields from change t where ${where} ${pageSql(sql`t.at`)})`
}

function timelineSql(call: Call, about: ObjectDefinition, continued: boolean): Sql {
  const readable = call.view.vocabulary.objects.map(call.view.access).filter((access) => access.scopes.read !== 'none')
  const sources = readable.flatMap((access) =>
    belongings(access, about).map((belongs) => sourceSql(access, belongs, continued)),
  )
  return sql`${sql.join([...sources, changesSql(continued)], sql` union all `)} order by at desc, id desc limit ${arg('limit')}::int`
}

const shapeOf = (call: Call, object: ObjectDefinition, continued: boolean): string => {
  const seen = call.view.vocabulary.objects
    .filter((one) => one.timeline)
    .map((one) => {
      const access = call.view.access(one)
      return `${one.name}:${scopeKey(access, 'read')}:${one.timeline && [one.timeline.at, one.timeline.customer, one.timeline.about, one.title, ...(one.timeline.show ?? [])].map((name) => (name && access.sees.has(name) ? 1 : 0)).join('')}`
    })
  return `timeline ${object.name} ${continued} ${seen.join()}`
}

/** Everything that happened around a record, the latest first: what points to it, and its own changes. */
export async function timeline(
  call: Call,
  object: string,
  id: string,
  options: TimelineOptions = {},
): Promise<Timeline> {
  const access = call.view.open(object)
  await get(call, object, id)
  const cursor = readCursor('timeline', options.cursor, 1)
  const limit = Math.min(200, Math.max(1, Math.trunc(options.limit ?? 30)))
  const continued = cursor !== undefined
  const template = once(call.view.vocabulary, shapeOf(call, access.object, continued), () =>
    timelineSql(call, access.object, continued),
  )
  const args = {
    record: id,
    object,
    reference: `${object}/${id}`,
    limit: limit + 1,
    value0: cursor?.values[0],
    id: cursor?.id,
  }
  const found = await call.db
    .query<Found>(fill(template, runOf(call, args)))
    .catch((error) => explainList(error, cursor))
  const more = found.length > limit
  if (more) found.length = limit
  const last = found.at(-1)
  const next = more && last ? writeCursor('timeline', { values: [last.at], id: last.id }) : null
  return { data: found.flatMap((one) => entryOf(access, id, one)), next }
}

function entryOf(access: Access, record: string, found: Found): Entry[] {
  if (found.object !== 'change') return [found]
  const change = {
    ...found.fields,
    id: found.id,
    at: found.at,
    object: access.object.name,
    record,
  } as unknown as Change
  const seen = seenChange(access, change)
  return seen ? [{ at: found.at, object: access.object.name, id: record, title: null, change: seen }] : []
}
