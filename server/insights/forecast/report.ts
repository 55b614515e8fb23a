import type { TooLittle } from '@rapport/vocabulary/insights/too-little.ts'

export const units = ['week', 'month'] as const
export type Unit = (typeof units)[number]
export const measures = ['revenue', 'pieces'] as const
export type Measure = (typeof measures)[number]
export const sorts = ['total', 'team', 'category', 'product'] as const
export type Sort = (typeof sorts)[number]
export type Method = 'naive' | 'season' | 'level' | 'theta' | 'ets' | 'both'

/** How a method did on past weeks or months that it had not seen. */
export interface Trial {
  readonly method: Method
  /** Mean absolute error where methods were chosen. */
  readonly chosenOn: number
  /** Mean absolute error afterwards, where the choice was judged. */
  readonly error: number
  /** The same as a share of what was sold; null where nothing was. */
  readonly share: number | null
  /** Share of the values that the interval held. */
  readonly held: number
}

export interface Foreseen {
  /** The first day of the first value. */
  readonly from: string
  readonly values: readonly number[]
  readonly method: Method
  /** False: no method did better than the naive ones, so the better naive one is shown. */
  readonly better: boolean
  readonly mean: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly level: number
  readonly trials: readonly Trial[]
  readonly folds: number
  readonly anomalies: readonly { readonly at: number; readonly expected: number; readonly score: number }[]
}

/** Too few weeks or months. */
export interface Short {
  readonly has: number
  readonly needs: number
}

export interface SalesSeries {
  /** `total`, or what it is of and its id: `team-…`. */
  readonly key: string
  readonly sort: Sort
  readonly about: string | null
  /** Whose orders are in it; null: everybody's. */
  readonly owners: readonly string[] | null
  readonly of: { readonly [U in Unit]: { readonly [M in Measure]: Foreseen | Short } }
}

export interface ForecastReport {
  readonly asOf: string
  readonly lastSale: string
  /** Orders in other currencies, whose revenue is left out. */
  readonly foreign: number
  readonly series: readonly SalesSeries[]
}

export type ForecastContent = ForecastReport | TooLittle
