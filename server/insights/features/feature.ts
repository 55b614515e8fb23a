import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { Sql } from '../../database/sql.ts'

/** How a feature's values are shown to people. */
export type Unit = 'days' | 'count' | 'money' | 'share' | 'number' | 'yes_no' | 'word' | 'text'

/** One thing that is known of a record at a moment, in words of the business. */
export interface Feature {
  readonly name: string
  readonly label: Label
  readonly unit: Unit
  /** Who it is, or what it does: fit and engagement are told apart by this. */
  readonly about: 'who' | 'does'
  /** The expression in the query of its record. */
  readonly sql: Sql
}

/** A field that a model may not learn from, and why. */
export interface Refused {
  readonly name: string
  readonly label: Label
  readonly reason: Label
}
