import { scopeOf } from '@rapport/vocabulary/define/permission.ts'
import { Problem } from '../errors.ts'
import type { Person } from '../records/person.ts'

/** What is told of all customers together is for those who may see each of them, and what they ordered. */
export function mustReadAll(person: Person, ...objects: readonly string[]): void {
  const missing = objects.find((name) => scopeOf(person.grants, { name }, 'read') !== 'all')
  if (missing)
    throw new Problem('ability_missing', `This tells of every ${missing}; your role lets you see only some of them.`)
}
