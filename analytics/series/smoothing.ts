import { defineEstimator } from '../estimator.ts'
import { ets, smoothingMethods } from './ets.ts'
import { fitEts } from './ets-fit.ts'
import type { EtsForm } from './ets-recursion.ts'
import { checkSeries, type Series } from './series.ts'

function smoothing(name: string, title: string, trend: EtsForm['trend']) {
  return defineEstimator({
    name,
    version: 1,
    title,
    parameters: {},
    fit(series: Series) {
      const { values } = checkSeries(name, series, 2)
      const fitted = fitEts(values, 1, { error: 'A', trend, season: 'N' })
      return fitted ? { fitted } : { fitted: ets.fit({ values }).fitted }
    },
    methods: ({ fitted }) => smoothingMethods(fitted),
  })
}

/**
 * Simple exponential smoothing, ETS(A,N,N): a level that follows the series by α. Series too short for it get what
 * {@link ets} chooses.
 * @throws AnalyticsError `too_few_rows`, `missing_value`.
 * Cost: as one form of {@link ets}.
 * Source: Brown 1959.
 * @example simpleSmoothing.fit({ values: [3, 4, 3, 5, 4, 4] }).forecast(3).mean
 */
export const simpleSmoothing = smoothing('simple_smoothing', 'Simple exponential smoothing', 'N')

/**
 * Holt's linear trend, ETS(A,A,N): level and slope.
 * Cost: as one form of {@link ets}.
 * Source: Holt 1957.
 * @throws AnalyticsError `too_few_rows`, `missing_value`, `illegal_parameter`, `unknown_parameter`.
 * @example holt.fit({ values: [1, 2, 4, 5, 7, 8, 9] }).forecast(2).mean
 */
export const holt = smoothing('holt', "Holt's linear trend", 'A')

/**
 * Holt's trend that levels off, ETS(A,Ad,N).
 * Cost: as one form of {@link ets}.
 * Source: Gardner & McKenzie 1985.
 * @throws AnalyticsError `too_few_rows`, `missing_value`, `illegal_parameter`, `unknown_parameter`.
 * @example dampedTrend.fit({ values: [1, 2, 4, 5, 7, 8, 9, 9] }).forecast(2).mean
 */
export const dampedTrend = smoothing('damped_trend', 'Damped trend', 'Ad')
