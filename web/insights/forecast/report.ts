/** As the server answers them: `server/insights/forecast/view.ts`. */
export type Unit = 'week' | 'month'
export type Measure = 'revenue' | 'pieces'
export type Sort = 'total' | 'team' | 'category' | 'product'
export type Method = 'naive' | 'season' | 'level' | 'theta' | 'ets' | 'both'

export interface Short {
  readonly has: number
  readonly needs: number
}

interface Ahead {
  readonly from: string
  readonly values: readonly number[]
  readonly method: Method
  readonly better: boolean
  readonly mean: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly level: number
}

export interface Brief extends Ahead {
  readonly error: number | null
  readonly naive: number | null
}

export interface Trial {
  readonly method: Method
  readonly chosenOn: number
  readonly error: number
  readonly share: number | null
  readonly held: number
}

export interface Foreseen extends Ahead {
  readonly trials: readonly Trial[]
  readonly folds: number
  readonly anomalies: readonly { readonly at: number; readonly expected: number; readonly score: number }[]
}

interface Series<One> {
  readonly key: string
  readonly sort: Sort
  readonly about: string | null
  readonly of: { readonly [U in Unit]: { readonly [M in Measure]: One | Short } }
}
export type Row = Series<Brief>
export type Whole = Series<Foreseen> & { readonly at: string }

export interface Report {
  readonly asOf: string
  readonly lastSale?: string
  readonly foreign?: number
  /** Only what this person may see is in it. */
  readonly isPart: boolean
  readonly series: readonly Row[]
}

export const isShort = (one: object): one is Short => 'needs' in one
