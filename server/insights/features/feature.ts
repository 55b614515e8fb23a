import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { Unit } from '@rapport/vocabulary/insights/report.ts'
import type { Sql } from '../../database/sql.ts'

/** One thing that is known of a case at a moment, in words of the business. */
export interface Known {
  readonly name: string
  readonly label: Label
  readonly unit: Unit
  /** Who it is, or what it does: fit and engagement are told apart by this. */
  readonly about: 'who' | 'does'
}

/** One that is read with its record. */
export interface Feature extends Known {
  /** The expression in the query of its record. */
  readonly sql: Sql
}
