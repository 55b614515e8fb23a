import {
  anomalies,
  ets,
  type Forecast,
  forecastAccuracy,
  meanForecast,
  naive,
  seasonalNaive,
  simpleSmoothing,
  theta,
} from '@rapport/analytics/series/index.ts'
import type { Foreseen, Method, Short, Trial, Unit } from './report.ts'

const level = 0.8
const rules = {
  week: { season: 52, least: 12, short: 4, long: 8, longFrom: 70 },
  month: { season: 12, least: 8, short: 3, long: 6, longFrom: 36 },
}
/** Less than this much better counts as no better: a handful of past stretches cannot tell it from chance. */
const margin = 0.03
const naives: readonly Method[] = ['naive', 'season']

/** How far ahead, and at how many past moments that is tried: once to choose, then as often to judge the choice. */
function design(unit: Unit, length: number) {
  const { season, least, short, long, longFrom } = rules[unit]
  const isLong = length >= longFrom
  const [horizon, folds] = isLong ? [long, 5] : [short, 3]
  const span = horizon + folds - 1
  return { season, horizon, folds, judgedFrom: length - span, first: length - 2 * span, needs: least + 2 * span, least }
}

export interface Ways {
  /** Slower methods too. */
  readonly rich: boolean
}

/** A forecast by each method, of the values alone that it is given. */
function forecasts(values: readonly number[], unit: Unit, horizon: number, { rich }: Ways): Map<Method, Forecast> {
  const { season } = rules[unit]
  const series = { values, period: values.length >= 2 * season ? season : 1 }
  const options = { level, seed: 1 }
  const found = new Map<Method, Forecast>([['naive', naive.fit({ values }).forecast(horizon, options)]])
  if (values.length >= season)
    found.set('season', seasonalNaive.fit({ values, period: season }).forecast(horizon, options))
  found.set('level', simpleSmoothing.fit({ values }).forecast(horizon, options))
  const byTheta = theta.fit(series).forecast(horizon, options)
  found.set('theta', byTheta)
  if (rich) {
    const byEts = ets.fit(series).forecast(horizon, options)
    found.set('ets', byEts).set('both', meanForecast([byTheta, byEts]))
  }
  for (const [method, { mean, low, high }] of found)
    found.set(method, { mean: up(mean), low: up(low), high: up(high), level })
  return found
}

/** Sales are not less than nothing. */
const up = (column: Float64Array): Float64Array => column.map((value) => Math.max(0, value))

type Sum = { error: number; held: number; folds: number }

/** Means over forecasts made after `origins` values, for the methods that could be tried at every one of them. */
function tried(values: readonly number[], unit: Unit, origins: readonly number[], horizon: number, ways: Ways) {
  const sums = new Map<Method, Sum>()
  let sold = 0
  for (const origin of origins) {
    const past = values.slice(0, origin)
    const came = values.slice(origin, origin + horizon)
    sold += came.reduce((sum, value) => sum + Math.abs(value), 0) / horizon
    for (const [method, forecast] of forecasts(past, unit, horizon, ways)) {
      const { mae, coverage } = forecastAccuracy(came, forecast, { values: past })
      const sum = sums.get(method) ?? { error: 0, held: 0, folds: 0 }
      sums.set(method, { error: sum.error + mae, held: sum.held + coverage / 100, folds: sum.folds + 1 })
    }
  }
  const n = origins.length
  const whole = [...sums].filter(([, { folds }]) => folds === n)
  return {
    sold: sold / n,
    of: new Map(whole.map(([method, { error, held }]) => [method, { error: error / n, held: held / n }])),
  }
}

function trials(values: readonly number[], unit: Unit, ways: Ways): Trial[] {
  const { horizon, folds, first, judgedFrom } = design(unit, values.length)
  const origins = (from: number) => Array.from({ length: folds }, (_, fold) => from + fold)
  const choosing = tried(values, unit, origins(first), horizon, ways)
  // Begins where the last value that the choice saw ends, so that nothing judged was known when it was made.
  const judging = tried(values, unit, origins(judgedFrom), horizon, ways)
  return [...choosing.of].map(([method, { error }]) => {
    const judged = judging.of.get(method)!
    const share = judging.sold > 0 ? judged.error / judging.sold : null
    return { method, chosenOn: error, error: judged.error, share, held: judged.held }
  })
}

const best = (of: readonly Trial[]): Trial => of.reduce((a, b) => (b.chosenOn < a.chosenOn ? b : a))

/**
 * What comes next, by the method that did best on an earlier stretch of the past, judged on a later one beside last week's (month's)
 * and last year's value. Where it is no better than these, the better of these is what is shown.
 */
export function foresee(from: string, given: readonly number[], unit: Unit, ways: Ways): Foreseen | Short {
  const { horizon, folds, needs } = design(unit, given.length)
  if (given.length < needs) return { has: given.length, needs }
  const all = trials(given, unit, ways)
  const simple = all.filter(({ method }) => naives.includes(method))
  const learned = best(all.filter(({ method }) => !naives.includes(method)))
  const better = simple.every(({ error }) => learned.error < error * (1 - margin))
  const { method } = better ? learned : best(simple)
  const { mean, low, high } = forecasts(given, unit, horizon, ways).get(method)!
  const { season } = rules[unit]
  const odd = anomalies({ values: given, period: given.length >= 2 * season ? season : 1 })
  return {
    from,
    values: given,
    method,
    better,
    mean: round(mean),
    low: round(low),
    high: round(high),
    level,
    trials: all,
    folds,
    anomalies: [...odd.positions]
      .filter((at) => Number.isFinite(odd.score[at]!))
      .map((at) => ({ at, expected: cents(odd.expected[at]!), score: cents(odd.score[at]!) })),
  }
}

const cents = (value: number): number => Math.round(value * 100) / 100
const round = (column: Float64Array): number[] => Array.from(column, cents)
