import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
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
  /** Which entries: names of objects that stand on timelines, and `change` for changes of the record itself; all when absent. */
  readonly kinds?: readonly string[]
  /** Of these people: whose record it is, or who changed. */
  readonly people?: readonly string[]
  /** From this moment on, and before that one. */
  readonly from?: string
  readonly until?: string
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

/** Which of the optional conditions a timeline has. */
interface Asked {
  readonly kinds: ReadonlySet<string> | undefined
  readonly people: boolean
  readonly from: boolean
  readonly until: boolean
  readonly continued: boolean
}

const asks = ({ kinds }: Asked, kind: string): boolean => kinds === undefined || kinds.has(kind)

/** The conditions on who and when; what a person may not see cannot be asked for either. */
const narrowed = (asked: Asked, at: Sql, who: Sql | undefined): (Sql | undefined)[] => [
  asked.people ? (who ? sql`${who} = any(${arg('people')}::uuid[])` : sql`false`) : undefined,
  asked.from ? sql`${at} >= ${arg('from')}::text::timestamptz` : undefined,
  asked.until ? sql`${at} < ${arg('until')}::text::timestamptz` : undefined,
  earlier(at, sql`t.id`, asked.continued),
]

const whoseSql = (access: Access): Sql | undefined => {
  const names = ['owner', 'created_by'].filter((name) => access.sees.has(name))
  return names.length === 0 ? undefined : sql`coalesce(${sql.join(names.map((name) => sql`t.${sql.id(name)}`))})`
}

/** Before a cursor, in the order of time. */
const earlier = (at: Sql, id: Sql, continued: boolean): Sql | undefined =>
  continued ? sql`(${at}, ${id}) < (${arg('value0')}::text::timestamptz, ${arg('id')}::uuid)` : undefined

const pageSql = (at: Sql): Sql => sql`order by ${at} desc, t.id desc limit ${arg('limit')}::int`

/** Records of one object that belong on a timeline, by one of its links. */
function sourceSql(access: Access, belongs: Sql, asked: Asked): Sql {
  const { object } = access
  const at = sql`t.${sql.id(object.timeline!.at)}`
  const title = access.sees.has(object.title) ? sql`t.${sql.id(object.title)}::text` : sql`null::text`
  const where = allOf([
    belongs,
    sql`t.deleted_at is null`,
    sql`${at} is not null`,
    scopeCondition(access, 'read', t),
    ...narrowed(asked, at, whoseSql(access)),
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

function changesSql(asked: Asked): Sql {
  const where = allOf([
    sql`t.object = ${arg('object')}::text`,
    sql`t.record = ${arg('record')}::uuid`,
    sql`t.verb <> ${sql.raw(`'${arranged}'`)}`,
    ...narrowed(asked, sql`t.at`, sql`t.person`),
  ])
  return sql`(select t.at, 'change' as object, t.id, null::text as title, jsonb_build_object('person', t.person, 'via', t.via, 'verb', t.verb,
    'version', t.version, 'before', t.before, 'after', t.after, 'batch', t.batch) as fields from change t where ${where} ${pageSql(sql`t.at`)})`
}

function timelineSql(call: Call, about: ObjectDefinition, asked: Asked): Sql | undefined {
  const readable = call.view.vocabulary.objects.map(call.view.access).filter((access) => access.scopes.read !== 'none')
  const sources = readable
    .filter((access) => asks(asked, access.object.name))
    .flatMap((access) => belongings(access, about).map((belongs) => sourceSql(access, belongs, asked)))
  if (asks(asked, 'change')) sources.push(changesSql(asked))
  if (sources.length === 0) return undefined
  return sql`select * from (${sql.join(sources, sql` union all `)}) found order by at desc, id desc limit ${arg('limit')}::int`
}

const shapeOf = (call: Call, object: ObjectDefinition, asked: Asked): string => {
  const seen = call.view.vocabulary.objects
    .filter((one) => one.timeline)
    .map((one) => {
      const access = call.view.access(one)
      return `${one.name}:${scopeKey(access, 'read')}:${one.timeline && [one.timeline.at, one.timeline.customer, one.timeline.about, one.title, 'owner', 'created_by', ...(one.timeline.show ?? [])].map((name) => (name && access.sees.has(name) ? 1 : 0)).join('')}`
    })
  const { kinds, people, from, until, continued } = asked
  const flags = [people, from, until, continued].map(Number).join('')
  return `timeline ${object.name} ${flags} ${kinds ? [...kinds].join() : '*'} ${seen.join()}`
}

const standsOnTimelines = (object: ObjectDefinition): boolean => object.timeline !== undefined

/** Kinds in the order of the vocabulary, so that one question has one shape. Problem query_invalid for one that there is not. */
function askedOf(call: Call, { kinds, people, from, until }: TimelineOptions, continued: boolean): Asked {
  const known = ['change', ...call.view.vocabulary.objects.filter(standsOnTimelines).map((object) => object.name)]
  const wrong = kinds?.find((kind) => !known.includes(kind))
  if (wrong !== undefined)
    throw new Problem(
      'query_invalid',
      `"${wrong.slice(0, 60)}" stands on no timeline. Known are: ${known.join(', ')}.`,
      {
        parameter: 'kinds',
      },
    )
  return {
    kinds: kinds && new Set(known.filter((kind) => kinds.includes(kind))),
    people: people !== undefined,
    from: from !== undefined,
    until: until !== undefined,
    continued,
  }
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
  const asked = askedOf(call, options, cursor !== undefined)
  const template = once(call.view.vocabulary, shapeOf(call, access.object, asked), () =>
    timelineSql(call, access.object, asked),
  )
  if (template === undefined) return { data: [], next: null }
  const args = {
    record: id,
    object,
    reference: `${object}/${id}`,
    people: options.people,
    from: options.from,
    until: options.until,
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
