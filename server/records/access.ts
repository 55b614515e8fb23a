import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import {
  fieldAccess,
  type Grants,
  type Permission,
  permissions,
  type Scope,
  scopeOf,
} from '@rapport/vocabulary/define/permission.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'

/** What grants leave of one object: scopes, and the fields that exist. Worked out once for each role and object. */
export interface Access {
  readonly object: ObjectDefinition
  readonly scopes: { readonly [P in Permission]: Scope }
  /** Names of the fields that may be read, in order; the id is always there. */
  readonly seen: readonly string[]
  readonly sees: ReadonlySet<string>
  /** Names of the fields that may be written by people. */
  readonly writable: ReadonlySet<string>
  /** For a part: the record that permissions are asked of. */
  readonly whole?: { readonly link: string; readonly access: Access }
  /** For a record that follows what it is about: the objects of which the person does not see every record. */
  readonly partly: readonly Access[]
}

type Known = WeakMap<Grants, Map<string, Access>>
const known = new WeakMap<Vocabulary, Known>()

function memo(vocabulary: Vocabulary, grants: Grants): Map<string, Access> {
  const byGrants: Known = known.get(vocabulary) ?? new WeakMap()
  known.set(vocabulary, byGrants)
  const byObject = byGrants.get(grants) ?? new Map<string, Access>()
  byGrants.set(grants, byObject)
  return byObject
}

export function accessTo(vocabulary: Vocabulary, grants: Grants, object: ObjectDefinition): Access {
  const cache = memo(vocabulary, grants)
  const before = cache.get(object.name)
  if (before) return before
  const made = makeAccess(vocabulary, grants, object)
  cache.set(object.name, made)
  return made
}

/** Changing a part is changing its whole. */
const partNeeds: { readonly [P in Permission]: Permission } = {
  read: 'read',
  create: 'update',
  update: 'update',
  delete: 'update',
  export: 'export',
}

function makeAccess(vocabulary: Vocabulary, grants: Grants, object: ObjectDefinition): Access {
  const whole = wholeOf(vocabulary, grants, object)
  const scope = (permission: Permission): Scope =>
    whole ? whole.access.scopes[partNeeds[permission]] : scopeOf(grants, object, permission)
  const seen = Object.keys(object.fields).filter((name) => fieldAccess(grants, object.name, name) !== 'hidden')
  const isWritable = (name: string, field: Field): boolean =>
    !field.derived && fieldAccess(grants, object.name, name) === 'write'
  return {
    object,
    scopes: Object.fromEntries(permissions.map((one) => [one, scope(one)])) as Access['scopes'],
    seen,
    sees: new Set(seen),
    writable: new Set(seen.filter((name) => isWritable(name, object.fields[name]!))),
    whole,
    partly: object.follows ? partlySeen(vocabulary, grants) : [],
  }
}

const partlySeen = (vocabulary: Vocabulary, grants: Grants): Access[] =>
  vocabulary.objects
    .filter((object) => !object.follows && !object.partOf)
    .map((object) => accessTo(vocabulary, grants, object))
    .filter((access) => access.scopes.read !== 'all' || access.object.sharing)

function wholeOf(vocabulary: Vocabulary, grants: Grants, object: ObjectDefinition): Access['whole'] {
  const to = object.partOf && object.fields[object.partOf]?.to
  const target = to ? vocabulary.find(to) : undefined
  return target && { link: object.partOf!, access: accessTo(vocabulary, grants, target) }
}
