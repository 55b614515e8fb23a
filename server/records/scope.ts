import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Permission } from '@rapport/vocabulary/define/permission.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Access } from './access.ts'
import { me, team } from './template.ts'

/** A part of a shape's name: what a scope says about an object. */
export const scopeKey = (access: Access, permission: Permission): string =>
  access.partly.length === 0
    ? access.scopes[permission]
    : `${access.scopes[permission]}(${access.partly.map((one) => `${one.object.name}:${one.scopes.read}`).join()})`

/** The field that says whose a record is. */
export const ownerOf = (object: ObjectDefinition): 'owner' | 'created_by' =>
  Object.hasOwn(object.fields, 'owner') ? 'owner' : 'created_by'

const none = sql`false`

/** The condition that a row of alias `at` lies in the scope; nothing when every row does. */
export function scopeCondition(access: Access, permission: Permission, at: Sql): Sql | undefined {
  if (access.scopes[permission] === 'none') return none
  const conditions = [ownedCondition(access, permission, at), sharedCondition(access, at), ...followed(access, at)]
  return conditions.some((one) => one !== undefined) ? sql`(${allOf(conditions)})` : undefined
}

function ownedCondition(access: Access, permission: Permission, at: Sql): Sql | undefined {
  if (access.whole) return wholeCondition(access.whole, permission, at)
  const scope = access.scopes[permission]
  if (scope === 'all') return undefined
  const owner = sql`${at}.${sql.id(ownerOf(access.object))}`
  return scope === 'own' ? sql`${owner} = ${me}::uuid` : sql`${owner} = any(${team}::uuid[])`
}

/** What is private is its owner’s; what is shared with a team is seen by the owner’s team. */
function sharedCondition({ object }: Access, at: Sql): Sql | undefined {
  if (!object.sharing) return undefined
  const sharing = sql`${at}.${sql.id(object.sharing)}`
  return sql`(${at}.owner = ${me}::uuid or ${sharing} = 'everyone' or (${sharing} = 'team' and ${at}.owner = any(${team}::uuid[])))`
}

/** A record about one that may not be seen may not be seen either. Costs nothing where the person sees everything. */
function followed({ object, partly }: Access, at: Sql): Sql[] {
  if (!object.follows) return []
  const about = sql`${at}.${sql.id(object.follows)}`
  return partly.map((access) => {
    const alias = sql.id('followed')
    const table = sql.id(access.object.name)
    const inner = scopeCondition(access, 'read', alias) ?? sql`true`
    const id = sql`split_part(${about}, '/', 2)::uuid`
    return sql`(${about} is null or split_part(${about}, '/', 1) <> ${sql.raw(`'${access.object.name}'`)} or exists (select 1 from ${table} ${alias} where ${alias}.id = ${id} and ${inner}))`
  })
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

/** Whether a permission reaches every record, so that none has to be asked for. */
export const reachesAll = (access: Access, permission: Permission): boolean =>
  scopeCondition(access, 'read', sql.id('t')) === undefined &&
  scopeCondition(access, permission, sql.id('t')) === undefined
