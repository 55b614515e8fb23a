import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { Operator } from '@rapport/vocabulary/define/kind.ts'

export type Condition = Extract<Filter, { readonly field: string }>
export const isCondition = (filter: Filter): filter is Condition => 'field' in filter

/** The operator that people mean most for a kind, of those it has. */
export const firstOperator = (operators: readonly Operator[]): Operator =>
  (['in', 'has_any', 'contains', 'gte', 'has', 'eq'] as const).find((op) => operators.includes(op)) ?? operators[0]!

export const needsValue = (op: Operator): boolean => op !== 'empty' && op !== 'not_empty'

/** A condition that asks for nothing yet is not sent. */
export const isComplete = ({ op, value }: Condition): boolean =>
  !needsValue(op) ||
  (value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
