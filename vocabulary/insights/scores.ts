import type { Label } from '../define/label.ts'

/** One thing that speaks for or against: the feature, what the record has, what is usual, and by how much it moves the answer. */
export interface Factor {
  readonly name: string
  readonly has: number | string | null
  readonly usual: number | string | null
  readonly by: number
  /** A word of a text; there is no usual one. */
  readonly isWord?: boolean
}

/** A change towards what is usual, and what the answer would be with it and all steps before. */
export interface Step {
  readonly name: string
  readonly has: number | string | null
  readonly to: number | string | null
  readonly answer: number
}

/** What later cases that the model had not seen say of answers like this. */
export type Proof =
  /** Of those that were scored alike, the share that came true. */
  | { readonly is: 'came'; readonly rows: number; readonly share: number }
  /** Of those that were given this label, the share that had it. */
  | { readonly is: 'right'; readonly rows: number; readonly share: number }
  /** Between what `level` of those with such an answer ended. */
  | { readonly is: 'between'; readonly level: number; readonly low: number; readonly high: number }

/** A score of a record, with its reasons. */
export interface ScoreView {
  readonly field: string
  readonly value: unknown
  readonly model: string
  readonly version: string
  readonly number: number
  readonly as_of: string
  readonly at: string
  readonly task: 'yes_no' | 'number' | 'choice'
  readonly why: {
    readonly factors: readonly (Factor & { readonly label?: Label; readonly unit?: string })[]
    readonly change: readonly (Step & { readonly label?: Label; readonly unit?: string })[]
    readonly alike: readonly {
      readonly id: string
      readonly title: string
      readonly at: string
      /** How it ended: a number, or the label. */
      readonly outcome: number | string
    }[]
  } | null
  readonly proof: Proof | null
}
