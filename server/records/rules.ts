import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../database/runner.ts'
import type { Person } from './person.ts'
import type { PersonalRecords } from './records.ts'

/** A change of one record as it was written. */
export interface Change {
  readonly id: string
  readonly at: string
  readonly person: string | null
  readonly via: string
  readonly object: string
  readonly record: string
  readonly verb: string
  readonly version: number
  readonly before: { readonly [field: string]: unknown } | null
  readonly after: { readonly [field: string]: unknown } | null
  readonly batch: string | null
}

/** The verb of changes that only say that a card was put elsewhere in its lane: no history of the record tells of them. */
export const arranged = 'arrange'

/**
 * A record about to be written. A rule may set further fields in `values`, derived ones too; of a record that is deleted, restored
 * or given back by an undo it can only refuse.
 */
export interface Draft {
  readonly verb: 'create' | 'update' | 'delete' | 'restore' | 'undo'
  /** The record as it stands; absent for a new one. */
  readonly current?: AnyRow
  readonly values: { [field: string]: unknown }
}

export interface RuleContext {
  readonly person: Person
  readonly now: string
  readonly tx: Runner
  readonly vocabulary: Vocabulary
  /** Records as the server itself, in the same transaction. */
  readonly records: PersonalRecords
}

export interface VerbInput {
  readonly id: string
  readonly row: AnyRow
  readonly input: { readonly [name: string]: unknown }
}

/** What data cannot say about an object; it stands in `server/<concept>/<object>.ts`. */
export interface ObjectRules {
  /** Before a record is written: completes or refuses. Throws a Problem to refuse. */
  before?(draft: Draft, context: RuleContext): void | Promise<void>
  /** The verbs of the changes that `after` is for; all of them when absent. The fewer, the less has to be a transaction. */
  readonly follows?: readonly string[]
  /** After records were written, in the same transaction; many at once after bulk work. */
  after?(changes: readonly Change[], context: RuleContext): Promise<void>
}

export type Verb = (call: VerbInput, context: RuleContext) => Promise<unknown>

/** What an area registers for one object. */
export interface Area {
  readonly rules?: ObjectRules
  readonly verbs?: { readonly [name: string]: Verb }
}
export type Areas = { readonly [object: string]: Area }
