import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Database } from '../../database/pool.ts'
import type { Engine } from '../../records/call.ts'

/** What a piece of analytic work has at hand, in the thread that it runs in. */
export interface Desk {
  readonly db: Database
  /** For writing records as a person or as the server; leaves changes like every write. */
  readonly engine: Engine
  readonly vocabulary: Vocabulary
  /** The moment of the run, ISO. */
  readonly now: string
  readonly newId: () => string
  /** True once the person has cancelled or the server stops; the library's fits look at it. */
  readonly signal: { readonly aborted: boolean }
  /** Says how far the work is, 0 to 1, and at what; throws when it was cancelled. */
  progress(share: number, stage: Label): void
}

/** A kind of analytic work: what it is called, and what it does with what it is told. */
export interface InsightKind<Input extends object = object, Output = unknown> {
  readonly title: Label
  /** Runs in a thread of its own; input and output survive JSON. */
  work(input: Input, desk: Desk): Promise<Output>
}

/** The work was cancelled. */
export class Cancelled extends Error {}
