import type { Table } from '@rapport/analytics/data/index.ts'
import {
  accuracy,
  auc,
  averagePrecision,
  bootstrapOf,
  brier,
  correlation,
  gains,
  lift,
  logLoss,
  regressionMetrics,
  reliability,
  rocCurve,
} from '@rapport/analytics/metrics/index.ts'
import { positiveOf } from '@rapport/analytics/select/index.ts'
import type { Measures, Report, TaskKind } from '@rapport/vocabulary/insights/report.ts'
import type { Answerer } from './answerer.ts'
import { byParts, type Look } from './by-parts.ts'

/** What a pipeline says of rows: the probability of yes, a number, or the index of the likeliest label. */
export const answersFor = (task: TaskKind, pipeline: Answerer, table: Table, look?: Look): Float64Array =>
  task === 'yes_no'
    ? byParts(table, (part) => positiveOf(pipeline.predictProbability(part)), look)
    : byParts(table, (part) => pipeline.predict(part), look)

/** The probability of every label, row by row. */
export const chancesFor = (pipeline: Answerer, table: Table): Float64Array =>
  byParts(table, (part) => pipeline.predictProbability(part))

/** The measure that methods and versions are compared by; more is better for all three. */
export const primaryOf = (task: TaskKind): string => (task === 'yes_no' ? 'auc' : task === 'number' ? 'r2' : 'accuracy')

const hasBoth = (y: Float64Array): boolean => y.includes(1) && y.includes(0)

/** What the tenth with the highest answers brought. */
function captured(y: Float64Array, answers: Float64Array): number {
  const order = Int32Array.from(y.keys()).sort((a, b) => answers[b]! - answers[a]! || a - b)
  return order.subarray(0, Math.ceil(y.length / 10)).reduce((sum, i) => sum + y[i]!, 0)
}

/** The measures of answers against what came of the rows. */
export function measuresOf(task: TaskKind, y: Float64Array, answers: Float64Array): Measures {
  if (y.length === 0) return {}
  if (task === 'choice') return { accuracy: accuracy(y, answers) }
  if (task === 'number') {
    const { rmse, mae, r2 } = regressionMetrics(y, answers)
    const total = y.reduce((a, b) => a + b, 0)
    const said = answers.reduce((a, b) => a + b, 0)
    return {
      rmse,
      mae,
      r2,
      correlation: correlation(y, answers),
      totalError: total === 0 ? Number.NaN : said / total - 1,
      capture: total === 0 ? Number.NaN : captured(y, answers) / total,
    }
  }
  if (!hasBoth(y)) return { brier: brier(y, answers) }
  return {
    auc: auc(y, answers),
    averagePrecision: averagePrecision(y, answers),
    brier: brier(y, answers),
    logLoss: logLoss(y, answers),
    lift10: lift(y, answers, 0.1),
  }
}

/** The share of rows whose outcome is among the so many likeliest labels. */
export function amongLikeliest(y: Float64Array, chances: Float64Array, most = 3): number {
  const size = chances.length / Math.max(1, y.length)
  const hit = (was: number, i: number) => {
    const own = chances.subarray(i * size, (i + 1) * size)
    return own.filter((chance, label) => chance > own[was]! || (chance === own[was]! && label < was)).length < most
  }
  return y.reduce((sum, was, i) => sum + (hit(was, i) ? 1 : 0), 0) / Math.max(1, y.length)
}

/** The same for a rule without a model: the labels that were commonest among what was learned from. */
export function commonestAmong(y: Float64Array, learned: Float64Array, labels: number): number {
  const counts = new Float64Array(labels)
  for (const was of learned) counts[was]! += 1
  const chances = new Float64Array(y.length * labels)
  y.forEach((_, i) => {
    chances.set(counts, i * labels)
  })
  return amongLikeliest(y, chances)
}

const mostPairs = 4_000
const mostPoints = 120

const thinned = <T>(list: readonly T[], most: number): T[] =>
  list.length <= most
    ? [...list]
    : Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))]!)

/** Counts of what was (rows) by what was said (columns). */
function crossed(y: Float64Array, answers: Float64Array): number[][] {
  const size = 1 + Math.max(...y, ...answers)
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  y.forEach((was, i) => {
    counts[was]![answers[i]!]! += 1
  })
  return counts
}

type Curves = Pick<Report, 'calibration' | 'gains' | 'roc' | 'pairs' | 'confusion' | 'interval'>

/** Means of what was said and what came, in tenths by what was said. */
function tenths(y: Float64Array, answers: Float64Array): Report['calibration'] {
  const order = Int32Array.from(y.keys()).sort((a, b) => answers[a]! - answers[b]! || a - b)
  return Array.from({ length: 10 }, (_, t) => {
    const rows = order.subarray(Math.round((order.length * t) / 10), Math.round((order.length * (t + 1)) / 10))
    const mean = (of: Float64Array) => rows.reduce((sum, i) => sum + of[i]!, 0) / rows.length
    return { rows: rows.length, predicted: mean(answers), observed: mean(y) }
  }).filter((one) => one.rows > 0)
}

/** The pictures of how good answers are, from the very rows that the measures come from. */
export function curvesOf(task: TaskKind, y: Float64Array, answers: Float64Array): Curves {
  const none: Curves = { calibration: [], gains: [], roc: [], pairs: [], confusion: null, interval: null }
  if (y.length < 2) return none
  const pairs = thinned(
    Array.from(y, (value, i) => [answers[i]!, value] as const),
    mostPairs,
  )
  if (task === 'choice') return { ...none, confusion: crossed(y, answers) }
  if (task === 'number') return { ...none, calibration: tenths(y, answers), pairs }
  if (!hasBoth(y)) return none
  const roc = rocCurve(y, answers)
  const { low, high } = bootstrapOf(auc, y, answers, { resamples: 200, seed: 1 })
  return {
    calibration: reliability(y, answers, y.length < 200 ? 5 : 10).bins,
    gains: gains(y, answers, 10),
    roc: thinned(
      Array.from(roc.x, (x, i) => [x, roc.y[i]!] as const),
      mostPoints,
    ),
    pairs,
    confusion: null,
    interval: { low, high },
  }
}
