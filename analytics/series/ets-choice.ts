import { refuse } from '../errors.ts'
import { type EtsFit, fitEts } from './ets-fit.ts'
import type { EtsForm } from './ets-recursion.ts'

/** A fitted form and how much it counts in the forecast; weights sum to 1. */
export type EtsPart = { readonly weight: number; readonly fitted: EtsFit }

/** Forms that can be compared by AICc: all but those whose variance is not defined (absolute error, relative season). */
const forms: readonly EtsForm[] = (['A', 'M'] as const).flatMap((error) =>
  (['N', 'A', 'Ad'] as const).flatMap((trend) =>
    (['N', 'A', 'M'] as const)
      .filter((season) => error === 'M' || season !== 'M')
      .map((season) => ({ error, trend, season })),
  ),
)

/** Name of a form: ETS(M,Ad,M). @example formName({ error: 'M', trend: 'Ad', season: 'M' }) // 'ETS(M,Ad,M)' */
export function formName({ error, trend, season }: EtsForm): string {
  return `ETS(${error},${trend},${season})`
}

/** A season longer than this is taken out by decomposition instead of being smoothed. */
export const longestSeason = 24

export type Wanted = { readonly error: string; readonly trend: string; readonly season: string }

/** The likeliest form by AICc, and all forms that count with their weights. @throws AnalyticsError `infeasible`. */
export function chooseForms(values: Float64Array, period: number, wanted: Wanted) {
  const isPositive = values.every((value) => value > 0)
  const suits = (form: EtsForm) =>
    (isPositive || (form.error === 'A' && form.season !== 'M')) &&
    (form.season === 'N' || (period > 1 && period <= longestSeason && values.length >= 2 * period)) &&
    (['error', 'trend', 'season'] as const).every((part) => wanted[part] === 'auto' || wanted[part] === form[part])
  const candidates = wanted.error === 'A' && wanted.season === 'M' ? [...forms, ...relativeSeasons] : forms
  const fits = candidates
    .filter(suits)
    .map((form) => fitEts(values, period, form))
    .filter((fit) => fit !== undefined)
  const best = fits.toSorted((a, b) => a.aicc - b.aicc)[0]
  if (best) return { form: formName(best.form), fitted: best, parts: weighted(fits) }
  if ([wanted.error, wanted.trend, wanted.season].every((part) => part === 'auto')) {
    const fitted = shortest(values)
    return { form: 'ETS(A,N,N)', fitted, parts: [{ weight: 1, fitted }] }
  }
  return refuse(
    'infeasible',
    `No form of ets with error ${wanted.error}, trend ${wanted.trend} and season ${wanted.season} suits ${values.length} values with period ${period}; relative parts need positive values, seasonal ones two seasons of at most ${longestSeason}.`,
  )
}

/**
 * How credible a trend is before the series is seen: an undamped one runs away over longer horizons, so of a trend and its
 * damped version it gets a quarter.
 */
const credit = { N: 1, A: 0.25, Ad: 0.75 } as const

/** What is lost by leaving out a form that counts less than this is nothing, and its simulations cost as much as any. */
const leastWeight = 0.005

/** Akaike weights, credit · exp(−AICc / 2). */
function weighted(fits: readonly EtsFit[]): EtsPart[] {
  const least = Math.min(...fits.map(({ aicc }) => aicc))
  const raw = fits.map(({ form, aicc }) => credit[form.trend] * Math.exp((least - aicc) / 2))
  const limit = leastWeight * raw.reduce((a, b) => a + b, 0)
  const total = raw.reduce((sum, weight) => sum + (weight >= limit ? weight : 0), 0)
  return fits.flatMap((fitted, k) => (raw[k]! >= limit ? [{ weight: raw[k]! / total, fitted }] : []))
}

const relativeSeasons: readonly EtsForm[] = (['N', 'A', 'Ad'] as const).map((trend) => ({
  error: 'A',
  trend,
  season: 'M',
}))

/** For a handful of values: their mean, without anything that would have to be learned. */
function shortest(values: Float64Array): EtsFit {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1)
  const state = { level: mean, slope: 0, season: new Float64Array(1) }
  const smoothing = { alpha: 1e-4, beta: 0, gamma: 0, phi: 0 }
  return {
    form: { error: 'A', trend: 'N', season: 'N' },
    smoothing,
    start: state,
    end: state,
    variance,
    logLikelihood: Number.NaN,
    aicc: Number.NaN,
    freedom: Math.max(1, values.length - 1),
    learned: 1,
    phase: 0,
  }
}
