import { builtInRoles, type Grants, union } from '@rapport/vocabulary/define/permission.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'

export interface RoleRow {
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly grants: Grants | null
  readonly abilities: readonly string[] | null
  readonly version: number
}

const isBuiltIn = (code: string | null): code is keyof typeof builtInRoles =>
  code !== null && Object.hasOwn(builtInRoles, code)

/** What the definitions of the objects say about a built-in role. */
const ofObjects = (vocabulary: Vocabulary, code: string): Grants =>
  Object.fromEntries(
    vocabulary.objects.flatMap((object) => (object.grants?.[code] ? [[object.name, object.grants[code]]] : [])),
  )

/**
 * The grants of one role: what its record says of an object, else what the object's definition says of the role,
 * else what the role says of everything. An administrator cannot be narrowed.
 */
export const grantsOf = (vocabulary: Vocabulary, role: RoleRow): Grants => {
  if (!isBuiltIn(role.code)) return role.grants ?? {}
  const given: Grants = builtInRoles[role.code].grants
  const said = role.code === 'admin' ? {} : (role.grants ?? {})
  const merged: Record<string, Grants[string]> = { ...given, ...ofObjects(vocabulary, role.code), ...said }
  const everything = merged['*'] ?? {}
  // A grant that names only some permissions leaves the others as the role has them for everything.
  return Object.fromEntries(
    Object.entries(merged).map(([name, grant]) => [name, name === '*' ? grant : { ...everything, ...grant }]),
  )
}

export const abilitiesOf = (roles: readonly RoleRow[]): string[] => [
  ...new Set(roles.flatMap((role) => (role.code === 'admin' ? builtInRoles.admin.abilities : (role.abilities ?? [])))),
]

/**
 * The grants of several roles together. The same roles give the same object as long as nothing about them changes,
 * because what follows from grants is worked out once for each object of grants.
 */
export class GrantsOfRoles {
  #known = new Map<string, Grants>()
  #vocabulary: Vocabulary | undefined

  of(vocabulary: Vocabulary, roles: readonly RoleRow[]): Grants {
    if (vocabulary !== this.#vocabulary || this.#known.size > 1_000) this.#known = new Map()
    this.#vocabulary = vocabulary
    const key = roles.map((role) => `${role.id}@${role.version}`).join()
    const known = this.#known.get(key)
    if (known) return known
    const all = roles.map((role) => grantsOf(vocabulary, role))
    const made = all.length === 0 ? {} : all.reduce(union)
    this.#known.set(key, made)
    return made
  }
}
