import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { familyOf } from '../database/schema/column.ts'
import { isSearched } from '../database/schema/index.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Call } from './call.ts'
import { explainUnique } from './constraint.ts'
import { writtenId } from './person.ts'
import type { Change } from './rules.ts'
import { searchedFields, searchTokens } from './search-tokens.ts'

/** Many rows are written in steps of this size. */
export const step = 5_000

/** A field and the expression that it becomes; the expression may use the row as `t`. */
export interface Setting {
  readonly name: string
  readonly value: Sql
}

export interface SetRows {
  readonly object: ObjectDefinition
  readonly ids: readonly string[]
  readonly sets: readonly Setting[]
  /** Changes whose `before` each row may take values from, as `(old.past)."field"`. */
  readonly past?: readonly string[]
  readonly verb: string
  readonly now: string
  readonly batch: string
}

/** A column as a change keeps it: exact amounts as text, instants in UTC. */
export function asJson(field: Field, column: Sql): Sql {
  const family = familyOf(field)
  if (family === 'decimal') return sql`to_jsonb(${column}::text)`
  if (family === 'instant') return sql`to_jsonb(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`
  return sql`to_jsonb(${column})`
}

const from = (alias: string, name: string): Sql => sql`${sql.id(alias)}.${sql.id(name)}`

/** An object of JSON with the fields that differ, as they are in `alias`. */
function differences(object: ObjectDefinition, names: readonly string[], alias: 'old' | 'made'): Sql {
  const parts = names.map((name) => {
    const value = asJson(object.fields[name]!, from(alias, name))
    return sql`case when ${from('old', name)} is distinct from ${from('made', name)} then jsonb_build_object(${name}::text, ${value}) else '{}'::jsonb end`
  })
  return sql`(${sql.join(parts, sql` || `)})`
}

type Noted = { id: string; record: string; version: number; before: Change['before']; after: Change['after'] }

/**
 * Sets fields of many rows by one statement, each with its change. Rows that have the values already are left alone. The rows'
 * permission is the caller's business.
 */
export async function setRows(call: Call, { object, ids, sets, past, verb, now, batch }: SetRows): Promise<Change[]> {
  if (ids.length === 0 || sets.length === 0) return []
  const names = sets.map((one) => one.name)
  const fields = sql.join(names.map((name) => sql`t.${sql.id(name)}`))
  const table = sql.id(object.name)
  const by = writtenId(call.person)
  const changes = ids.map(() => call.engine.newId())
  const carried = past ? sql`, jsonb_populate_record(null::${table}, past.before) as past` : sql.empty
  const joined = past ? sql` join change past on past.record = t.id and past.id = any(${past}::uuid[])` : sql.empty
  const statement = sql`
    with old as (
      select t.id, given.change, ${fields}${carried} from ${table} t
        join unnest(${ids}::uuid[], ${changes}::uuid[]) as given (id, change) on given.id = t.id${joined}
      order by t.id for update of t),
    made as (
      update ${table} t set version = t.version + 1, updated_at = ${now}::timestamptz, ${sql.join(sets.map((one) => sql`${sql.id(one.name)} = ${one.value}`))}
      from old where t.id = old.id and (${sql.join(
        sets.map((one) => sql`t.${sql.id(one.name)} is distinct from ${one.value}`),
        sql` or `,
      )}) returning t.id, t.version, ${fields})
    insert into change (id, at, person, via, object, record, verb, version, before, after, batch)
    select old.change, ${now}::timestamptz, ${by}::uuid, ${call.person.via}, ${object.name}, made.id, ${verb}, made.version,
      ${differences(object, names, 'old')}, ${differences(object, names, 'made')}, ${batch}::uuid
    from made join old on old.id = made.id
    returning id, record, version, before, after`
  const noted = await call.db.query<Noted>(statement).catch((error) => explainUnique(object, error))
  await refreshSearch(
    call,
    object,
    names,
    noted.map((one) => one.record),
  )
  return noted.map((one) => ({ ...one, at: now, person: by, via: call.person.via, object: object.name, verb, batch }))
}

/** Writes the tokens of search anew for records whose searched fields may have changed. */
export async function refreshSearch(
  call: Call,
  object: ObjectDefinition,
  names: readonly string[],
  ids: readonly string[],
): Promise<void> {
  const searched = searchedFields(object).map(([name]) => name)
  if (ids.length === 0 || !isSearched(object) || !searched.some((name) => names.includes(name))) return
  const table = sql.id(object.name)
  const columns = sql.join(searched.map((name) => sql.id(name)))
  const rows = await call.db.query<AnyRow>(sql`select id, ${columns} from ${table} where id = any(${ids}::uuid[])`)
  const tokens = rows.map((row) => searchTokens(object, row)?.join(' ') ?? null)
  await call.db.run(sql`
    update ${table} t set search = string_to_array(made.tokens, ' ')::int4[]
    from unnest(${rows.map((row) => row.id)}::uuid[], ${tokens}::text[]) as made (id, tokens) where t.id = made.id`)
}

/** The ids that a query finds, in steps: the query is asked again from behind the last id. */
export async function* idsInSteps(call: Call, table: string, where: Sql): AsyncGenerator<string[]> {
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await call.db.query<{ id: string }>(
      sql`select t.id from ${sql.id(table)} t where t.id > ${last}::uuid and ${where} order by t.id limit ${step}`,
    )
    if (rows.length > 0) yield rows.map((row) => row.id)
    if (rows.length < step) return
    last = rows.at(-1)!.id
  }
}
