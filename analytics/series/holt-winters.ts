import { defineEstimator } from '../estimator.ts'
import { nelderMead } from '../numeric/nelder-mead.ts'
import { choice_ } from '../params.ts'
import { decompose } from './decompose.ts'
import { lineThrough } from './ets-fit.ts'
import { checkSeries, type Series } from './series.ts'
import { normalForecast } from './simple.ts'

/**
 * Holt–Winters: level, slope and season by three smoothing parameters in [0, 1] with the least sum of squared one-step
 * errors; the first states come from the classical decomposition of the first two seasons, as R's HoltWinters does.
 *   level ← α (y − s or y / s) + (1 − α)(level + slope); slope ← β Δlevel + (1 − β) slope; s ← γ (y − or / level) + (1 − γ) s
 * Intervals: normal, with the variance of the matching additive model.
 *
 * Cost: about 1000 passes over the series.
 * @throws AnalyticsError `too_few_rows` for less than two seasons, `missing_value`.
 * Sources: Holt 1957; Winters, Management Science 6, 1960.
 *
 * @example
 * holtWinters.fit({ values: passengers, period: 12 }, { season: 'multiplicative' }).forecast(12).mean
 */
export const holtWinters = defineEstimator({
  name: 'holt_winters',
  version: 1,
  title: 'Holt–Winters',
  parameters: {
    season: choice_(['additive', 'multiplicative'], { default: 'additive', help: 'season added or multiplied' }),
  },
  fit(series: Series, { season }) {
    const { values, period } = checkSeries('holt_winters', series, Math.max(3, 2 * (series.period ?? 1) + 1))
    const start = firstStates(values, period, season)
    const error = (w: Float64Array) => run(values, period, season, start, shares(w)).squares
    const found = [0.2, 0.5, 0.8]
      .map((alpha) =>
        nelderMead(
          error,
          [alpha, 0.3, 0.5].map((share) => Math.asin(Math.sqrt(share))),
          { tolerance: 1e-9, maxEvaluations: 600 },
        ),
      )
      .reduce((best, next) => (next.value < best.value ? next : best))
    const [alpha, beta, gamma] = shares(found.w)
    const end = run(values, period, season, start, [alpha, beta, gamma])
    return { alpha, beta, gamma, ...end, phase: values.length % period, observations: values.length - period }
  },
  methods: (m) => ({
    forecast: (horizon: number, { level = 0.95 }: { level?: number; seed?: number } = {}) => {
      const period = m.seasonal.length
      let spread = 1
      return normalForecast(horizon, level, (h) => {
        if (h > 1)
          spread += (m.alpha * (1 + m.beta * (h - 1)) + ((h - 1) % period === 0 ? m.gamma * (1 - m.alpha) : 0)) ** 2
        const s = m.seasonal[(m.phase + h - 1) % period]!
        const base = m.level + h * m.slope
        const mean = m.parameters.season === 'additive' ? base + s : base * s
        return { mean, deviation: Math.sqrt((m.squares / m.observations) * spread) }
      })
    },
  }),
})

type Season = 'additive' | 'multiplicative'
type States = { level: number; slope: number; seasonal: Float64Array }
type Shares = readonly [number, number, number]

/** sin² maps any number into [0, 1], ends included. */
function shares(w: Float64Array): Shares {
  const [a, b, c] = Array.from(w, (x) => Math.sin(x) ** 2)
  return [a!, b!, c!]
}

function firstStates(values: Float64Array, period: number, season: Season): States {
  if (period === 1)
    return {
      level: values[0]!,
      slope: values[1]! - values[0]!,
      seasonal: Float64Array.of(season === 'additive' ? 0 : 1),
    }
  const { trend, figure } = decompose(values.subarray(0, 2 * period), period, season)
  const { at, slope } = lineThrough(trend.filter((value) => !Number.isNaN(value)))
  return { level: at, slope, seasonal: figure }
}

function run(
  values: Float64Array,
  period: number,
  season: Season,
  start: States,
  [alpha, beta, gamma]: Shares,
): States & { squares: number } {
  const seasonal = start.seasonal.slice()
  let { level, slope } = start
  let squares = 0
  for (let t = period; t < values.length; t++) {
    const [y, s] = [values[t]!, seasonal[t % period]!]
    const base = level + slope
    squares += (y - (season === 'additive' ? base + s : base * s)) ** 2
    const next = alpha * (season === 'additive' ? y - s : y / s) + (1 - alpha) * base
    slope = beta * (next - level) + (1 - beta) * slope
    level = next
    if (period > 1) seasonal[t % period] = gamma * (season === 'additive' ? y - level : y / level) + (1 - gamma) * s
  }
  return { level, slope, seasonal, squares }
}
