import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import { type Call, callOf, type Engine, nowOf, writing } from '../records/call.ts'
import type { Person } from '../records/person.ts'
import { afterRules } from '../records/rule.ts'
import { idsInSteps, setRows } from '../records/set.ts'

/** What somebody owns, by object. */
export interface Belonging {
  readonly object: string
  readonly count: number
}

const mayManage = (person: Person): void => {
  if (!person.abilities.includes('people'))
    throw new Problem('ability_missing', 'Managing people needs the ability "people".')
}

/** Objects whose records somebody answers for; views and notices are their own affair. */
const owned = (call: Call): readonly ObjectDefinition[] =>
  call.view.vocabulary.objects.filter(
    (object) => !object.ownerless && !object.partOf && (!object.hidden || object.custom),
  )

const mine = (id: string) => sql`t.owner = ${id}::uuid and t.deleted_at is null`

/** What a person would hand over. */
export async function belongings(engine: Engine, person: Person, id: string): Promise<readonly Belonging[]> {
  mayManage(person)
  const call = callOf(engine, person)
  const made: Belonging[] = []
  for (const { name } of owned(call)) {
    const { count } = await call.db.one<{ count: string }>(
      sql`select count(*)::text as count from ${sql.id(name)} t where ${mine(id)}`,
    )
    if (count !== '0') made.push({ object: name, count: Number(count) })
  }
  return made
}

async function checkHeir(call: Call, id: string, to: string): Promise<void> {
  const heir = await call.db.maybe(
    sql`select 1 from "user" where id = ${to}::uuid and id <> ${id}::uuid and status = 'active' and deleted_at is null`,
  )
  if (!heir) throw new Problem('not_found', 'The records can only go to another active person.')
}

async function handOver(call: Call, [id, to]: readonly [string, string], now: string, batch: string): Promise<number> {
  let count = 0
  for (const object of owned(call))
    for await (const ids of idsInSteps(call, object.name, mine(id))) {
      const sets = [{ name: 'owner', value: sql`${to}::uuid` }]
      const changes = await setRows(call, { object, ids, sets, verb: 'update', now, batch })
      await afterRules(call, object.name, changes, now)
      count += changes.length
    }
  return count
}

/** Puts an account away: their records go to somebody else, they are out at once, and all of it is one batch that can be undone. */
export async function leave(
  engine: Engine,
  person: Person,
  id: string,
  to: string | null,
): Promise<{ batch: string; handed_over: number }> {
  mayManage(person)
  if (id === person.id) throw new Problem('invalid', 'You cannot put your own account away.')
  return writing(callOf(engine, person), async (call) => {
    const row = await call.db.maybe<{ status: string }>(
      sql`select status from "user" where id = ${id}::uuid and deleted_at is null for update`,
    )
    if (!row) throw new Problem('not_found')
    if (to !== null) await checkHeir(call, id, to)
    const [now, batch] = [nowOf(call), engine.newId()]
    const handed_over = to === null ? 0 : await handOver(call, [id, to], now, batch)
    const user = call.view.vocabulary.find('user')!
    const sets = [{ name: 'status', value: sql`'inactive'::text` }]
    const changes = await setRows(call, { object: user, ids: [id], sets, verb: 'update', now, batch })
    await afterRules(call, 'user', changes, now)
    return { batch, handed_over }
  })
}
