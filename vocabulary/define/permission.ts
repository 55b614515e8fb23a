import type { ObjectDefinition } from './object.ts'

export const scopes = ['none', 'own', 'team', 'all'] as const
/** Which records: none, those the person owns, those owned by people of the teams the person is in or manages, all. */
export type Scope = (typeof scopes)[number]

export const permissions = ['read', 'create', 'update', 'delete', 'export'] as const
export type Permission = (typeof permissions)[number]

/** What a role may do with the records of one object. A field that is not named is free. */
export interface Grant {
  readonly read?: Scope
  readonly create?: Scope
  readonly update?: Scope
  readonly delete?: Scope
  readonly export?: Scope
  /** `hidden`: does not exist for the role. `read`: may be seen, not changed. */
  readonly fields?: { readonly [field: string]: 'hidden' | 'read' }
}

/** The grants of a role: by object, and under `*` for every object that is not named. Kept as data in the object `role`. */
export interface Grants {
  readonly [object: string]: Grant
}

/** What a role is for settings and people rather than for records. */
export const abilities = ['people', 'designer', 'imports', 'settings', 'audit'] as const
export type Ability = (typeof abilities)[number]

const wider = (a: Scope, b: Scope): Scope => (scopes.indexOf(a) >= scopes.indexOf(b) ? a : b)

/** The scope that grants give for a permission on an object: its own grant, else `*`, else none; parts ask their whole elsewhere. */
export const scopeOf = (grants: Grants, object: Pick<ObjectDefinition, 'name'>, permission: Permission): Scope =>
  grants[object.name]?.[permission] ?? grants['*']?.[permission] ?? 'none'

/** How a field stands for a role: free, to be read only, or hidden. */
export const fieldAccess = (grants: Grants, object: string, field: string): 'write' | 'read' | 'hidden' =>
  grants[object]?.fields?.[field] ?? grants['*']?.fields?.[field] ?? 'write'

/** The grants of a person with several roles: the widest of each; a field is as free as the freest role leaves it. */
export const union = (a: Grants, b: Grants): Grants => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return Object.fromEntries([...names].map((name) => [name, widest(a[name] ?? a['*'] ?? {}, b[name] ?? b['*'] ?? {})]))
}

const widest = (a: Grant, b: Grant): Grant => {
  const scope = (permission: Permission): Scope => wider(a[permission] ?? 'none', b[permission] ?? 'none')
  const both = Object.keys(a.fields ?? {}).filter((field) => b.fields?.[field])
  const fields = Object.fromEntries(
    both.map((field) => [field, a.fields?.[field] === 'read' ? 'read' : b.fields![field]!]),
  )
  return { ...Object.fromEntries(permissions.map((permission) => [permission, scope(permission)])), fields } as Grant
}

const all: Grant = { read: 'all', create: 'all', update: 'all', delete: 'all', export: 'all' }
const onlyRead: Grant = { read: 'all', create: 'none', update: 'none', delete: 'none', export: 'none' }

/** The roles that a new organisation starts with. They can be changed and added to, except that `admin` can do everything. */
export const builtInRoles = {
  admin: { label: { en: 'Administrator', zh: '管理员' }, abilities, grants: { '*': all } },
  manager: {
    label: { en: 'Manager', zh: '经理' },
    abilities: ['imports', 'audit'],
    grants: {
      '*': { ...all, update: 'team', delete: 'team', export: 'team' },
      user: onlyRead,
      role: onlyRead,
      team: onlyRead,
    },
  },
  member: {
    label: { en: 'Member', zh: '成员' },
    abilities: [],
    grants: {
      '*': { read: 'all', create: 'all', update: 'own', delete: 'own', export: 'none' },
      user: onlyRead,
      role: onlyRead,
      team: onlyRead,
    },
  },
  viewer: { label: { en: 'Viewer', zh: '查看者' }, abilities: [], grants: { '*': onlyRead } },
} as const satisfies Record<
  string,
  { label: { en: string; zh: string }; abilities: readonly Ability[]; grants: Grants }
>

export type BuiltInRole = keyof typeof builtInRoles

/** What a built-in role grants: its own grants, and those that single objects set for it. */
export const builtInGrants = (role: BuiltInRole, objects: readonly ObjectDefinition[]): Grants => {
  const own: Grants = builtInRoles[role].grants
  const special = objects.filter((object) => object.grants?.[role])
  return {
    ...own,
    ...Object.fromEntries(
      special.map((object) => [object.name, { ...own['*'], ...own[object.name], ...object.grants?.[role] }]),
    ),
  }
}
