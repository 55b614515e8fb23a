import { normalBelow, normalQuantile } from '../numeric/distributions.ts'
import type { Forecast } from './series.ts'

/** One of several forecasts of the same horizon and level, and how much it counts. */
type Weighted = { readonly weight: number; readonly forecast: Forecast }

/**
 * The mean of forecasts, with the ends of the interval of their mixture, each being normal on either side of its own mean:
 * so the interval holds the doubt about which of them is right.
 */
export function mixtureForecast(parts: readonly Weighted[]): Forecast {
  const { forecast: first } = parts[0]!
  if (parts.length === 1) return first
  const mean = first.mean.map((_, k) =>
    parts.reduce((sum, { weight, forecast }) => sum + weight * forecast.mean[k]!, 0),
  )
  const share = (1 + first.level) / 2
  const high = mean.map((centre, k) => Math.max(centre, quantileAt(parts, k, share)))
  const low = mean.map((centre, k) => Math.min(centre, quantileAt(parts, k, 1 - share)))
  return { mean, low, high, level: first.level }
}

/** Where the mixture at step k has the given share below it, by bisection: it lies between the parts' own ends. */
function quantileAt(parts: readonly Weighted[], k: number, share: number): number {
  const ends = parts.map(({ forecast }) => (share > 0.5 ? forecast.high[k]! : forecast.low[k]!))
  let [from, to] = [Math.min(...ends), Math.max(...ends)]
  for (let pass = 0; pass < 50 && to - from > 1e-9 * (Math.abs(from) + Math.abs(to)); pass++) {
    const middle = (from + to) / 2
    if (below(parts, k, middle) < share) from = middle
    else to = middle
  }
  return (from + to) / 2
}

function below(parts: readonly Weighted[], k: number, value: number): number {
  const z = normalQuantile((1 + parts[0]!.forecast.level) / 2)
  let sum = 0
  for (const { weight, forecast } of parts) {
    const gap = value - forecast.mean[k]!
    const reach = gap > 0 ? forecast.high[k]! - forecast.mean[k]! : forecast.mean[k]! - forecast.low[k]!
    sum += weight * (reach > 0 ? normalBelow((gap / reach) * z) : gap < 0 ? 0 : 1)
  }
  return sum
}
