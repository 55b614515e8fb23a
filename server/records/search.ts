import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { sortKey, textKey } from '../database/schema/column.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Access } from './access.ts'
import { type Call, runOf } from './call.ts'
import { allOf, scopeCondition, scopeKey } from './scope.ts'
import { commonIn } from './search-common.ts'
import { lookup, searchedFields } from './search-tokens.ts'
import { plain, searchWords, wordsOfQuery } from './search-words.ts'
import { arg, fill, once } from './template.ts'
import { tokenOf } from './token-set.ts'

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

const candidates = 100
/** Sorts behind every letter. */
const last = '\uffff'

type Row = {
  object: string
  id: string
  updated_at: string
  title: string | null
  /** JSON of the searched fields in their order, parsed only for the few rows where it matters. */
  found: string
}

const t = sql.id('t')

const seenFields = (access: Access) => searchedFields(access.object).filter(([name]) => access.sees.has(name))

const showsSql = (access: Access): Sql =>
  sql`jsonb_build_array(${sql.join(seenFields(access).map(([name]) => sql`t.${sql.id(name)}`))})`

const titleSql = (access: Access): Sql =>
  access.sees.has(access.object.title) ? sql`t.${sql.id(access.object.title)}::text` : sql`null::text`

/** The searched fields in one text. Only codes are also typed without what parts them, and taking that out takes long. */
function writtenSql(access: Access): Sql {
  const parts = seenFields(access).flatMap(([name, field]) => {
    const text = sql`t.${sql.id(name)}::text collate "C"`
    return field.kind === 'code' ? [text, sql`translate(${text}, '-./_ ()', '')`] : [text]
  })
  return sql`lower(concat_ws(' ', ${sql.join(parts)}))`
}

/**
 * Whether a row can have the whole of these words, of which tokens know the beginning only. Looked at in the database, so that the
 * few that match are not lost among many that begin alike; rows with letters beyond ASCII are left to the closer look. The text
 * comes from a query of its own, so that it is put together once, and not at all when there is nothing to look at.
 */
const wholeWordsSql = (access: Access): Sql =>
  sql`(asked.whole = '{}' or (select written.text like all (asked.whole) or octet_length(written.text) <> length(written.text)
    from (select ${writtenSql(access)} as text offset 0) written))`

/** Titles that begin with what was typed are read from their order, which finds the first of them at once, however many there are. */
const isKeyed = (access: Access): boolean => {
  const title = access.object.fields[access.object.title]!
  return Boolean(title.index || title.unique) && seenFields(access).some(([name]) => name === access.object.title)
}

const headSql = (access: Access): Sql =>
  sql`select ${sql.raw(`'${access.object.name}'`)} as object, t.id, t.updated_at, ${titleSql(access)} as title, ${showsSql(access)} as found from ${sql.id(access.object.name)} t`

const seen = (access: Access): Sql => allOf([sql`t.deleted_at is null`, scopeCondition(access, 'read', t)])

const begunName = (access: Access): Sql => sql.id(`begun ${access.object.name}`.slice(0, 60))

/** The title that is what was typed comes first of those that begin so. */
function begunSql(access: Access): Sql {
  const title = access.object.fields[access.object.title]!
  const key = sortKey(title, sql`t.${sql.id(access.object.title)}`)
  const [from, until] = [textKey(title, sql`asked.query`), textKey(title, sql`asked.beyond`)]
  const found = sql`${headSql(access)} where ${key} >= ${from} and ${key} < ${until} and ${seen(access)} order by ${key} limit ${sql.raw(String(candidates))}`
  return sql`${begunName(access)} as materialized (select found.* from asked, lateral (${found}) found)`
}

/** Up to 100 candidates by tokens; none when enough titles begin so, because these stand first anyway. */
function filedSql(access: Access, common: boolean): Sql {
  // Not as a parameter, so that the planner makes one plan for all: planning so many tables costs more than searching them.
  const tokens = sql`asked.tokens`
  const whole = wholeWordsSql(access)
  const few = isKeyed(access) ? sql`(select count(*) from ${begunName(access)}) < asked.enough and ` : sql``
  const most = sql.raw(String(candidates))
  return common
    ? sql`(${headSql(access)} where ${few}(t.search || '{}') @> ${tokens} and ${whole} and ${seen(access)} order by t.updated_at desc, t.id desc limit ${most})`
    : sql`(${headSql(access)} where ${few}t.search @> ${tokens} and ${whole} and ${seen(access)} limit ${most})`
}

type IsCommon = (object: ObjectDefinition) => boolean

