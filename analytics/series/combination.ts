import { defineEstimator } from '../estimator.ts'
import { ets } from './ets.ts'
import type { Forecast, Series } from './series.ts'
import { theta } from './theta.ts'

/**
 * The mean of {@link ets} and {@link theta}, interval ends included. Errors of two good methods cancel in part: on the M3 series
 * this beats either. The method to begin with.
 *
 * @throws AnalyticsError `too_few_rows`, `missing_value`.
 * Source: Bates, Granger 1969; Makridakis, Hibon 2000 for how well plain means do.
 * Cost: that of both methods.
 * @example combination.fit({ values: sales, period: 12 }).forecast(12)
 */
export const combination = defineEstimator({
  name: 'combination',
  version: 1,
  title: 'Mean of ETS and theta',
  parameters: {},
  fit(series: Series) {
    return { ets: ets.fit(series).toJSON(), theta: theta.fit(series).toJSON() }
  },
  methods: (state) => {
    const parts = [ets.fromJSON(state.ets), theta.fromJSON(state.theta)]
    return {
      forecast: (horizon: number, options: { level?: number; seed?: number } = {}) =>
        meanForecast(parts.map((part) => part.forecast(horizon, options))),
    }
  },
})

/**
 * Mean of several forecasts of the same horizon and level, step by step, interval ends included.
 * @example
 * meanForecast([naive.fit({ values: [1, 3] }).forecast(1), drift.fit({ values: [1, 3] }).forecast(1)]).mean // 4
 */
export function meanForecast(forecasts: readonly Forecast[]): Forecast {
  const average = (part: 'mean' | 'low' | 'high') =>
    forecasts[0]![part].map(
      (_, k) => forecasts.reduce((sum, forecast) => sum + forecast[part][k]!, 0) / forecasts.length,
    )
  return { mean: average('mean'), low: average('low'), high: average('high'), level: forecasts[0]!.level }
}
