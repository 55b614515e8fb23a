import { median } from '../numeric/quantile.ts'
import { checkPairs } from './ranking.ts'

/**
 * The usual measures of numeric predictions: mean absolute and root mean squared error, R² = 1 − Σe² / Σ(y − ȳ)² (NaN for
 * a constant y), median absolute error, mean error (bias), and MAPE over rows with y ≠ 0.
 * @example regressionMetrics([1, 2, 3], [1, 2, 5]).rmse // 1.1547
 */
export function regressionMetrics(y: ArrayLike<number>, predicted: ArrayLike<number>) {
  checkPairs(y, predicted)
  const n = y.length
  let [absolute, squares, bias, mean, percent, shares] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    const error = predicted[i]! - y[i]!
    absolute += Math.abs(error)
    squares += error * error
    bias += error
    mean += y[i]! / n
    if (y[i] !== 0) {
      percent += Math.abs(error / y[i]!)
      shares++
    }
  }
  let spread = 0
  for (let i = 0; i < n; i++) spread += (y[i]! - mean) ** 2
  return {
    mae: absolute / n,
    rmse: Math.sqrt(squares / n),
    r2: spread > 0 ? 1 - squares / spread : NaN,
    medianError: median(Float64Array.from({ length: n }, (_, i) => Math.abs(predicted[i]! - y[i]!))),
    bias: bias / n,
    mape: shares ? percent / shares : NaN,
  }
}

/**
 * Pinball loss of a predicted quantile p: max(p·e, (p − 1)·e), e = y − predicted.
 * @example
 * pinball([10], [8], 0.9) // 1.8
 */
export function pinball(y: ArrayLike<number>, predicted: ArrayLike<number>, p: number): number {
  checkPairs(y, predicted)
  let sum = 0
  for (let i = 0; i < y.length; i++) sum += Math.max(p * (y[i]! - predicted[i]!), (p - 1) * (y[i]! - predicted[i]!))
  return sum / y.length
}

/** Pearson correlation. NaN when either is constant. @example correlation([1, 2, 3], [2, 4, 6]) // 1 */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  checkPairs(a, b)
  const n = a.length
  let [ma, mb] = [0, 0]
  for (let i = 0; i < n; i++) {
    ma += a[i]! / n
    mb += b[i]! / n
  }
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb)
    aa += (a[i]! - ma) ** 2
    bb += (b[i]! - mb) ** 2
  }
  return ab / Math.sqrt(aa * bb)
}

/** Ranks from 1, ties sharing their mean rank. @example ranks([10, 30, 10]) // 1.5, 3, 1.5 */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const out = new Float64Array(values.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let k = from; k < to; k++) out[order[k]!] = (from + to + 1) / 2
  }
  return out
}

/** Spearman's rank correlation. @example rankCorrelation([1, 2, 3], [1, 4, 9]) // 1 */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return correlation(ranks(a), ranks(b))
}
