import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Access } from './access.ts'
import { type Call, runOf } from './call.ts'
import { allOf, scopeCondition, scopeKey } from './scope.ts'
import { lookup, plain, searchedFields, searchWords, wordsOfQuery } from './search-tokens.ts'
import { arg, fill, once } from './template.ts'

export interface SearchOptions {
  /** Names of the objects to search; all that may be seen when absent. */
  readonly objects?: readonly string[]
  readonly limit?: number
}

export interface Hit {
  readonly object: string
  readonly id: string
  readonly title: string
  readonly subtitle: string
}

const candidates = 200

type Row = { object: string; id: string; updated_at: string; deleted_at: null; found: { [field: string]: unknown } }

const t = sql.id('t')

const seenFields = (access: Access) => searchedFields(access.object).filter(([name]) => access.sees.has(name))

const showsSql = (access: Access): Sql => {
  const names = new Set([
    ...seenFields(access).map(([name]) => name),
    ...(access.sees.has(access.object.title) ? [access.object.title] : []),
  ])
  return sql`jsonb_build_object(${sql.join([...names].flatMap((name) => [sql.raw(`'${name}'`), sql`t.${sql.id(name)}`]))})`
}

/** Up to 200 candidates by tokens, and those whose title is what was typed, which must not get lost among them. */
function objectSql(access: Access): Sql {
  const { object } = access
  const head = sql`select ${sql.raw(`'${object.name}'`)} as object, t.id, t.updated_at, ${showsSql(access)} as found from ${sql.id(object.name)} t`
  const where = (found: Sql) => allOf([found, sql`t.deleted_at is null`, scopeCondition(access, 'read', t)])
  return sql`(${head} where ${where(sql`t.search @> ${arg('tokens')}::text[]`)} limit ${sql.raw(String(candidates))})`
}

/** Words of the query against words of the row: each must begin one of them. */
function matches(access: Access, row: Row, words: readonly string[]): boolean {
  const own = seenFields(access).flatMap(([name, field]) => {
    const value = row.found[name]
    return value === null || value === undefined ? [] : searchWords(field, value)
  })
  return words.every((word) => own.some((one) => one.startsWith(word)))
}

/** What stands first: the title itself, a title that begins so, a word of it, anything else. */
function rank(title: string, query: string): number {
  const name = plain(title)
  if (name === query) return 0
  if (name.startsWith(query)) return 1
  return name.includes(` ${query}`) ? 2 : 3
}

function hitOf(access: Access, row: Row, call: Call): Hit {
  const { object } = access
  const show = (name: string): string => {
    const value = row.found[name]
    const field = object.fields[name]!
    return value === null || value === undefined ? '' : kindOf(field).show(value, field, call.person.locale)
  }
  const others = seenFields(access)
    .map(([name]) => name)
    .filter((name) => name !== object.title)
  const title = access.sees.has(object.title) ? show(object.title) : ''
  return { object: object.name, id: row.id, title, subtitle: others.map(show).filter(Boolean).slice(0, 2).join(' · ') }
}

function searchedObjects(call: Call, names: readonly string[] | undefined): Access[] {
  const { vocabulary } = call.view
  const wanted = names
    ? names.map((name) => vocabulary.find(name)).filter((one) => one !== undefined)
    : vocabulary.objects
  return wanted
    .filter((object: ObjectDefinition) => searchedFields(object).length > 0)
    .map((object) => call.view.access(object))
    .filter((access) => access.scopes.read !== 'none' && seenFields(access).length > 0)
}

const shapeOf = (accesses: readonly Access[]): string =>
  `search ${accesses
    .map(
      (one) =>
        `${one.object.name}:${scopeKey(one, 'read')}:${seenFields(one)
          .map(([name]) => name)
          .join()}:${one.sees.has(one.object.title)}`,
    )
    .join(' ')}`

/** Finds records by the beginnings of words, as one types. Every word must be found; the best and the latest come first. */
export async function search(call: Call, query: string, options: SearchOptions = {}): Promise<Hit[]> {
  const words = wordsOfQuery(query)
  const accesses = searchedObjects(call, options.objects)
  if (words.length === 0 || accesses.length === 0) return []
  const template = once(call.view.vocabulary, shapeOf(accesses), () =>
    sql.join(accesses.map(objectSql), sql` union all `),
  )
  const tokens = [...new Set(words.map(lookup))]
  // Planned each time: whether a token is rare or common decides how it is best looked up.
  const rows = await call.db.query<Row>(fill(template, runOf(call, { tokens })), { prepare: false })
  const byName = new Map(accesses.map((access) => [access.object.name, access]))
  const wanted = plain(query.trim())
  return rows
    .filter((row) => matches(byName.get(row.object)!, row, words))
    .map((row) => ({ row, hit: hitOf(byName.get(row.object)!, row, call) }))
    .map((one) => ({ ...one, rank: rank(one.hit.title, wanted) }))
    .sort((a, b) => a.rank - b.rank || (a.row.updated_at < b.row.updated_at ? 1 : -1))
    .slice(0, Math.min(100, Math.max(1, Math.trunc(options.limit ?? 20))))
    .map((one) => one.hit)
}
