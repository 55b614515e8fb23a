import type { Grant, Grants } from '@rapport/vocabulary/define/permission.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Person } from '../../records/person.ts'
import { writtenId } from '../../records/person.ts'
import type { Caller } from '../caller.ts'
import type { House } from '../house.ts'
import type { Session } from './sessions.ts'

const onlyRead = (grant: Grant): Grant => ({ ...grant, create: 'none', update: 'none', delete: 'none' })

const eyes = new WeakMap<Person, Person>()

/** Somebody as another sees through their eyes: all that they see, and nothing is changed. One object for one person, so that what is worked out for it is kept. */
export function seenThrough(person: Person, viewer: Person): Person {
  const known = eyes.get(person)
  if (known?.viewedBy === viewer.id) return known
  const grants: Grants = Object.fromEntries(
    Object.entries(person.grants).map(([object, grant]) => [object, onlyRead(grant)]),
  )
  const made = { ...person, grants, viewedBy: viewer.id }
  eyes.set(person, made)
  return made
}

/** Who a session stands for: its person, or the one through whose eyes an administrator looks. */
export async function personOf(house: House, session: Session): Promise<Person | undefined> {
  const person = await house.people.find(session.user)
  if (!person || session.viewing === undefined) return person
  const viewed = (await isAdmin(house, person)) ? await house.people.find(session.viewing) : undefined
  return viewed ? seenThrough(viewed, person) : person
}

const isAdmin = async (house: House, person: Person): Promise<boolean> =>
  (await house.people.row(person.id))?.roles.some((role) => role.code === 'admin') ?? false

/** Begins to look through somebody's eyes; it stands among the changes of their record. */
export async function view(house: House, { person, session }: Caller, id: string): Promise<void> {
  if (!session)
    throw new Problem('session_needed', 'Looking through the eyes of others needs a session, not an API key.')
  if (person.viewedBy !== undefined || !(await isAdmin(house, person)))
    throw new Problem('ability_missing', 'Only administrators can look through the eyes of others.')
  const target = await house.people.find(id)
  if (!target || target.id === person.id)
    throw new Problem('not_found', 'There is nobody active with this id besides you.')
  const now = house.clock().toISOString()
  await house.db.transaction(async (tx) => {
    await tx.run(sql`
      insert into auth.viewing (session, person, since) values (${session.id}, ${target.id}, ${now})
      on conflict (session) do update set person = excluded.person, since = excluded.since`)
    await tx.run(sql`
      insert into change (id, at, person, via, object, record, verb, version)
      select ${house.newId()}, ${now}, ${writtenId(person)}::uuid, ${person.via}, 'user', id, 'view_as', version
      from "user" where id = ${target.id}`)
  })
  await house.sessions.forget()
}

/** Back to one's own eyes. */
export async function stopViewing(house: House, { session }: Caller): Promise<void> {
  if (session) await house.db.run(sql`delete from auth.viewing where session = ${session.id}`)
  await house.sessions.forget()
}

/** Requests that read, whatever their method. */
const reads = /\/(aggregate|export)$/

/** While somebody looks through the eyes of another, only reading goes on. */
export function checkViewing(person: Person, method: string, path: string): void {
  if (person.viewedBy === undefined || method === 'GET' || reads.test(path) || path === '/view-as') return
  throw new Problem(
    'viewing',
    `You look at Rapport through the eyes of ${person.name}. Nothing can be changed meanwhile.`,
  )
}
