/* The engine on a fresh world, with people of every role. Used by the tests of records. */
import { type BuiltInRole, builtInGrants, builtInRoles, type Grants } from '@rapport/vocabulary/define/permission.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import type { Database } from '../database/pool.ts'
import { sql } from '../database/sql.ts'
import type { Person } from '../records/person.ts'
import { createRecords, type Engine, type PersonalRecords } from '../records/records.ts'
import type { Areas } from '../records/rules.ts'

/** UUIDs that ascend, the same in every run. */
export function countingIds(start = 1): () => string {
  let next = start
  return () => {
    const hex = (next++).toString(16).padStart(12, '0')
    return `01900000-0000-7000-8000-${hex}`
  }
}

/** A clock that moves on by a second each time it is asked. */
export function tickingClock(start = '2026-11-23T08:00:00.000Z'): () => Date {
  let at = Date.parse(start)
  return () => {
    at += 1000
    return new Date(at)
  }
}

export interface Office {
  readonly engine: Engine
  readonly as: (person: Person) => PersonalRecords
  readonly admin: Person
  /** Manages Mia. */
  readonly manager: Person
  readonly member: Person
  readonly viewer: Person
  /** A member of another team. */
  readonly stranger: Person
}

export interface OfficeOptions {
  readonly vocabulary?: () => Vocabulary
  readonly areas?: Areas
}

const ids = countingIds(0x1000)

export const personWith = (name: string, grants: Grants, options: Partial<Person> = {}): Person => ({
  id: ids(),
  name,
  grants,
  abilities: [],
  team: [],
  locale: 'en',
  offsetMinutes: 0,
  via: 'web',
  ...options,
})

const inRole = (name: string, role: BuiltInRole, options: Partial<Person> = {}): Person =>
  personWith(name, builtInGrants(role, vocabulary.objects), { abilities: builtInRoles[role].abilities, ...options })

async function hire(db: Database, people: readonly Person[]) {
  for (const { id, name } of people)
    await db.run(sql`
      insert into "user" (id, name, email, status, created_at, updated_at, version)
      values (${id}, ${name}, ${`${name.toLowerCase()}@example.com`}, 'active', now(), now(), 1)`)
}

export async function openOffice(db: Database, options: OfficeOptions = {}): Promise<Office> {
  const engine: Engine = {
    db,
    vocabulary: options.vocabulary ?? (() => vocabulary),
    clock: tickingClock(),
    newId: countingIds(0x100000),
    areas: options.areas ?? {},
    changed: () => undefined,
  }
  const records = createRecords(engine)
  const member = inRole('Mia', 'member')
  const people = {
    admin: inRole('Ada', 'admin'),
    manager: inRole('Max', 'manager', { team: [member.id] }),
    member,
    viewer: inRole('Vic', 'viewer'),
    stranger: inRole('Sam', 'member'),
  }
  await hire(db, Object.values(people))
  return { engine, as: (person) => records.as(person), ...people }
}
