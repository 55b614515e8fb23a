import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { formulasOf, type RolledUp, rollupsOver } from './derived.ts'
import { foldIn, folds, touched, type When } from './folded.ts'
import { formulaSql, literal } from './formula-sql.ts'
import { rollUp } from './rolled-up.ts'

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
  const parts = alike(rollups).map((some) => {
    const folded = some.filter((one) => folds(one, when))
    const counted = some.filter((one) => !folds(one, when))
    return sql`
  ids := array(select distinct id from (${touched(some, when)}) points order by 1);
  if cardinality(ids) > 0 then
    perform 1 from ${sql.id(some[0]!.to.name)} where id = any(ids) order by id for no key update;
    ${folded.length > 0 ? foldIn(vocabulary, folded, when) : sql.empty}
    ${counted.length > 0 ? sql`${rollUp(vocabulary, counted, sql`ids`)};` : sql.empty}
  end if;`
  })
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
