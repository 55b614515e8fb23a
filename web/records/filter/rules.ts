import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { idField } from '@rapport/vocabulary/define/filter-check.ts'
import { parsePeriod } from '@rapport/vocabulary/define/filter-moment.ts'
import type { Operator } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'

export type Condition = Extract<Filter, { readonly field: string }>
export const isCondition = (filter: Filter): filter is Condition => 'field' in filter

/** The operator that people mean most for a kind, of those it has. */
export const firstOperator = (operators: readonly Operator[]): Operator =>
  (['in', 'has_any', 'contains', 'within', 'gte', 'has', 'eq'] as const).find((op) => operators.includes(op)) ??
  operators[0]!

export const needsValue = (op: Operator): boolean => op !== 'empty' && op !== 'not_empty'

const many: readonly Operator[] = ['in', 'not_in', 'has_any', 'has_all']
export const takesMany = (op: Operator): boolean => many.includes(op)

const isPeriod = (value: unknown): boolean => typeof value === 'string' && parsePeriod(value) !== undefined

/** A value keeps its meaning when the operator changes: one becomes a list of one, a list its first. */
export const fit = (value: unknown, op: Operator): unknown => {
  if (!needsValue(op)) return undefined
  if (op === 'within') return isPeriod(value) ? value : 'last_90d'
  if (takesMany(op)) return value === undefined || Array.isArray(value) ? value : [value]
  const one = Array.isArray(value) ? value[0] : value
  return isPeriod(one) && one !== 'today' ? undefined : one
}

/** A condition that asks for nothing yet is not sent. */
export const isComplete = ({ op, value }: Condition): boolean =>
  !needsValue(op) ||
  (value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))

/** A condition on a field that was just picked. */
export const conditionOn = (path: string, field: Field): Condition => {
  const op = firstOperator(operatorsOf(field))
  return { field: path, op, value: fit(undefined, op) }
}

/** An id is the same or it is not. */
export const operatorsOf = (field: Field): readonly Operator[] =>
  field === idField ? ['eq', 'ne', 'in', 'not_in'] : kindOf(field).operators
