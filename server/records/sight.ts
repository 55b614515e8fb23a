import type { Sight } from '@rapport/vocabulary/define/filter-check.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { Problem } from '../errors.ts'
import { type Access, accessTo } from './access.ts'
import type { Person } from './person.ts'

/** The vocabulary as one person sees it. What may not be seen is not there. */
export interface View extends Sight {
  readonly person: Person
  access(object: ObjectDefinition): Access
  /** The access to an object by its name; Problem not_found when nothing of it may be read. */
  open(name: string): Access
}

export function viewOf(vocabulary: Vocabulary, person: Person): View {
  const access = (object: ObjectDefinition) => accessTo(vocabulary, person.grants, object)
  const reads = (object: ObjectDefinition) => access(object).scopes.read !== 'none'
  return {
    vocabulary,
    person,
    access,
    sees: (object, field) => reads(object) && access(object).sees.has(field),
    open: (name) => {
      const object = vocabulary.find(name)
      if (!object || !reads(object))
        throw new Problem('not_found', `There is no object "${name}", or you may not see it.`)
      return access(object)
    },
  }
}
