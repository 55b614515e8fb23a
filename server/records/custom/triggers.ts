import type { Checked } from '@rapport/vocabulary/define/filter-check.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../../database/runner.ts'
import { familyOf } from '../../database/schema/column.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { filterSql, operandsOf } from '../filter-sql.ts'
import { theSystem } from '../person.ts'
import { viewOf } from '../sight.ts'
import { fill } from '../template.ts'
import { formulasOf, type RolledUp, readBy, rollupsOver } from './derived.ts'
import { formulaSql, keptSql, literal } from './formula-sql.ts'

/** A value as it stands in a trigger, which takes no parameters. */
function inlined(value: unknown): Sql {
  if (value === null || value === undefined) return sql`null`
  if (typeof value === 'number' || typeof value === 'boolean') return literal(String(value))
  if (Array.isArray(value))
    return literal(`{${value.map((one) => `"${String(one).replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
  return literal(String(value))
}

const system = theSystem('rule')

/** A filter over fields of the row `at`, with its values written out. */
export function whereSql(vocabulary: Vocabulary, node: Checked, at: Sql): Sql {
  const template = filterSql(node, at, viewOf(vocabulary, system))
  const operands = operandsOf(node, { now: '1970-01-01T00:00:00Z', offsetMinutes: 0 })
  const { texts, values } = fill(template, { person: system, now: '', operands, args: {} })
  return sql.join(
    texts.flatMap((text, index) => [sql.raw(text), ...(index < values.length ? [inlined(values[index])] : [])]),
    sql.empty,
  )
}

/** The value of a roll-up over rows of alias `c`, in a query grouped by the record they point to. */
function aggregate(vocabulary: Vocabulary, one: RolledUp): Sql {
  const { rollup } = one.field
  const which = one.where ? sql` filter (where ${whereSql(vocabulary, one.where, sql`c`)})` : sql.empty
  if (rollup!.measure === 'count') return keptSql(one.field, sql`(count(c.id)${which})::numeric`)
  const column = sql`c.${sql.id(rollup!.field!)}`
  const isNumber = familyOf(one.measured!) === 'number' || familyOf(one.measured!) === 'decimal'
  if (!isNumber) return sql`${sql.raw(rollup!.measure)}(${column})${which}`
  const number = sql`rapport_number(${column})`
  if (rollup!.measure === 'sum') return keptSql(one.field, sql`coalesce(sum(${number})${which}, 0)`)
  if (rollup!.measure === 'mean')
    return keptSql(one.field, sql`rapport_divided(sum(${number})${which}, (count(${column})${which})::numeric)`)
  return keptSql(one.field, sql`${sql.raw(rollup!.measure)}(${number})${which}`)
}

/** Sets the roll-ups of some records to what stands in the records that point to them; only where it differs. */
export function rollUp(vocabulary: Vocabulary, some: readonly RolledUp[], ids: Sql): Sql {
  const [{ from, to, link }] = some as [RolledUp]
  const names = some.map((one) => sql.id(one.name))
  const values = some.map((one) => sql`${aggregate(vocabulary, one)} as ${sql.id(one.name)}`)
  return sql`update ${sql.id(to.name)} t set ${sql.join(names.map((name) => sql`${name} = n.${name}`))}
    from (select p.id, ${sql.join(values)} from ${sql.id(to.name)} p
      left join ${sql.id(from.name)} c on c.${sql.id(link)} = p.id and c.deleted_at is null
      where p.id = any(${ids}) group by p.id) n
    where t.id = n.id and (${sql.join(names.map((name) => sql`t.${name}`))}) is distinct from (${sql.join(names.map((name) => sql`n.${name}`))})`
}

type When = 'made' | 'changed' | 'gone'

/** The records that rows point to whose roll-ups may have changed. */
function touched(some: readonly RolledUp[], when: When): Sql {
  const link = sql.id(some[0]!.link)
  if (when !== 'changed')
    return sql`select ${link} as id from ${when === 'made' ? sql`made` : sql`was`} where ${link} is not null`
  const reads = [...new Set(some.flatMap(readBy))].map((name) => sql.id(name))
  const columns = (alias: Sql) => sql.join(reads.map((name) => sql`${alias}.${name}`))
  return sql`select point.id from made join was on was.id = made.id
      cross join lateral (values (made.${link}), (was.${link})) as point (id)
    where point.id is not null and (${columns(sql`made`)}) is distinct from (${columns(sql`was`)})`
}

/** Roll-ups over one link to one object are worked out together. */
function alike(rollups: readonly RolledUp[]): readonly (readonly RolledUp[])[] {
  const groups = new Map<string, RolledUp[]>()
  for (const one of rollups) {
    const key = `${one.to.name} ${one.link}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

/**
 * The records pointed to are locked first, by a statement of their own: the next one then sees what others have committed meanwhile,
 * so that two who add at the same moment do not both count themselves alone.
 */
function rollupBody(vocabulary: Vocabulary, rollups: readonly RolledUp[], when: When): Sql {
  const parts = alike(rollups).map(
    (some) => sql`
  ids := array(select distinct id from (${touched(some, when)}) points order by 1);
  if cardinality(ids) > 0 then
    perform 1 from ${sql.id(some[0]!.to.name)} where id = any(ids) order by id for no key update;
    ${rollUp(vocabulary, some, sql`ids`)};
  end if;`,
  )
  return sql`declare ids uuid[]; begin ${sql.join(parts, sql.raw('\n'))} return null; end`
}

function rowBody(object: ObjectDefinition): Sql | undefined {
  const formulas = formulasOf(object)
  if (formulas.length === 0) return undefined
  const sets = formulas.map(
    ({ name, field, node }) => sql`new.${sql.id(name)} := ${formulaSql(field, node, sql`new`)};`,
  )
  return sql`begin ${sql.join(sets, sql.raw('\n'))} return new; end`
}

interface Trigger {
  readonly name: string
  readonly how: Sql
  readonly body: Sql | undefined
}

function triggersOf(vocabulary: Vocabulary, object: ObjectDefinition): readonly Trigger[] {
  const rollups = rollupsOver(vocabulary, object)
  const body = (when: When) => (rollups.length > 0 ? rollupBody(vocabulary, rollups, when) : undefined)
  const table = sql.id(object.name)
  return [
    {
      name: `rapport_row_${object.name}`,
      how: sql`before insert or update on ${table} for each row`,
      body: rowBody(object),
    },
    {
      name: `rapport_made_${object.name}`,
      how: sql`after insert on ${table} referencing new table as made for each statement`,
      body: body('made'),
    },
    {
      name: `rapport_changed_${object.name}`,
      how: sql`after update on ${table} referencing old table as was new table as made for each statement`,
      body: body('changed'),
    },
    {
      name: `rapport_gone_${object.name}`,
      how: sql`after delete on ${table} referencing old table as was for each statement`,
      body: body('gone'),
    },
  ]
}

const isThere = (db: Runner, table: string, trigger: string) =>
  db.maybe(
    sql`select 1 from pg_trigger where tgrelid = to_regclass(${sql.id(table).text}) and tgname = ${trigger} and not tgisinternal`,
  )

/** Makes the database work out what an object's records and those they point to derive from them. In the transaction of the definition. */
export async function settleTriggers(tx: Runner, vocabulary: Vocabulary, object: ObjectDefinition): Promise<void> {
  for (const { name, how, body } of triggersOf(vocabulary, object)) {
    const there = await isThere(tx, object.name, name)
    const run = (statement: Sql) => tx.run(statement, { prepare: false })
    if (body) {
      const text = literal(body.text)
      await run(sql`create or replace function ${sql.id(name)}() returns trigger language plpgsql as ${text}`)
      if (!there) {
        await run(sql`set local lock_timeout = '2s'`)
        await run(sql`create trigger ${sql.id(name)} ${how} execute function ${sql.id(name)}()`)
      }
    } else if (there) {
      await run(sql`set local lock_timeout = '2s'`)
      await run(sql`drop trigger ${sql.id(name)} on ${sql.id(object.name)}`)
      await run(sql`drop function if exists ${sql.id(name)}()`)
    }
  }
}
