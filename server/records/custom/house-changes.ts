import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { type Call, callOf } from '../call.ts'
import { get } from '../get.ts'
import { changeFields, seenChange } from '../history.ts'
import type { Person } from '../person.ts'
import type { Change } from '../rules.ts'
import { sameValue } from '../same.ts'
import { reachesAll } from '../scope.ts'
import { remove, restore } from '../trash.ts'
import { update } from '../update.ts'
import { refuseDefinition } from './definition.ts'
import type { CustomParts } from './designing.ts'
import type { DesignStep } from './history.ts'

/** Records that belong to how the house is set up: their changes stand beside those of definitions. */
const settled = ['role', 'team', 'user', 'pipeline', 'stage', 'organisation', 'layout']

const most = 500

const named = (object: ObjectDefinition): Sql =>
  sql`select id, ${sql.id(object.title)}::text as name from ${sql.id(object.name)}`

type Found = Change & {
  person_name: string | null
  name: string | null
  taken_back: boolean
  takes_back: string | null
}

const stepOf = ({ person, person_name, taken_back, takes_back, ...change }: Found): DesignStep => ({
  batch: change.id,
  at: change.at,
  person: person === null ? null : { id: person, name: person_name ?? '' },
  changes: [
    {
      verb: change.verb,
      kind: 'record',
      object: change.object,
      name: change.name ?? '',
      before: change.before,
      after: change.after,
    },
  ],
  takes_back,
  taken_back,
})

/** Whether the person sees all records of an object; parts are seen with their whole. */
function seesAll({ view }: Call, name: string): boolean {
  const object = view.vocabulary.find(name)!
  const whole = object.partOf === undefined ? undefined : object.own[object.partOf]?.to
  return reachesAll(view.access(view.vocabulary.find(whole ?? name)!), 'read')
}

/** What people changed of roles, teams, people, stages and the organisation, one by one, as far as the person sees it. */
export async function houseChanges(parts: CustomParts, person: Person): Promise<readonly DesignStep[]> {
  const call = callOf(parts.engine, person)
  const { view, db } = call
  const steps: DesignStep[] = []
  for (const name of settled) {
    const access = view.access(view.vocabulary.find(name)!)
    if (!seesAll(call, name)) continue
    const found = await db.query<Found>(sql`
      select c.*, u.name as person_name, r.name, of.id as takes_back,
        exists (select 1 from change later where later.batch = c.id) as taken_back
      from (select ${changeFields} from change where object = ${name} and person is not null and verb <> 'undo' and not exists (
          select 1 from change d where d.batch = change.batch and d.object = 'custom_definition')
        order by at desc, id desc limit ${most}) c
      left join "user" u on u.id = c.person
      left join change of on of.id = c.batch
      left join (${named(access.object)}) r on r.id = c.record
      order by c.at desc, c.id desc`)
    steps.push(
      ...found.flatMap((one) => (seenChange(access, one) ? stepOf({ ...one, ...seenChange(access, one)! }) : [])),
    )
  }
  return steps
}

const later = (change: Change) =>
  refuseDefinition(
    `This ${change.object} has been changed since. Take the later change back first.`,
    '该记录之后又被修改过。请先撤销较晚的修改。',
  )

/** What an update gave, as far as people write it. */
const written = (object: ObjectDefinition, values: Change['after']): readonly string[] =>
  Object.keys(values ?? {}).filter((name) => Object.hasOwn(object.own, name) && !object.own[name]!.derived)

async function giveBack(call: Call, change: Change): Promise<void> {
  const object = call.view.vocabulary.find(change.object)!
  const names = written(object, change.after)
  const row: AnyRow = await get(call, change.object, change.record)
  const differs = (name: string) => !sameValue(object.own[name]!, row[name] ?? null, change.after?.[name] ?? null)
  if (names.length === 0 || row.deleted_at !== null || names.some(differs)) throw later(change)
  const before = Object.fromEntries(names.map((name) => [name, change.before?.[name] ?? null]))
  await update(call, change.object, change.record, before)
}

/** Takes one change of such a record back, as the person may: the engine judges it like any other edit. Answers whether there is one. */
export async function takeChangeBack(parts: CustomParts, person: Person, id: string): Promise<boolean> {
  return parts.db.transaction(async (tx) => {
    const change = await tx.maybe<Change>(
      sql`select ${changeFields} from change where id::text = ${id} and object = any(${settled}::text[])`,
    )
    if (!change) return false
    const call = callOf(parts.engine, person, tx, true)
    if (!seesAll(call, change.object)) throw new Problem('not_found', 'There is no such change.')
    if (change.verb === 'create' || change.verb === 'restore') await remove(call, change.object, change.record)
    else if (change.verb === 'delete') await restore(call, change.object, change.record)
    else await giveBack(call, change)
    // The list says of a change that it was taken back by what points to it.
    await tx.run(sql`update change set batch = ${change.id}::uuid where tx = pg_current_xact_id()`)
    return true
  })
}
