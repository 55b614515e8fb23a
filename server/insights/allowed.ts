import { fieldAccess, scopeOf } from '@rapport/vocabulary/define/permission.ts'
import { Problem } from '../errors.ts'
import type { Person } from '../records/person.ts'

/** What is told of all customers together is for those who may see each of them, and what they ordered. */
export function mustReadAll(person: Person, ...objects: readonly string[]): void {
  const missing = objects.find((name) => scopeOf(person.grants, { name }, 'read') !== 'all')
  if (missing)
    throw new Problem('ability_missing', `This tells of every ${missing}; your role lets you see only some of them.`)
}

/** What is worked out from a field is for those who may see it. */
export function mustSee(person: Person, object: string, ...fields: readonly string[]): void {
  const hidden = fields.find((field) => fieldAccess(person.grants, object, field) === 'hidden')
  if (hidden)
    throw new Problem(
      'ability_missing',
      `This is worked out from the ${hidden} of every ${object}, which your role hides.`,
    )
}
