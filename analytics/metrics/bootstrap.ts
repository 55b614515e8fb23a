import { quantileSorted } from '../numeric/quantile.ts'
import { childSeed, mulberry32 } from '../numeric/random.ts'

/** A measure with the middle `level` share of what it is on resampled rows. */
export type Interval = { value: number; low: number; high: number; standardError: number }

/**
 * Percentile bootstrap: `metric` gets row numbers drawn with replacement, `resamples` times. Resamples on which it is not a
 * number (one class only) are passed over. Source: Efron & Tibshirani 1993, chapter 13.
 * @example bootstrap(y.length, (r) => accuracy(takeValues(y, r), takeValues(predicted, r)), { seed: 1 }) // { value, low, high, … }
 */
export function bootstrap(
  rows: number,
  metric: (rows: Int32Array) => number,
  options: { resamples?: number; level?: number; seed?: number } = {},
): Interval {
  const { resamples = 200, level = 0.95, seed = 1 } = options
  const value = metric(Int32Array.from({ length: rows }, (_, i) => i))
  const drawn: number[] = []
  const picked = new Int32Array(rows)
  for (let r = 0; r < resamples; r++) {
    const uniform = mulberry32(childSeed(seed, r))
    for (let i = 0; i < rows; i++) picked[i] = Math.floor(uniform() * rows)
    const result = metric(picked)
    if (!Number.isNaN(result)) drawn.push(result)
  }
  const sorted = Float64Array.from(drawn).sort()
  const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length
  const variance = sorted.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(1, sorted.length - 1)
  const [low, high] = [quantileSorted(sorted, (1 - level) / 2), quantileSorted(sorted, (1 + level) / 2)]
  return { value, low, high, standardError: Math.sqrt(variance) }
}

/**
 * {@link bootstrap} of a measure of answers and scores, such as `auc` or `logLoss`.
 * @example
 * bootstrapOf(auc, [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], { resamples: 50, seed: 1 }).value // 0.75
 */
export function bootstrapOf(
  metric: (y: Float64Array, scores: Float64Array) => number,
  y: ArrayLike<number>,
  scores: ArrayLike<number>,
  options: { resamples?: number; level?: number; seed?: number } = {},
): Interval {
  const [a, b] = [new Float64Array(y.length), new Float64Array(y.length)]
  return bootstrap(
    y.length,
    (rows) => {
      for (let i = 0; i < rows.length; i++) {
        a[i] = y[rows[i]!]!
        b[i] = scores[rows[i]!]!
      }
      return metric(a, b)
    },
    options,
  )
}
