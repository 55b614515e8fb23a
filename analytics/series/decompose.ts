/** Trend by centred moving average over one season (NaN at the ends), and the season's figure. */
export type Decomposition = { readonly trend: Float64Array; readonly figure: Float64Array }

/**
 * Classical decomposition: the trend is a centred moving average over one season (ends at half weight when the period is
 * even), the figure the mean of what remains for each place in the season, adjusted to sum 0 (additive) or mean 1.
 *
 * @example decompose(Float64Array.of(1, 3, 1, 3, 1, 3), 2, 'additive').figure // −1, 1
 */
export function decompose(values: Float64Array, period: number, kind: 'additive' | 'multiplicative'): Decomposition {
  const n = values.length
  const half = period >> 1
  const trend = new Float64Array(n).fill(Number.NaN)
  for (let t = half; t < n - half; t++) {
    let sum = 0
    for (let k = -half; k <= half; k++) sum += values[t + k]! * (period % 2 === 0 && Math.abs(k) === half ? 0.5 : 1)
    trend[t] = sum / period
  }
  const [sums, counts] = [new Float64Array(period), new Float64Array(period)]
  for (let t = 0; t < n; t++) {
    if (Number.isNaN(trend[t])) continue
    sums[t % period]! += kind === 'additive' ? values[t]! - trend[t]! : values[t]! / trend[t]!
    counts[t % period]!++
  }
  const figure = sums.map((sum, k) => sum / counts[k]!)
  const mean = figure.reduce((a, b) => a + b, 0) / period
  return { trend, figure: figure.map((value) => (kind === 'additive' ? value - mean : value / mean)) }
}

/** Whether the autocorrelation at the period is beyond what chance gives 10 times in 100 (one season needs three to tell). */
export function isSeasonal(values: Float64Array, period: number): boolean {
  const n = values.length
  if (period < 2 || n < 3 * period) return false
  const mean = values.reduce((a, b) => a + b, 0) / n
  const around = values.map((value) => value - mean)
  const at = (lag: number) => {
    let sum = 0
    for (let t = lag; t < n; t++) sum += around[t]! * around[t - lag]!
    return sum
  }
  const variance = at(0)
  if (!(variance > 0)) return false
  let squares = 0
  for (let lag = 1; lag < period; lag++) squares += (at(lag) / variance) ** 2
  return Math.abs(at(period) / variance) > 1.6448536269514722 * Math.sqrt((1 + 2 * squares) / n)
}
