import { refuse } from '../errors.ts'
import { type ForecastAccuracy, forecastAccuracy } from './accuracy.ts'
import { checkSeries, type Forecast, type Forecaster, type Series } from './series.ts'

/** One forecast of the past: made after `origin` values. */
export type BackTestRun = { readonly origin: number; readonly forecast: Forecast; readonly accuracy: ForecastAccuracy }

/** How a method would have done. */
export type BackTest = {
  readonly runs: readonly BackTestRun[]
  /** Means over the runs. */
  readonly accuracy: ForecastAccuracy
  /** Mean absolute error for each step ahead. */
  readonly byStep: Float64Array
}

/**
 * Back-test with a rolling origin: the method is fitted on the first n − horizon − (folds − 1) · step values, then on `step`
 * more, and so on, and each time judged on the `horizon` values that followed. Nothing later is ever seen.
 *
 * Cost: `folds` fits.
 * @throws AnalyticsError `too_few_rows` when the first fit would have fewer than two values.
 * Source: Tashman, IJF 16, 2000.
 * @example
 * backTest({ values: sales, period: 12 }, (past) => ets.fit(past), { horizon: 6, folds: 5 }).accuracy.mase
 */
export function backTest(
  series: Series,
  fit: (past: Series) => Forecaster,
  { horizon, folds = 5, step = 1, level = 0.95 }: { horizon: number; folds?: number; step?: number; level?: number },
): BackTest {
  const { values, period } = checkSeries('backTest', series)
  const first = values.length - horizon - (folds - 1) * step
  if (first < 2)
    refuse(
      'too_few_rows',
      `A back-test of ${folds} folds with horizon ${horizon} leaves ${first} of ${values.length} values for the first fit.`,
    )
  const byStep = new Float64Array(horizon)
  const runs = Array.from({ length: folds }, (_, fold) => {
    const origin = first + fold * step
    const past = { values: values.slice(0, origin), period }
    const forecast = fit(past).forecast(horizon, { level })
    const actual = values.subarray(origin, origin + horizon)
    actual.forEach((value, k) => {
      byStep[k]! += Math.abs(value - forecast.mean[k]!) / folds
    })
    return { origin, forecast, accuracy: forecastAccuracy(actual, forecast, past) }
  })
  const mean = (name: keyof ForecastAccuracy) => runs.reduce((sum, run) => sum + run.accuracy[name], 0) / folds
  return {
    runs,
    byStep,
    accuracy: {
      mae: mean('mae'),
      rmse: mean('rmse'),
      smape: mean('smape'),
      mase: mean('mase'),
      coverage: mean('coverage'),
    },
  }
}
