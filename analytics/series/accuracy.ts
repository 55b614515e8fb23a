/** How far a forecast was off. `smape` and `coverage` in percent; `mase` relative to the seasonal naive steps of the past. */
export type ForecastAccuracy = {
  readonly mae: number
  readonly rmse: number
  readonly smape: number
  readonly mase: number
  readonly coverage: number
}

/**
 * Accuracy of forecast means (and, when given, intervals) against what came: mean |e|, root mean e²,
 * 200 |e| / (|y| + |ŷ|) averaged, mean |e| over the mean seasonal step of the past, and the share inside the interval.
 *
 * Source: Makridakis, Hibon, IJF 16, 2000; Hyndman, Koehler, IJF 22, 2006.
 * @example
 * forecastAccuracy([10, 12], { mean: [11, 12] }, { values: past, period: 12 }).smape
 */
export function forecastAccuracy(
  actual: ArrayLike<number>,
  forecast: { mean: ArrayLike<number>; low?: ArrayLike<number>; high?: ArrayLike<number> },
  past: { values: ArrayLike<number>; period?: number },
): ForecastAccuracy {
  const n = actual.length
  let [absolute, squares, share, inside] = [0, 0, 0, 0]
  for (let k = 0; k < n; k++) {
    const [y, f] = [actual[k]!, forecast.mean[k]!]
    const size = Math.abs(y) + Math.abs(f)
    absolute += Math.abs(y - f)
    squares += (y - f) ** 2
    share += size > 0 ? (200 * Math.abs(y - f)) / size : 0
    inside += forecast.low && forecast.high && y >= forecast.low[k]! && y <= forecast.high[k]! ? 1 : 0
  }
  const mae = absolute / n
  return {
    mae,
    rmse: Math.sqrt(squares / n),
    smape: share / n,
    mase: mae / seasonalStep(past),
    coverage: (100 * inside) / n,
  }
}

function seasonalStep({ values, period = 1 }: { values: ArrayLike<number>; period?: number }): number {
  const lag = period < values.length ? period : 1
  let sum = 0
  for (let t = lag; t < values.length; t++) sum += Math.abs(values[t]! - values[t - lag]!)
  return sum / Math.max(1, values.length - lag)
}
