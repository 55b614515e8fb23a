import type { ColumnSummary } from '../data/describe.ts'
import type { Interval } from '../metrics/bootstrap.ts'
import type { Confusion } from '../metrics/classification.ts'

/** Why a column is not used, or a caution about it. */
export type ColumnNote = { readonly column: string; readonly note: string }

/** What the plain linear model did on the test rows. */
export type Baseline = {
  readonly model: string
  readonly columns: number
  readonly converged: boolean
  readonly scores: { readonly [metric: string]: number }
  readonly interval?: Interval
  readonly confusion?: Confusion
  /** Strongest first, on the standardised scale. */
  readonly coefficients: readonly {
    readonly name: string
    readonly value: number
    readonly standardError: number
    readonly pValue: number
  }[]
}

/** How other methods compare. */
export type Comparison = {
  readonly metric: string
  readonly rowsCompared: number
  readonly compared: readonly {
    readonly label: string
    readonly mean: number
    readonly deviation: number
    readonly pValue: number
  }[]
  readonly left: readonly { readonly label: string; readonly reason: string }[]
  readonly chosen: string
  readonly reasons: readonly string[]
  /** The chosen model on the test rows. */
  readonly scores: { readonly [metric: string]: number }
  readonly importance: readonly { readonly name: string; readonly mean: number; readonly deviation: number }[]
}

/** Everything that `analyze` found: plain data. */
export type Report = {
  readonly rows: number
  readonly target: string
  readonly task: 'classification' | 'regression'
  readonly labels: readonly string[]
  /** Rows of each label; empty for numbers. */
  readonly counts: readonly number[]
  readonly split: string
  readonly trainRows: number
  readonly testRows: number
  readonly columns: readonly Pick<ColumnSummary, 'name' | 'kind' | 'missing'>[]
  readonly notes: readonly ColumnNote[]
  /** Always predicting the most frequent class, or the mean. */
  readonly naive: { readonly [metric: string]: number }
  readonly baseline: Baseline
  readonly comparison?: Comparison
  /** Seconds of each step, when a clock was given. */
  readonly seconds?: readonly { readonly step: string; readonly seconds: number }[]
}
