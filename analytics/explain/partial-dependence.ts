import { type Matrix, matrix } from '../matrix.ts'
import { present, quantileSorted } from '../numeric/quantile.ts'

/** Mean prediction at each of some values of a column. */
export type PartialDependence = {
  readonly values: Float64Array
  readonly mean: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/**
 * Partial dependence: the mean prediction over rows when column j is set to each value, and its middle 80 %. Values are
 * `points` quantiles of the column (from 2 % to 98 %) unless given. It speaks of the model, not of causes, and where
 * columns depend on each other it asks about rows that may not exist.
 * Cost: points predictions of all rows. Source: Friedman 2001.
 * @example partialDependence(x, 3, (x) => positiveOf(fitted.predictProbability(x)))
 */
export function partialDependence(
  x: Matrix,
  column: number,
  predict: (x: Matrix) => Float64Array,
  options: { points?: number; values?: ArrayLike<number> } = {},
): PartialDependence {
  const values = options.values ? Float64Array.from(options.values) : gridOf(x, column, options.points ?? 20)
  const copy = matrix(x.rows, x.columns, Float64Array.from(x.data), x.names)
  const [mean, low, high] = [values.slice(), values.slice(), values.slice()]
  values.forEach((value, k) => {
    for (let i = 0; i < x.rows; i++) copy.data[i * x.columns + column] = value
    const predicted = Float64Array.from(predict(copy)).sort()
    mean[k] = predicted.reduce((sum, p) => sum + p, 0) / predicted.length
    low[k] = quantileSorted(predicted, 0.1)
    high[k] = quantileSorted(predicted, 0.9)
  })
  return { values, mean, low, high }
}

function gridOf(x: Matrix, column: number, points: number): Float64Array {
  const sorted = present(Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.columns + column]!))
    .slice()
    .sort()
  const at = Array.from({ length: points }, (_, k) =>
    quantileSorted(sorted, 0.02 + (0.96 * k) / Math.max(1, points - 1)),
  )
  return Float64Array.from(new Set(at))
}
