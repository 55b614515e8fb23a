import { defineEstimator } from '../estimator.ts'
import { choice_ } from '../params.ts'
import { decompose, isSeasonal } from './decompose.ts'
import { fitEts, lineThrough } from './ets-fit.ts'
import { checkSeries, type Series } from './series.ts'
import { normalForecast } from './simple.ts'

/**
 * Theta: the series without its season is smoothed exponentially and follows half the slope of its straight line,
 * ŷ(h) = level + slope / 2 · (h − 1 + (1 − (1 − α)ⁿ) / α), then gets its season back. Seasonal when a test says so and all
 * values are positive. The winner of the M3 competition, and hard to beat on short business series.
 *
 * @throws AnalyticsError `too_few_rows`, `missing_value`.
 * Sources: Assimakopoulos, Nikolopoulos, IJF 16, 2000; Hyndman, Billah, IJF 19, 2003.
 * Cost: as one form of {@link ets}.
 *
 * @example
 * theta.fit({ values: sales, period: 4 }).forecast(8).mean
 */
export const theta = defineEstimator({
  name: 'theta',
  version: 1,
  title: 'Theta',
  parameters: { season: choice_(['auto', 'none'], { default: 'auto', help: 'whether to look for a season' }) },
  fit(series: Series, { season }) {
    const { values, period } = checkSeries('theta', series, 2)
    const seasonal = season === 'auto' && values.every((value) => value > 0) && isSeasonal(values, period)
    const found = seasonal ? decompose(values, period, 'multiplicative').figure : Float64Array.of(1)
    const figure = found.every((value) => value > 0.01) ? found : Float64Array.of(1)
    const flat = values.map((value, t) => value / figure[t % figure.length]!)
    const smoothed = fitEts(flat, 1, { error: 'A', trend: 'N', season: 'N' })
    const alpha = smoothed?.smoothing.alpha ?? 0.5
    return {
      figure,
      phase: values.length % figure.length,
      slope: lineThrough(flat).slope / 2,
      level: smoothed?.end.level ?? flat.at(-1)!,
      alpha,
      length: values.length,
      variance: smoothed?.variance ?? 0,
    }
  },
  methods: ({ figure, phase, slope, level: base, alpha, length, variance }) => ({
    forecast: (horizon: number, { level = 0.95 }: { level?: number; seed?: number } = {}) =>
      normalForecast(horizon, level, (h) => {
        const factor = figure[(phase + h - 1) % figure.length]!
        const mean = base + slope * (h - 1 + (1 - (1 - alpha) ** length) / alpha)
        return { mean: mean * factor, deviation: Math.sqrt(variance * (1 + (h - 1) * alpha * alpha)) * factor }
      }),
  }),
})
