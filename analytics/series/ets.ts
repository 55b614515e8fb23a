import { defineEstimator } from '../estimator.ts'
import { normalQuantile, studentQuantile } from '../numeric/distributions.ts'
import { mulberry32, normal } from '../numeric/random.ts'
import { choice_ } from '../params.ts'
import { decompose, seasonalStrength } from './decompose.ts'
import { chooseForms, type EtsPart, longestSeason } from './ets-choice.ts'
import type { EtsFit } from './ets-fit.ts'
import type { EtsForm, State } from './ets-recursion.ts'
import { mixtureForecast } from './mixture.ts'
import { checkHorizon, checkSeries, type Forecast, type Series } from './series.ts'
import { normalForecast } from './simple.ts'

/**
 * Exponential smoothing as a state-space model: the forecast is the mean of all forms that suit, weighted by how likely
 * AICc makes them, and `form` names the likeliest. Give parts of the form to have only those: error absolute (A) or
 * relative (M), trend none, additive or damped (N, A, Ad), season none, additive or relative (N, A, M). All parameters
 * and first states by maximum likelihood. Of a
 * trend and its damped version the latter is three times as credible before the series is seen, since undamped trends run
 * away over longer horizons. Intervals: closed form for absolute errors without relative season, otherwise
 * from 2,000 simulated futures (of several forms by their weights); both are widened for the doubt about what was learned (Student's quantile, √(1 + learned / n)).
 * That of the mean is the mixture's, so it holds the doubt about the form too. Relative forms are tried only for positive series, seasonal ones for two seasons or more. A season
 * longer than 24 whose strength is above 0.64 over three seasons is taken out by classical decomposition and put back.
 *
 * Cost: about 15 forms × 2 starts × 60 passes × series length; some 30 ms for 100 months.
 * @throws AnalyticsError `too_few_rows`, `missing_value`, `infeasible` when the wanted form does not suit the series.
 * Sources: Hyndman, Koehler, Ord, Snyder, "Forecasting with Exponential Smoothing", 2008; Burnham, Anderson, "Model Selection
 * and Multimodel Inference", 2002, for the weights; Gardner, IJF 22, 2006, for damping.
 *
 * @example
 * const model = ets.fit({ values: sales, period: 12 })
 * model.form // 'ETS(M,Ad,M)'
 * model.forecast(12).mean
 */
export const ets = defineEstimator({
  name: 'ets',
  version: 2,
  title: 'Exponential smoothing (ETS)',
  parameters: {
    error: choice_(['auto', 'A', 'M'], { default: 'auto', help: 'absolute or relative errors' }),
    trend: choice_(['auto', 'N', 'A', 'Ad'], { default: 'auto', help: 'no, additive or damped trend' }),
    season: choice_(['auto', 'N', 'A', 'M'], { default: 'auto', help: 'no, additive or relative season' }),
  },
  fit(series: Series, wanted) {
    const { values, period } = checkSeries('ets', series, 2)
    const isLong =
      period > longestSeason &&
      wanted.season === 'auto' &&
      values.length >= 3 * period &&
      seasonalStrength(values, period) > 0.64
    if (!isLong) return { long: null, ...chooseForms(values, period, wanted) }
    const isRelative = values.every((value) => value > 0)
    const { figure } = decompose(values, period, isRelative ? 'multiplicative' : 'additive')
    const long = { figure, isRelative, phase: values.length % period }
    const flat = values.map((value, t) => (isRelative ? value / figure[t % period]! : value - figure[t % period]!))
    return { long, ...chooseForms(flat, 1, wanted) }
  },
  methods: ({ parts, long }) => {
    const plain = mixtureMethods(parts)
    if (!long) return plain
    const { figure, isRelative, phase } = long
    const withSeason = (column: ArrayLike<number>, from: number) =>
      Float64Array.from(column, (value, k) => {
        const s = figure[(from + k) % figure.length]!
        return isRelative ? value * s : value + s
      })
    return {
      forecast: (horizon: number, options?: { level?: number; seed?: number }) => {
        const { mean, low, high, level } = plain.forecast(horizon, options)
        return { mean: withSeason(mean, phase), low: withSeason(low, phase), high: withSeason(high, phase), level }
      },
      residuals: (values: ArrayLike<number>) => {
        const flat = Float64Array.from(values, (value, t) => {
          const s = figure[t % figure.length]!
          return isRelative ? value / s : value - s
        })
        const errors = plain.residuals(flat)
        return isRelative ? withSeason(errors, 0) : errors
      },
    }
  },
})

/** The same of several forms: weighted means, and the interval of their mixture. */
function mixtureMethods(parts: readonly EtsPart[]) {
  const each = parts.map(({ weight, fitted }) => ({
    weight,
    methods: smoothingMethods(fitted, Math.max(100, Math.round(2000 * weight))),
  }))
  return {
    forecast: (horizon: number, options?: { level?: number; seed?: number }) =>
      mixtureForecast(each.map(({ weight, methods }) => ({ weight, forecast: methods.forecast(horizon, options) }))),
    residuals: (values: ArrayLike<number>) => {
      const out = new Float64Array(values.length)
      for (const { weight, methods } of each)
        methods.residuals(values).forEach((error, t) => {
          out[t]! += weight * error
        })
      return out
    },
  }
}

