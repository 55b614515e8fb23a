import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Permission } from '@rapport/vocabulary/define/permission.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { type Call, runOf } from './call.ts'
import { columnsSql } from './columns.ts'
import { allOf, scopeCondition, scopeKey } from './scope.ts'
import { arg, fill, once } from './template.ts'

export const notFound = (access: Access, id: string): Problem =>
  new Problem(
    'not_found',
    `There is no ${access.object.label.en.toLowerCase()} "${id.slice(0, 60)}", or you may not see it.`,
  )

const t = sql.id('t')

function oneSql(access: Access): Sql {
  const where = allOf([sql`t.id = ${arg('id')}::uuid`, scopeCondition(access, 'read', t)])
  return sql`select ${columnsSql(access.object, t, access.seen)} from ${sql.id(access.object.name)} t where ${where}`
}

const accessKeys = new WeakMap<Access, string>()

/** Names what an access lets see, for shapes. */
export function accessKey(access: Access): string {
  const known = accessKeys.get(access)
  if (known !== undefined) return known
  const made = `${access.object.name} ${scopeKey(access, 'read')} ${access.seen.join()}`
  accessKeys.set(access, made)
  return made
}

/** One record, in the trash or not; Problem not_found when there is none that the person may see. */
export async function get(call: Call, object: string, id: string): Promise<AnyRow> {
  const access = call.view.open(object)
  if (!uuid.test(id)) throw notFound(access, id)
  const template = once(call.view.vocabulary, `get ${accessKey(access)}`, () => oneSql(access))
  const row = await call.db.maybe<AnyRow>(fill(template, runOf(call, { id })))
  if (!row) throw notFound(access, id)
  return row
}

/** The records with these ids that the person may see, in no order. */
export async function getMany(call: Call, object: string, ids: readonly string[]): Promise<AnyRow[]> {
  const access = call.view.open(object)
  const template = once(call.view.vocabulary, `get many ${accessKey(access)}`, () => {
    const where = allOf([sql`t.id = any(${arg('ids')}::uuid[])`, scopeCondition(access, 'read', t)])
    return sql`select ${columnsSql(access.object, t, access.seen)} from ${sql.id(access.object.name)} t where ${where}`
  })
  return call.db.query<AnyRow>(fill(template, runOf(call, { ids: ids.filter((id) => uuid.test(id)) })))
}

/** The ids among these that lie in the scope of a permission. */
export async function permitted(
  call: Call,
  access: Access,
  ids: readonly string[],
  permission: Permission,
): Promise<Set<string>> {
  const where = allOf([
    sql`t.id = any(${arg('ids')}::uuid[])`,
    scopeCondition(access, 'read', t),
    scopeCondition(access, permission, t),
  ])
  const template = sql`select t.id from ${sql.id(access.object.name)} t where ${where}`
  const rows = await call.db.query<{ id: string }>(fill(template, runOf(call, { ids })))
  return new Set(rows.map((row) => row.id))
}
