import type { Field } from '@rapport/vocabulary/define/field.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import { typeOf } from '../../database/schema/column.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Access } from '../access.ts'
import { arg } from '../template.ts'
import { keptValue } from '../values.ts'

/** The field by which a board has its lanes. */
export interface Lanes {
  readonly access: Access
  readonly by: string
  readonly field: Field
}

/** A board may stand on any choice and any link that the person sees. */
export function lanesBy(access: Access, by: string): Lanes {
  const field = access.sees.has(by) ? access.object.fields[by] : undefined
  if (field?.kind !== 'choice' && field?.kind !== 'link')
    throw new Problem(
      'fields_invalid',
      `A board of ${access.object.labels.en.toLowerCase()} cannot have lanes by "${by.slice(0, 60)}": it takes a choice or a link.`,
    )
  return { access, by, field }
}

/** The lane of the records without a value has the empty name. */
export const laneOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** The value that a lane's name stands for; Problem fields_invalid when there can be no such lane. */
export function laneValue({ field, by }: Lanes, lane: string): string | null {
  if (lane === '') return null
  const value = keptValue(field, lane)
  if (value instanceof Refusal) throw new Problem('fields_invalid', `"${by}" has no lane "${lane.slice(0, 60)}".`)
  return String(value)
}

/** That a record of alias t stands in the lane of the argument `lane`, in a form that the field's index answers. */
export const inLane = ({ by, field }: Lanes, empty: boolean): Sql =>
  empty ? sql`t.${sql.id(by)} is null` : sql`t.${sql.id(by)} = ${arg('lane')}::text::${sql.raw(typeOf(field))}`
