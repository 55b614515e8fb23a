import type { Permission } from '@rapport/vocabulary/define/permission.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Access } from './access.ts'
import { me, team } from './template.ts'

/** A part of a shape's name: what a scope says about an object. */
export const scopeKey = (access: Access, permission: Permission): string => access.scopes[permission]

const ownerOf = (access: Access): string => (Object.hasOwn(access.object.fields, 'owner') ? 'owner' : 'created_by')

const none = sql`false`

/** The condition that a row of alias `at` lies in the scope; nothing when every row does. */
export function scopeCondition(access: Access, permission: Permission, at: Sql): Sql | undefined {
  const scope = access.scopes[permission]
  if (scope === 'all') return undefined
  if (scope === 'none') return none
  if (access.whole) return wholeCondition(access.whole, permission, at)
  const owner = sql`${at}.${sql.id(ownerOf(access))}`
  return scope === 'own' ? sql`${owner} = ${me}::uuid` : sql`${owner} = any(${team}::uuid[])`
}

function wholeCondition(whole: NonNullable<Access['whole']>, permission: Permission, at: Sql): Sql {
  const needed = permission === 'read' || permission === 'export' ? permission : 'update'
  const alias = sql.id(`whole_${whole.access.object.name}`.slice(0, 60))
  const inner = scopeCondition(whole.access, needed, alias) ?? sql`true`
  const table = sql.id(whole.access.object.name)
  return sql`exists (select 1 from ${table} ${alias} where ${alias}.id = ${at}.${sql.id(whole.link)} and ${inner})`
}

/** The conditions as one, for `where`. */
export const allOf = (conditions: readonly (Sql | undefined)[]): Sql => {
  const given = conditions.filter((one) => one !== undefined)
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `)
}
