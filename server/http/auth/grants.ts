import {
  type BuiltInRole,
  builtInGrants,
  builtInRoles,
  type Grants,
  union,
} from '@rapport/vocabulary/define/permission.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'

export interface RoleRow {
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly grants: Grants | null
  readonly abilities: readonly string[] | null
  readonly version: number
}

const isBuiltIn = (code: string | null): code is BuiltInRole => code !== null && Object.hasOwn(builtInRoles, code)

/**
 * The grants of one role: what its record says of an object, else what the definitions say of a built-in role. An
 * administrator cannot be narrowed.
 */
export const grantsOf = (vocabulary: Vocabulary, role: RoleRow): Grants => {
  const said = role.grants ?? {}
  if (!isBuiltIn(role.code)) return said
  const given = builtInGrants(role.code, vocabulary.objects)
  if (role.code === 'admin') return given
  const names = new Set([...Object.keys(given), ...Object.keys(said)])
  const everything = { ...given['*'], ...said['*'] }
  return Object.fromEntries([...names].map((name) => [name, { ...everything, ...given[name], ...said[name] }]))
}

export const abilitiesOf = (roles: readonly RoleRow[]): string[] => [
  ...new Set(roles.flatMap((role) => (role.code === 'admin' ? builtInRoles.admin.abilities : (role.abilities ?? [])))),
]

/**
 * Layouts name fields, and in their conditions values, that a role may not read. Who does not make them reads them as far as they
 * may be seen (`/me/layouts`), never as they are kept.
 */
const withoutSettings = (grants: Grants): Grants => {
  const given = grants.layout ?? grants['*']
  return given ? { ...grants, layout: { ...given, fields: { ...given.fields, settings: 'hidden' } } } : grants
}

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
    const together = all.length === 0 ? {} : all.reduce(union)
    const made = abilitiesOf(roles).includes('designer') ? together : withoutSettings(together)
    this.#known.set(key, made)
    return made
  }
}
