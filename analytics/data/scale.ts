import { defineEstimator } from '../estimator.ts'
import { type Matrix, matrix } from '../matrix.ts'
import { checkWidth } from '../model-checks.ts'
import { normalQuantile } from '../numeric/distributions.ts'
import { present, quantileSorted } from '../numeric/quantile.ts'
import { choice_, integer_ } from '../params.ts'

/** Sorted values of each column that are not missing. */
function sortedColumns(x: Matrix): Float64Array[] {
  return Array.from({ length: x.columns }, (_, j) =>
    present(Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.columns + j]!)).sort(),
  )
}

function mapColumns(x: Matrix, change: (value: number, j: number) => number): Matrix {
  const out = matrix(x.rows, x.columns, undefined, x.names)
  for (let i = 0, at = 0; i < x.rows; i++)
    for (let j = 0; j < x.columns; j++, at++) out.data[at] = change(x.data[at]!, j)
  return out
}

function centreAndSpread(sorted: Float64Array, method: 'standard' | 'robust' | 'range'): [number, number] {
  if (!sorted.length) return [0, 1]
  if (method === 'range') return [sorted[0]!, sorted.at(-1)! - sorted[0]! || 1]
  if (method === 'robust')
    return [quantileSorted(sorted, 0.5), quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25) || 1]
  const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length
  const variance = sorted.reduce((sum, v) => sum + (v - mean) ** 2, 0) / sorted.length
  return [mean, Math.sqrt(variance) || 1]
}

/**
 * Scales columns: `standard` (x − mean) / population deviation, `robust` (x − median) / inter-quartile range, `range` to
 * [0, 1]. A column without spread is only centred. Missing values stay missing. `inverse` undoes it.
 * Cost: a sort of each column to learn, one pass to apply.
 * Source: the usual definitions; deviations are of the population.
 * @throws AnalyticsError `illegal_parameter`, `unknown_parameter`; from `transform` `wrong_shape` for other columns.
 * @example scaler.fit(x, { method: 'robust' }).transform(x)
 */
export const scaler = defineEstimator({
  name: 'scaler',
  version: 1,
  title: 'Scaling',
  parameters: { method: choice_(['standard', 'robust', 'range'], { default: 'standard' }) },
  fit: (x: Matrix, { method }) => {
    const pairs = sortedColumns(x).map((sorted) => centreAndSpread(sorted, method))
    return {
      centre: Float64Array.from(pairs, ([centre]) => centre),
      spread: Float64Array.from(pairs, ([, spread]) => spread),
    }
  },
  methods: ({ centre, spread }) => ({
    transform: (x: Matrix): Matrix => {
      checkWidth('scaler', centre.length, x)
      return mapColumns(x, (value, j) => (value - centre[j]!) / spread[j]!)
    },
    inverse: (x: Matrix): Matrix => mapColumns(x, (value, j) => value * spread[j]! + centre[j]!),
  }),
})

/**
 * Replaces values by their place among the training values: `uniform` on [0, 1] or `normal` scores, linear between
 * `points` quantiles. Makes any distribution even, and outliers harmless. Missing values stay missing.
 * Cost: O(n log n) for each column.
 * Source: Conover & Iman 1981.
 * @throws AnalyticsError `illegal_parameter`, `unknown_parameter`; from `transform` `wrong_shape` for other columns.
 * @example quantileScaler.fit(x, { output: 'normal' }).transform(x)
 */
export const quantileScaler = defineEstimator({
  name: 'quantile_scaler',
  version: 1,
  title: 'Quantile scaling',
  parameters: {
    output: choice_(['uniform', 'normal'], { default: 'uniform' }),
    points: integer_({ default: 1000, min: 2 }),
  },
  fit: (x: Matrix, { points }) => ({
    quantiles: sortedColumns(x).map((sorted) => {
      const count = Math.min(points, Math.max(2, sorted.length))
      return Float64Array.from({ length: count }, (_, k) => quantileSorted(sorted, k / (count - 1)))
    }),
  }),
  methods: ({ quantiles, parameters }) => ({
    transform: (x: Matrix): Matrix => {
      checkWidth('quantile_scaler', quantiles.length, x)
      const shape =
        parameters.output === 'normal'
          ? (p: number) => normalQuantile(Math.min(1 - 1e-7, Math.max(1e-7, p)))
          : (p: number) => p
      return mapColumns(x, (value, j) => (Number.isNaN(value) ? NaN : shape(placeOf(quantiles[j]!, value))))
    },
  }),
})

/** Place in [0, 1]: the middle of the quantiles that equal the value, linear between quantiles. */
function placeOf(quantiles: Float64Array, value: number): number {
  const last = quantiles.length - 1
  const [below, upTo] = [countWhere(quantiles, (q) => q < value), countWhere(quantiles, (q) => q <= value)]
  if (upTo > below) return (below + upTo - 1) / 2 / last
  if (below === 0) return 0
  if (below > last) return 1
  const [a, b] = [quantiles[below - 1]!, quantiles[below]!]
  return (below - 1 + (value - a) / (b - a)) / last
}

/** How many leading entries hold, by bisection. */
function countWhere(sorted: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
