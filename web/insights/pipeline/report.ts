/** As the server answers them: `server/insights/pipeline/report.ts`. */
export interface Ahead {
  readonly mean: number
  readonly low: number
  readonly high: number
}
export interface Tried extends Ahead {
  readonly month: string
  readonly open: number
  readonly came: number
  readonly before: number
  readonly weighted: number
  readonly byModel?: Ahead
}
export interface Pace {
  readonly most: number
  readonly usual: number
  readonly deals: number
}
export interface Note extends Pace {
  readonly kind: 'slow' | 'silent'
  readonly days: number
}
export interface Report {
  readonly asOf: string
  readonly open: number
  readonly unpriced: number
  readonly foreign: number
  readonly closed: number
  readonly won: number
  readonly chances: 'model' | 'stages'
  readonly ways: { readonly months: number; readonly model: number; readonly stages: number } | null
  readonly byStage: number
  readonly months: readonly (Ahead & { readonly month: string })[]
  readonly total: Ahead
  readonly level: number
  readonly tried: readonly Tried[]
}
