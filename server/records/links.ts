import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { refuse } from '@rapport/vocabulary/define/refusal.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Access } from './access.ts'
import type { Call } from './call.ts'
import { allOf, scopeCondition, scopeKey } from './scope.ts'
import type { Slot } from './template.ts'
import type { Values } from './values.ts'

/** A value that points to other records, which must exist and be visible to the person who sets it. */
export interface Pointer {
  readonly name: string
  readonly field: Field
  readonly to: Access
  /** Parts are added to wholes that the person may change. */
  readonly permission: 'read' | 'update'
}

const targetOf = (field: Field, value: unknown): string | undefined =>
  field.to ?? (field.kind === 'reference' ? String(value).split('/')[0] : undefined)

/** The pointers among values. One that leads to an object the person may not see has no access and is refused. */
export function pointersOf(call: Call, access: Access, values: Values): Pointer[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const field = access.object.fields[name]
    const to = field && value !== null && targetOf(field, value)
    const target = to ? call.view.vocabulary.find(to) : undefined
    if (!field || !to) return []
    const permission = access.object.partOf === name ? ('update' as const) : ('read' as const)
    return target ? [{ name, field, to: call.view.access(target), permission }] : []
  })
}

export const pointersShape = (pointers: readonly Pointer[]): string =>
  pointers.map(({ name, to, permission }) => `${name}>${to.object.name}:${scopeKey(to, permission)}`).join()

/** True when what a pointer names exists, is not in the trash, and lies in the person's scope. */
export function pointsSql({ field, to, permission }: Pointer, value: Slot): Sql {
  const t = sql.id('to')
  const table = sql.id(to.object.name)
  const where = (same: Sql) => allOf([same, sql`${t}.deleted_at is null`, scopeCondition(to, permission, t)])
  if (kindOf(field).family === 'ids')
    return sql`(select count(*) from ${table} ${t} where ${where(sql`${t}.id = any(${value}::uuid[])`)}) = cardinality(${value}::uuid[])`
  const id = field.kind === 'reference' ? sql`split_part(${value}::text, '/', 2)::uuid` : sql`${value}::uuid`
  return sql`exists (select 1 from ${table} ${t} where ${where(sql`${t}.id = ${id}`)})`
}

export const noSuchRecord = ({ to }: Pick<Pointer, 'to'>) =>
  refuse(
    'not_found',
    `there is no such ${to.object.label.en.toLowerCase()}, or you may not see it`,
    `没有该${to.object.label.zh}，或您无权查看`,
  )
