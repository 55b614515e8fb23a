import type { Permission, Scope } from '@rapport/vocabulary/define/permission.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import { type Access, accessTo } from './access.ts'
import { type Call, callOf } from './call.ts'
import { get } from './get.ts'
import type { Person } from './person.ts'
import { ownerOf } from './scope.ts'
import { teamOf } from './template.ts'

/** One condition that a permission stands on. All of them have to hold. */
export interface Step {
  /** What the role reaches, whom the record is shared with, or that another record decides: its whole, or what it is about. */
  readonly rule: 'scope' | 'sharing' | 'part' | 'about'
  readonly object: string
  readonly record: string
  readonly holds: boolean
  readonly scope?: Scope
  readonly sharing?: string
  /** Whose record it is, and which field says so. */
  readonly owner?: string | null
  readonly by?: 'owner' | 'created_by'
}
export interface Why {
  readonly holds: boolean
  readonly steps: readonly Step[]
}
export interface Explained {
  readonly person: string
  readonly read: Why
  readonly update: Why
  readonly delete: Why
  readonly export: Why
  /** Fields that do not exist for the person. */
  readonly hidden: readonly string[]
}

type Facts = { readonly [field: string]: string | null }

/** What decides who may: whose a record is, whom it is shared with, and what it belongs to. */
async function factsOf(call: Call, { object, whole }: Access, record: string): Promise<Facts | undefined> {
  const named = [ownerOf(object), object.sharing, object.follows, whole?.link].filter((name) => name !== undefined)
  const columns = sql.join(named.map((name) => sql`t.${sql.id(name)}::text as ${sql.id(name)}`))
  return call.db.maybe<Facts>(sql`select ${columns} from ${sql.id(object.name)} t where t.id = ${record}::uuid`)
}

const ownStep = (person: Person, access: Access, permission: Permission, record: string, facts: Facts): Step => {
  const scope = access.scopes[permission]
  const by = ownerOf(access.object)
  const owner = facts[by] ?? null
  const among = scope === 'own' ? [person.id] : teamOf(person)
  const holds = scope === 'all' || (scope !== 'none' && owner !== null && among.includes(owner))
  return { rule: 'scope', object: access.object.name, record, holds, scope, owner, by }
}

const sharedStep = (person: Person, access: Access, record: string, facts: Facts): Step => {
  const sharing = facts[access.object.sharing!] ?? 'private'
  const owner = facts.owner ?? null
  const mine = owner === person.id
  const holds =
    mine || sharing === 'everyone' || (sharing === 'team' && owner !== null && teamOf(person).includes(owner))
  return { rule: 'sharing', object: access.object.name, record, holds, sharing, owner, by: 'owner' }
}

/** The same conditions as `scopeCondition`, one by one; a test holds the two together for every object, role and owner. */
async function stepsOf(call: Call, access: Access, permission: Permission, record: string): Promise<Step[]> {
  const { object, whole, partly } = access
  const { person } = call
  const facts = await factsOf(call, access, record)
  if (!facts || access.scopes[permission] === 'none')
    return [{ rule: 'scope', object: object.name, record, holds: false, scope: 'none' }]
  const steps: Step[] = []
  if (whole) {
    const needed = permission === 'read' || permission === 'export' ? permission : 'update'
    const of = facts[whole.link]
    steps.push({ rule: 'part', object: whole.access.object.name, record: of ?? '', holds: Boolean(of) })
    if (of) steps.push(...(await stepsOf(call, whole.access, needed, of)))
  } else steps.push(ownStep(person, access, permission, record, facts))
  if (object.sharing) steps.push(sharedStep(person, access, record, facts))
  const [about, id] = (object.follows && facts[object.follows]?.split('/')) || []
  const asked = partly.find((one) => one.object.name === about)
  if (asked && id) {
    steps.push({ rule: 'about', object: asked.object.name, record: id, holds: true })
    steps.push(...(await stepsOf(call, asked, 'read', id)))
  }
  return steps
}

const everyHolds = (steps: readonly Step[]): boolean => steps.every((step) => step.holds)

/**
 * Why a person may see and change a record, or why not. Of oneself everyone may ask; of others whoever looks after people and roles.
 * Who may not see the record hears nothing of it.
 */
export async function why(call: Call, object: string, id: string, about: Person = call.person): Promise<Explained> {
  const own = call.view.open(object)
  await get(call, object, id)
  if (about.id !== call.person.id && !call.person.abilities.includes('people'))
    throw new Problem('ability_missing', 'Asking what others may see needs the ability "people".')
  const theirs = callOf(call.engine, about, call.db, call.inside)
  const access = accessTo(call.view.vocabulary, about.grants, own.object)
  const read = await stepsOf(theirs, access, 'read', id)
  const also = async (permission: Permission): Promise<Why> => {
    const steps = await stepsOf(theirs, access, permission, id)
    return { holds: everyHolds(read) && everyHolds(steps), steps }
  }
  return {
    person: about.id,
    read: { holds: everyHolds(read), steps: read },
    update: await also('update'),
    delete: await also('delete'),
    export: await also('export'),
    hidden: own.seen.filter((name) => !access.sees.has(name)),
  }
}