const searchSql = (accesses: readonly Access[], isCommon: IsCommon): Sql => {
  const asked = sql`asked as materialized (select ${arg('tokens')}::int4[] as tokens, ${arg('whole')}::text[] as whole, ${arg('query')}::text as query, ${arg('beyond')}::text as beyond, ${arg('enough')}::int as enough)`
  const keyed = accesses.filter(isKeyed)
  const filed = accesses.map((one) => filedSql(one, isCommon(one.object)))
  const begun = keyed.map((one) => sql`select * from ${begunName(one)}`)
  return sql`with ${sql.join([asked, ...keyed.map(begunSql)])} select found.* from asked, lateral (${sql.join([...begun, ...filed], sql` union all `)}) found`
}

type Value = { readonly name: string; readonly field: Field; readonly value: unknown }

/** The searched fields of a row that have a value. */
function valuesOf(access: Access, row: Row): Value[] {
  const values = JSON.parse(row.found) as unknown[]
  return seenFields(access).flatMap(([name, field], i) =>
    values[i] === null ? [] : [{ name, field, value: values[i] }],
  )
}

/** Words that stand in the JSON of every list of entries. */
const inEveryEntry =
  /^(val|valu|lab|labe|opted|inval|invali|confir|confirm|confirme|confirmed|invalid|value|label|true)$/

/**
 * Each word of the query against the row. Tokens have found the beginning of each, or what has the same number; looked at is the
 * text itself, of those fields that may be seen.
 */
function matches(access: Access, row: Row, words: readonly string[]): boolean {
  const text = plain(row.found)
  let own: string[] | undefined
  return words.every((word) => {
    if (text.includes(word) && !inEveryEntry.test(word)) return true
    own ??= valuesOf(access, row).flatMap(({ field, value }) => searchWords(field, value))
    return own.some((one) => one.startsWith(word))
  })
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
  const others = valuesOf(access, row).filter(({ name }) => name !== object.title)
  const shown = others.map(({ field, value }) => kindOf(field).show(value, field, call.person.locale))
  return {
    object: object.name,
    id: row.id,
    title: row.title ?? '',
    subtitle: shown.filter(Boolean).slice(0, 2).join(' · '),
  }
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

interface Candidate {
  readonly row: Row
  readonly rank: number
}

/** The best first, the latest of equals first; each record once. */
function ranked(
  rows: readonly Row[],
  byName: ReadonlyMap<string, Access>,
  words: readonly string[],
  query: string,
): Row[] {
  const found = new Map<string, Candidate>()
  for (const row of rows) {
    const access = byName.get(row.object)!
    if (found.has(row.id) || !matches(access, row, words)) continue
    found.set(row.id, { row, rank: rank(row.title ?? '', query) })
  }
  const order = (a: Candidate, b: Candidate) => a.rank - b.rank || (a.row.updated_at < b.row.updated_at ? 1 : -1)
  return [...found.values()].sort(order).map((one) => one.row)
}

interface Asked {
  readonly words: readonly string[]
  /** What was typed, and how many hits are wanted. */
  readonly typed: string
  readonly most: number
}

/** Numbers are written with the code of their country, where the 0 before the area falls away. */
const pieceOf = (word: string): string => `%${word.replace(/^0+(?=\d+$)/, '')}%`

/** Rows that have the tokens of all words, and in the database's eyes the whole of some. */
async function candidatesOf(
  call: Call,
  accesses: readonly Access[],
  { words, typed, most }: Asked,
  whole: readonly string[],
): Promise<Row[]> {
  const tokens = [...new Set(words.map((word) => tokenOf(lookup(word))))]
  const isCommon = await commonIn(call, tokens, candidates)
  const shape = `${shapeOf(accesses)} ${accesses.map((one) => Number(isCommon(one.object))).join('')}`
  const template = once(call.view.vocabulary, shape, () => searchSql(accesses, isCommon))
  const args = { tokens, whole: whole.map(pieceOf), query: typed, beyond: `${typed}${last}`, enough: most }
  return call.db.query<Row>(fill(template, runOf(call, args)), { json: 'text', limit: 'usual', prepare: 'once' })
}

/** Finds records by the beginnings of words, as one types. Every word must be found; the best and the latest come first. */
export async function search(call: Call, query: string, options: SearchOptions = {}): Promise<Hit[]> {
  const words = wordsOfQuery(query)
  const accesses = searchedObjects(call, options.objects)
  if (words.length === 0 || accesses.length === 0) return []
  const most = Math.min(100, Math.max(1, Math.trunc(options.limit ?? 20)))
  const asked = { words, typed: query.trim().slice(0, 300), most }
  const byName = new Map(accesses.map((access) => [access.object.name, access]))
  const best = (rows: readonly Row[]) => ranked(rows, byName, words, plain(query.trim())).slice(0, most)
  const long = words.filter((word) => lookup(word) !== word)
  const rows = await candidatesOf(call, accesses, asked, long)
  let found = best(rows)
  // Where others that share the number of a token, or a hidden word, took the places, the database looks at every word.
  if (found.length < most && rows.length >= candidates && long.length < words.length)
    found = best(await candidatesOf(call, accesses, asked, words))
  return found.map((row) => hitOf(byName.get(row.object)!, row, call))
}
