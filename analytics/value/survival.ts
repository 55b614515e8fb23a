import { refuse } from '../errors.ts'
import { chiSquareAbove, normalQuantile } from '../numeric/distributions.ts'

/** How long each was observed, and whether it ended then (1) or observation did (0). */
export type Durations = { readonly time: ArrayLike<number>; readonly ended: ArrayLike<number> }

/** Survival after each time at which something ended. */
export type SurvivalCurve = {
  readonly time: Float64Array
  readonly atRisk: Float64Array
  readonly ended: Float64Array
  readonly survival: Float64Array
  /** Greenwood's standard error of `survival`. */
  readonly standardError: Float64Array
  /** Interval on the log(−log) scale, which stays within 0 and 1. */
  readonly low: Float64Array
  readonly high: Float64Array
  /** First time at which survival is at most ½; Infinity when it is never. */
  readonly median: number
}

/**
 * Kaplan–Meier estimate of the share that lasts longer than t: Π over end times t_i ≤ t of (1 − d_i / n_i), with d_i ended
 * among n_i still at risk. Cost: one sort.
 *
 * @throws AnalyticsError `wrong_shape`, `not_finite`, `too_few_rows`.
 * Sources: Kaplan, Meier, JASA 53, 1958; Greenwood 1926; Kalbfleisch, Prentice for the interval.
 * @example
 * kaplanMeier({ time: [6, 6, 6, 6, 7], ended: [1, 1, 1, 0, 1] }).survival // 0.4, 0
 */
export function kaplanMeier(durations: Durations, level = 0.95): SurvivalCurve {
  const order = orderOf(durations)
  const steps: { time: number; atRisk: number; ended: number }[] = []
  for (let from = 0; from < order.length; ) {
    const time = durations.time[order[from]!]!
    let [to, ended] = [from, 0]
    for (; to < order.length && durations.time[order[to]!] === time; to++) ended += durations.ended[order[to]!]!
    if (ended > 0) steps.push({ time, atRisk: order.length - from, ended })
    from = to
  }
  return curveOf(steps, level)
}

function curveOf(steps: readonly { time: number; atRisk: number; ended: number }[], level: number): SurvivalCurve {
  const column = () => new Float64Array(steps.length)
  const [survival, standardError, low, high] = [column(), column(), column(), column()]
  const z = normalQuantile(0.5 + level / 2)
  let [share, variance] = [1, 0]
  steps.forEach(({ atRisk, ended }, k) => {
    share *= 1 - ended / atRisk
    variance += ended / (atRisk * (atRisk - ended))
    survival[k] = share
    standardError[k] = share === 0 ? 0 : share * Math.sqrt(variance)
    const spread = Math.exp((z * Math.sqrt(variance)) / Math.abs(Math.log(share)))
    low[k] = share === 0 || share === 1 ? share : share ** spread
    high[k] = share === 0 || share === 1 ? share : share ** (1 / spread)
  })
  const median = steps.find((_, k) => survival[k]! <= 0.5)?.time ?? Infinity
  const take = (name: 'time' | 'atRisk' | 'ended') => Float64Array.from(steps, (step) => step[name])
  return {
    time: take('time'),
    atRisk: take('atRisk'),
    ended: take('ended'),
    survival,
    standardError,
    low,
    high,
    median,
  }
}

/**
 * Log-rank test that two groups (`group` 0 or 1) last equally long: χ² with one degree of freedom and its p-value.
 * Source: Mantel 1966.
 * @example logRank(durations, isTreated).p
 */
export function logRank(durations: Durations, group: ArrayLike<number>): { chiSquare: number; p: number } {
  const order = orderOf(durations)
  let [inGroup, difference, variance] = [order.reduce((sum, i) => sum + group[i]!, 0), 0, 0]
  for (let from = 0; from < order.length; ) {
    const time = durations.time[order[from]!]!
    let [to, ended, endedInGroup, leavingGroup] = [from, 0, 0, 0]
    for (; to < order.length && durations.time[order[to]!] === time; to++) {
      const i = order[to]!
      ended += durations.ended[i]!
      endedInGroup += durations.ended[i]! * group[i]!
      leavingGroup += group[i]!
    }
    const n = order.length - from
    difference += endedInGroup - (ended * inGroup) / n
    if (n > 1) variance += (ended * inGroup * (n - inGroup) * (n - ended)) / (n * n * (n - 1))
    inGroup -= leavingGroup
    from = to
  }
  const chiSquare = variance > 0 ? difference ** 2 / variance : 0
  return { chiSquare, p: chiSquareAbove(chiSquare, 1) }
}

/** Rows by rising time. @throws AnalyticsError for rows that are not durations. */
export function orderOf({ time, ended }: Durations): Int32Array {
  if (time.length === 0) refuse('too_few_rows', 'Survival needs at least one duration.')
  if (time.length !== ended.length)
    refuse('wrong_shape', `There are ${time.length} times but ${ended.length} entries of ended.`)
  for (let i = 0; i < time.length; i++) {
    if (!(time[i]! >= 0 && time[i]! < Infinity))
      refuse('not_finite', `Duration ${i} is ${time[i]}; give a number of at least 0.`)
    if (ended[i] !== 0 && ended[i] !== 1)
      refuse('bad_input', `Entry ${i} of ended is ${ended[i]}; give 1 (ended) or 0 (still going).`)
  }
  return Int32Array.from({ length: time.length }, (_, i) => i).sort((a, b) => time[a]! - time[b]! || a - b)
}