/** What can be asked of a fitted form. */
export function smoothingMethods(fitted: EtsFit, paths = 2000) {
  return {
    /** The next `horizon` values; `seed` fixes the simulated intervals. */
    forecast: (horizon: number, { level = 0.95, seed = 1 }: { level?: number; seed?: number } = {}) =>
      isLinear(fitted.form)
        ? linearForecast(fitted, horizon, level)
        : simulatedForecast(fitted, horizon, level, seed, paths),
    /** Differences of the series (the one fitted, or any like it) from its one-step forecasts, in units of the series. */
    residuals: (values: ArrayLike<number>) => residualsOf(fitted, Float64Array.from(values)),
  }
}

/**
 * How much wider an interval is for doubt about what was learned: Student's quantile in place of the normal one, and
 * √(1 + learned / n), as for a regression with as many coefficients.
 */
function widening({ freedom, learned }: EtsFit, level: number): number {
  const p = (1 + level) / 2
  const quantile = studentQuantile(p, freedom) / normalQuantile(p)
  return quantile * Math.sqrt(1 + learned / (freedom + learned))
}

const isLinear = ({ error, season }: EtsForm): boolean => error === 'A' && season !== 'M'

/** Mean h steps ahead of a state reached after `n` values. */
function meanAhead({ form, smoothing }: EtsFit, state: State, phase: number, h: number): number {
  let damping = 0
  for (let k = 1; k <= h; k++) damping += smoothing.phi ** k
  const base = state.level + (form.trend === 'N' ? 0 : damping * state.slope)
  const s = state.season[(phase + h - 1) % state.season.length]!
  return form.season === 'N' ? base : form.season === 'A' ? base + s : base * s
}

function linearForecast(fit: EtsFit, horizon: number, level: number): Forecast {
  const { alpha, beta, gamma, phi } = fit.smoothing
  const period = fit.end.season.length
  let [spread, damping] = [1, 0]
  const wider = widening(fit, level)
  return normalForecast(horizon, level, (h) => {
    if (h > 1) {
      damping += fit.form.trend === 'N' ? 0 : phi ** (h - 1)
      const weight = alpha + beta * damping + (fit.form.season !== 'N' && (h - 1) % period === 0 ? gamma : 0)
      spread += weight * weight
    }
    return { mean: meanAhead(fit, fit.end, fit.phase, h), deviation: wider * Math.sqrt(fit.variance * spread) }
  })
}

function simulatedForecast(fit: EtsFit, horizon: number, level: number, seed: number, paths: number): Forecast {
  checkHorizon(horizon, level)
  const uniform = mulberry32(seed)
  const columns = Array.from({ length: horizon }, () => new Float64Array(paths))
  for (let path = 0; path < paths; path++)
    walk(
      fit,
      horizon,
      () => normal(uniform),
      (h, value) => {
        columns[h]![path] = value
      },
    )
  const mean = Float64Array.from({ length: horizon }, (_, k) => meanAhead(fit, fit.end, fit.phase, k + 1))
  const tail = (1 - level) / 2
  const wider = widening(fit, level)
  const at = (share: number) =>
    columns
      .map((column) => column.sort()[Math.round(share * (paths - 1))]!)
      .map((end, k) => mean[k]! + wider * (end - mean[k]!))
  return { mean, low: Float64Array.from(at(tail)), high: Float64Array.from(at(1 - tail)), level }
}

function walk(
  { form, smoothing, end, variance, phase }: EtsFit,
  horizon: number,
  draw: () => number,
  record: (h: number, value: number) => void,
): void {
  const { alpha, beta, gamma, phi } = smoothing
  const season = end.season.slice()
  const deviation = Math.sqrt(variance)
  let [level, slope] = [end.level, end.slope]
  for (let h = 0; h < horizon; h++) {
    const k = (phase + h) % season.length
    const s = season[k]!
    const q = level + phi * slope
    const mean = form.season === 'N' ? q : form.season === 'A' ? q + s : q * s
    const error = form.error === 'A' ? deviation * draw() : mean * Math.max(-0.99, deviation * draw())
    const y = mean + error
    record(h, y)
    const gap = form.season === 'M' ? error / s : error
    level = q + alpha * gap
    slope = phi * slope + beta * gap
    if (form.season !== 'N') season[k] = s + (gamma * error) / (form.season === 'M' ? q : 1)
  }
}

function residualsOf({ form, smoothing, start }: EtsFit, values: Float64Array): Float64Array {
  const season = start.season.slice()
  let [level, slope] = [start.level, start.slope]
  return values.map((y, t) => {
    const k = t % season.length
    const s = season[k]!
    const q = level + smoothing.phi * slope
    const mean = form.season === 'N' ? q : form.season === 'A' ? q + s : q * s
    const gap = (form.season === 'N' ? y : form.season === 'A' ? y - s : y / s) - q
    level = q + smoothing.alpha * gap
    slope = smoothing.phi * slope + smoothing.beta * gap
    if (form.season !== 'N') season[k] = s + smoothing.gamma * ((form.season === 'A' ? y - q : y / q) - s)
    return y - mean
  })
}
