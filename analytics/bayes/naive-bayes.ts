import type { Matrix } from '../matrix.ts'
import { defineClassifier } from '../model.ts'
import { integer_, list_, number_ } from '../params.ts'

const parameters = {
  categorical: list_(integer_({ default: 0, min: 0 }), { default: [], help: 'columns that hold category codes' }),
  smoothing: number_({ default: 1, above: 0, help: 'rows added to each category in each class' }),
  floor: number_({ default: 1e-9, above: 0, help: 'share of the largest variance added to every variance' }),
}

/** What naive Bayes for mixed columns learns. */
export type NaiveBayes = {
  readonly logPrior: Float64Array
  /** Means and variances by class and column; unused for categorical columns. */
  readonly mean: Float64Array
  readonly variance: Float64Array
  /** Categorical columns, their categories (rising), and log P(category | class), class by class, with one unseen each. */
  readonly categories: readonly {
    readonly column: number
    readonly values: Float64Array
    readonly logShare: Float64Array
  }[]
}

type Rows = { x: Matrix; y: Int32Array; weights: Float64Array | undefined; k: number }

function moments({ x, y, weights, k }: Rows, floor: number): { mean: Float64Array; variance: Float64Array } {
  const p = x.columns
  const [mean, variance, total] = [new Float64Array(k * p), new Float64Array(k * p), new Float64Array(k * p)]
  const each = (visit: (at: number, value: number, weight: number) => void) => {
    for (let i = 0; i < x.rows; i++) {
      for (let j = 0; j < p; j++) {
        const value = x.data[i * p + j]!
        if (!Number.isNaN(value)) visit(y[i]! * p + j, value, weights?.[i] ?? 1)
      }
    }
  }
  each((at, value, weight) => {
    total[at]! += weight
    mean[at]! += weight * value
  })
  for (let at = 0; at < mean.length; at++) mean[at]! /= total[at] || 1
  each((at, value, weight) => {
    variance[at]! += weight * (value - mean[at]!) ** 2
  })
  for (let at = 0; at < variance.length; at++) variance[at]! /= total[at] || 1
  const least = floor * variance.reduce((most, value) => Math.max(most, value), 0) || floor
  return { mean, variance: variance.map((value) => value + least) }
}

function categoriesOf({ x, y, weights, k }: Rows, column: number, smoothing: number) {
  const seen = new Set<number>()
  for (let i = 0; i < x.rows; i++) seen.add(x.data[i * x.columns + column]!)
  const values = Float64Array.from([...seen].filter((value) => !Number.isNaN(value))).sort()
  const index = new Map(Array.from(values, (value, c) => [value, c]))
  const width = values.length + 1
  const counts = new Float64Array(k * width).fill(smoothing)
  for (let i = 0; i < x.rows; i++) {
    const c = index.get(x.data[i * x.columns + column]!)
    if (c !== undefined) counts[y[i]! * width + c]! += weights?.[i] ?? 1
  }
  const logShare = counts.map((count, at) => {
    const from = Math.floor(at / width) * width
    return Math.log(count / counts.subarray(from, from + width).reduce((sum, part) => sum + part, 0))
  })
  return { column, values, logShare }
}

function logPriors(y: Int32Array, weights: Float64Array | undefined, k: number): Float64Array {
  const sums = new Float64Array(k)
  for (let i = 0; i < y.length; i++) sums[y[i]!]! += weights?.[i] ?? 1
  const total = sums.reduce((sum, part) => sum + part, 0)
  return sums.map((part) => Math.log(Math.max(part, 1e-12) / total))
}

/** Row-wise softmax of log values, in place. */
export function normaliseLogs(logs: Float64Array, k: number): Float64Array {
  for (let at = 0; at < logs.length; at += k) {
    let [top, sum] = [-Infinity, 0]
    for (let c = 0; c < k; c++) top = Math.max(top, logs[at + c]!)
    for (let c = 0; c < k; c++) sum += logs[at + c] = Math.exp(logs[at + c]! - top)
    for (let c = 0; c < k; c++) logs[at + c]! /= sum
  }
  return logs
}

/**
 * Naive Bayes for tables: columns are independent given the class, numbers normal, categories free.
 * log P(c | x) = log prior + Σ_j log N(x_j; mean, variance) or log P(category | c), up to a constant; a missing value is
 * left out, an unseen category counts as `smoothing` rows. One pass, O(n × columns); probabilities are often too bold.
 * Cost: O(n columns).
 * Source: Hand & Yu 2001; Langley, Iba & Thompson 1992.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `one_class`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 *
 * @example naiveBayes.fit({ x, y, categorical: [0, 3] }).predictProbability(x)
 */
export const naiveBayes = defineClassifier({
  name: 'naive_bayes',
  version: 1,
  title: 'Naive Bayes',
  missing: 'accepted',
  parameters,
  fit: ({ x, y, weights, classes }, values): NaiveBayes => {
    const rows = { x, y, weights, k: classes.length }
    const columns = [...new Set(values.categorical)].filter((column) => column < x.columns)
    const categories = columns.map((column) => categoriesOf(rows, column, values.smoothing))
    return { logPrior: logPriors(y, weights, classes.length), ...moments(rows, values.floor), categories }
  },
  probability: (state, x) => {
    const k = state.classes.length
    const out = new Float64Array(x.rows * k)
    const isCategory = new Set(state.categories.map(({ column }) => column))
    for (let i = 0; i < x.rows; i++) {
      for (let c = 0; c < k; c++) out[i * k + c] = state.logPrior[c]! + logNormals(state, x, i, c, isCategory)
    }
    for (const part of state.categories) addCategory(part, x, out, k)
    return normaliseLogs(out, k)
  },
})

function logNormals(state: NaiveBayes, x: Matrix, i: number, c: number, skip: ReadonlySet<number>): number {
  let sum = 0
  for (let j = 0; j < x.columns; j++) {
    const value = x.data[i * x.columns + j]!
    if (Number.isNaN(value) || skip.has(j)) continue
    const variance = state.variance[c * x.columns + j]!
    sum -= 0.5 * (Math.log(2 * Math.PI * variance) + (value - state.mean[c * x.columns + j]!) ** 2 / variance)
  }
  return sum
}

function addCategory(part: NaiveBayes['categories'][number], x: Matrix, out: Float64Array, k: number): void {
  const index = new Map(Array.from(part.values, (value, at) => [value, at]))
  const width = part.values.length + 1
  for (let i = 0; i < x.rows; i++) {
    const value = x.data[i * x.columns + part.column]!
    if (Number.isNaN(value)) continue
    const at = index.get(value) ?? part.values.length
    for (let c = 0; c < k; c++) out[i * k + c]! += part.logShare[c * width + at]!
  }
}
