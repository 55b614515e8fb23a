import { defineEstimator } from '../estimator.ts'
import { normalQuantile } from '../numeric/distributions.ts'
import { checkHorizon, checkSeries, type Forecast, type Series } from './series.ts'

type Options = { level?: number; seed?: number }

/** Builds a forecast from a mean and a standard deviation for each step. */
export function normalForecast(
  horizon: number,
  level: number,
  at: (step: number) => { mean: number; deviation: number },
): Forecast {
  checkHorizon(horizon, level)
  const z = normalQuantile(0.5 + level / 2)
  const steps = Array.from({ length: horizon }, (_, k) => at(k + 1))
  return {
    mean: Float64Array.from(steps, ({ mean }) => mean),
    low: Float64Array.from(steps, ({ mean, deviation }) => mean - z * deviation),
    high: Float64Array.from(steps, ({ mean, deviation }) => mean + z * deviation),
    level,
  }
}

function deviationOf(errors: readonly number[]): number {
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / Math.max(1, errors.length))
}

/**
 * The last value goes on. Interval: random walk, σ √h with σ from the steps so far. The measure every forecast must beat.
 * @throws AnalyticsError `too_few_rows`, `missing_value`.
 * Cost: O(n).
 * Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 2021, ch. 5.
 * @example naive.fit({ values: [3, 5] }).forecast(2).mean // 5, 5
 */
export const naive = defineEstimator({
  name: 'naive',
  version: 1,
  title: 'Last value',
  parameters: {},
  fit(series: Series) {
    const { values } = checkSeries('naive', series)
    const steps = Array.from(values.subarray(1), (value, i) => value - values[i]!)
    return { last: values.at(-1)!, deviation: deviationOf(steps) }
  },
  methods: ({ last, deviation }) => ({
    forecast: (horizon: number, { level = 0.95 }: Options = {}) =>
      normalForecast(horizon, level, (h) => ({ mean: last, deviation: deviation * Math.sqrt(h) })),
  }),
})

/**
 * The last value goes on with the mean step so far: y + h (y_n − y_1) / (n − 1). Interval: σ √(h (1 + h / (n − 1))).
 * @throws AnalyticsError `too_few_rows`, `missing_value`.
 * Cost: O(n).
 * Source: Hyndman & Athanasopoulos 2021, ch. 5.
 * @example drift.fit({ values: [1, 2, 3] }).forecast(2).mean // 4, 5
 */
export const drift = defineEstimator({
  name: 'drift',
  version: 1,
  title: 'Last value with drift',
  parameters: {},
  fit(series: Series) {
    const { values } = checkSeries('drift', series, 2)
    const slope = (values.at(-1)! - values[0]!) / (values.length - 1)
    const errors = Array.from(values.subarray(1), (value, i) => value - values[i]! - slope)
    return { last: values.at(-1)!, slope, steps: values.length - 1, deviation: deviationOf(errors) }
  },
  methods: ({ last, slope, steps, deviation }) => ({
    forecast: (horizon: number, { level = 0.95 }: Options = {}) =>
      normalForecast(horizon, level, (h) => ({
        mean: last + h * slope,
        deviation: deviation * Math.sqrt(h * (1 + h / steps)),
      })),
  }),
})

/**
 * Each step repeats the value of one season before. Interval: σ √(seasons ahead).
 * @throws AnalyticsError `too_few_rows` for less than one season, `missing_value`.
 * Cost: O(n).
 * Source: Hyndman & Athanasopoulos 2021, ch. 5.
 * @example seasonalNaive.fit({ values: [1, 9, 2, 8], period: 2 }).forecast(3).mean // 2, 8, 2
 */
export const seasonalNaive = defineEstimator({
  name: 'seasonal_naive',
  version: 1,
  title: 'Last season',
  parameters: {},
  fit(series: Series) {
    const { values, period } = checkSeries('seasonal_naive', series, series.period ?? 1)
    const errors = Array.from(values.subarray(period), (value, i) => value - values[i]!)
    return { season: values.slice(-period), deviation: deviationOf(errors) }
  },
  methods: ({ season, deviation }) => ({
    forecast: (horizon: number, { level = 0.95 }: Options = {}) =>
      normalForecast(horizon, level, (h) => ({
        mean: season[(h - 1) % season.length]!,
        deviation: deviation * Math.sqrt(Math.ceil(h / season.length)),
      })),
  }),
})
