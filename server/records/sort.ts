import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { familyOf, isExact, sortKey, textKey, typeOf } from '../database/schema/column.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { fieldSql, scoreValue } from './scored.ts'

/** One field to sort by. */
export interface Order {
  readonly name: string
  readonly field: Field
  readonly descending: boolean
  /** The column is never empty, so no second look for empty ones is needed. */
  readonly filled: boolean
}

const never = (access: Access, name: string): Problem =>
  new Problem(
    'sort_invalid',
    `${access.object.labels.en} cannot be sorted by "${name.slice(0, 60)}": there is no such field, or it has no order.`,
  )

const isFilled = (field: Field, name: string): boolean =>
  Boolean(field.required) &&
  (field.default !== undefined || name === 'created_at' || name === 'updated_at' || name === 'version')

/** Checked order: given ones, or the object's own (in the trash the latest to go), or the newest first where that is hidden. */
export function ordersOf(access: Access, given: readonly string[] | undefined, trash = false): readonly Order[] {
  const { object } = access
  const usual = trash ? '-deleted_at' : object.list.sort
  const own = access.sees.has(usual.replace(/^-/, '')) ? usual : '-created_at'
  const wanted = given && given.length > 0 ? given : [own]
  if (wanted.length > 4) throw new Problem('sort_invalid', 'A list is sorted by at most four fields.')
  return wanted.map((one) => {
    const name = one.replace(/^-/, '')
    const field = access.sees.has(name) ? object.fields[name] : undefined
    if (!field || !kindOf(field).sortable) throw never(access, name)
    return {
      name,
      field,
      descending: one.startsWith('-'),
      filled: isFilled(field, name) || (trash && name === 'deleted_at'),
    }
  })
}

export const orderShape = (orders: readonly Order[]): string =>
  orders.map((one) => `${one.descending ? '-' : ''}${one.name}`).join(',')

/** The expression that is sorted by: that of the field's index. */
export const keySql = (order: Order, at: Sql): Sql => {
  const column = fieldSql(order.field, order.name, at)
  return order.field.scored === undefined ? sortKey(order.field, column) : column
}

/** The same where the score that is sorted by was joined, so that its index gives the order. */
export const joinedKey = (order: Order, at: Sql): Sql =>
  order.field.scored === undefined ? keySql(order, at) : scoreValue(order.field)

/** A value of a cursor in the same form. */
export function keyOfValue(order: Order, value: Sql): Sql {
  const family = familyOf(order.field)
  if (family === 'entries') return sql`(${value}::text collate "C")`
  if (family !== 'text') return sql`${value}::text::${sql.raw(typeOf(order.field))}`
  return isExact(order.field) || order.field.scored !== undefined
    ? sql`${value}::text`
    : textKey(order.field, sql`${value}::text`)
}

/** What a row has at a field, as a cursor keeps it. */
export function cursorValue(order: Order, row: { readonly [field: string]: unknown }): unknown {
  const value = row[order.name] ?? null
  return Array.isArray(value) ? ((value[0] as { value?: unknown } | undefined)?.value ?? null) : value
}
