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

/**
 * Whether the autocorrelation at the period is beyond what chance gives 10 times in 100 (one season needs three to tell).
 * @example
 * isSeasonal(Float64Array.from({ length: 48 }, (_, t) => t % 12), 12) // true
 */
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

/**
 * Strength of the season in [0, 1]: 1 − variance of what remains / variance of season and remainder, after removing the trend.
 * Long seasons that change slowly are strong although their autocorrelation says little.
 *
 * Source: Wang, Smith, Hyndman, Data Mining and Knowledge Discovery 13, 2006.
 * @example seasonalStrength(values, 52) > 0.64
 */
export function seasonalStrength(values: Float64Array, period: number): number {
  if (period < 2 || values.length < 2 * period) return 0
  const { trend, figure } = decompose(values, period, 'additive')
  const rows = Array.from(values.keys()).filter((t) => !Number.isNaN(trend[t]))
  const around = rows.map((t) => values[t]! - trend[t]!)
  const rest = rows.map((t, k) => around[k]! - figure[t % period]!)
  const whole = varianceOf(around)
  return whole > 0 ? Math.max(0, 1 - varianceOf(rest) / whole) : 0
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}
