import type { Table } from '@rapport/analytics/data/index.ts'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import type { Answerer } from '../model/answerer.ts'
import type { Examples, Rows } from '../model/examples.ts'
import type { Fitted } from '../model/score.ts'
import type { Desk } from '../run/kind.ts'
import type { ScorePass } from '../scores.ts'

/** What a person decided about a model; everything has a usual value. */
export interface ModelSettings {
  readonly id: string
  readonly kind: string
  readonly object: string
  readonly target: string | null
  /** The field that holds the answers, for a question of a person's own. */
  readonly score: string | null
  readonly population: unknown
  readonly horizon: number | null
  readonly methods: readonly string[]
  /** Fields taken in or left out by a person. */
  readonly taken: readonly string[]
  readonly left: readonly string[]
  /** A version that was learned waits for a person, while one serves. */
  readonly approve: boolean
}

/** Values that go into score fields, for the rows that are scored now. */
export interface FieldValues {
  readonly field: string
  readonly value: (row: number) => string | number | null
  /** Carries the reasons of the model's answer. */
  readonly explained?: boolean
}

export interface Answered {
  readonly now: Rows
  /** The model's answer for each row. */
  readonly answers: Float64Array
  readonly pipeline: Answerer
  readonly report: Report
  readonly asOf: string
  readonly lists?: Examples['lists']
}

/** A question that a model answers: where its examples come from, and where its answers go. */
export interface Question {
  readonly kind: string
  /** Methods to compare when nobody chose. */
  readonly methods?: readonly string[]
  readonly textWidth?: number
  /** `served`: the report of the version that the examples are answered by, where there is one. */
  examples(settings: ModelSettings, desk: Desk, served?: Report): Promise<Examples>
  /** The rows whose answers are written, where several are of one record; all of them otherwise. */
  rows?(answered: Pick<Answered, 'answers' | 'lists'>): readonly number[]
  /** What the answers say of records of other objects, read with the columns that the model takes. */
  beyond?(fitted: Fitted, like: Table, desk: Desk, only?: readonly string[]): Promise<readonly ScorePass[]>
  values(answered: Answered, settings: ModelSettings, desk: Desk): Promise<readonly FieldValues[]>
}
