import type { TooLittle } from '@rapport/vocabulary/insights/too-little.ts'
import type { Trial } from './trial.ts'

/** What is kept of a run and shown on the page. */
export interface RecommendReport {
  /** The lists of this run are served; null when it did not beat what sells anyway. */
  readonly run: string | null
  readonly asOf: string
  readonly customers: number
  readonly products: number
  readonly orders: number
  readonly trial: Trial
}

export type RecommendContent = RecommendReport | TooLittle
