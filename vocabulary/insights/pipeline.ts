import type { TooLittle } from './too-little.ts'

export interface Ahead {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** A month that was foreseen from its first day, as the records stood then. */
export interface Tried extends Ahead {
  readonly month: string
  readonly open: number
  readonly came: number
  /** What the month before brought. */
  readonly before: number
  /** Amount times probability of the deals expected in the month. */
  readonly weighted: number
  /** The same with the chances of the model of deals, as it would have been then; absent where it could not be. */
  readonly byModel?: Ahead
}

/** Which chances are used, by how far both ways lay off over the months that both foresaw. */
export interface Ways {
  readonly months: number
  readonly model: number
  readonly stages: number
}

/** What won deals took: nine of ten no more than `most` days. */
export interface Pace {
  readonly most: number
  readonly usual: number
  readonly deals: number
}

export interface PipelineReport {
  readonly asOf: string
  readonly open: number
  readonly unpriced: number
  readonly foreign: number
  readonly closed: number
  readonly won: number
  /** Whether chances are those of the model of deals, or the share of deals that were won from each stage. */
  readonly chances: 'model' | 'stages'
  /** Null where no model serves; without months where it serves and could not be tried on any. */
  readonly ways: Ways | null
  /** Open deals that the model has no chance for, and that go by their stage. */
  readonly byStage: number
  readonly months: readonly (Ahead & { readonly month: string })[]
  readonly total: Ahead
  readonly level: number
  readonly tried: readonly Tried[]
  readonly stages: { readonly [stage: string]: Pace }
  readonly silence: Pace | null
}

export type PipelineContent = PipelineReport | (TooLittle & Pick<PipelineReport, 'stages' | 'silence'>)

/** What is unlike deals that are won about an open one. */
export interface DealNote extends Pace {
  readonly kind: 'slow' | 'silent'
  /** How long this deal has stood, or has been silent. */
  readonly days: number
}
