import { refuse } from '../errors.ts'

/** Numbers at equal distances in time; `period` is the number of them in a season (12 for months, 1 for none). */
export type Series = { readonly values: ArrayLike<number>; readonly period?: number }

/** A forecast for 1 … h steps ahead, with an interval that holds each value with chance `level`. */
export type Forecast = {
  readonly mean: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly level: number
}

/** What every fitted forecaster can do. */
export type Forecaster = { forecast(horizon: number, options?: { level?: number; seed?: number }): Forecast }

/** Values and period after the checks. @throws AnalyticsError `too_few_rows`, `missing_value`, `bad_input`. */
export function checkSeries(
  model: string,
  { values, period = 1 }: Series,
  least = 1,
): { values: Float64Array; period: number } {
  const out = Float64Array.from(values)
  if (out.length < least) refuse('too_few_rows', `${model} needs at least ${least} values and was given ${out.length}.`)
  const bad = out.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) refuse('missing_value', `${model}: value ${bad} of the series is ${out[bad]}; fill gaps first.`)
  if (!Number.isInteger(period) || period < 1)
    refuse('bad_input', `${model}: the period is ${period}; give a whole number of at least 1.`)
  return { values: out, period }
}

/** Refuses a horizon that is not a whole number of at least 1, and a level outside (0, 1). */
export function checkHorizon(horizon: number, level: number): void {
  if (!Number.isInteger(horizon) || horizon < 1)
    refuse('illegal_parameter', `The horizon is ${horizon}; give a whole number of at least 1.`)
  if (!(level > 0 && level < 1)) refuse('illegal_parameter', `The level is ${level}; give a chance between 0 and 1.`)
}
