import type { FittedPipeline, Table } from '@rapport/analytics/data/index.ts'
import type { Parts } from './parts.ts'

/** What answers for rows once it has learned: a pipeline of the library, or a model of its own kind behind the same face. */
export interface Answerer extends Pick<FittedPipeline, 'predict' | 'predictProbability' | 'matrixOf' | 'toJSON'> {
  /** Where the answer of each row lies with the chance `level`. */
  interval?(table: Table): Interval
  /** The same answer from one sort of features alone. */
  readonly parts?: Parts
}

export interface Interval {
  readonly low: Float64Array
  readonly high: Float64Array
}

/** The chance that an interval promises. */
export const level = 0.9
