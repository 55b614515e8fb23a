import { chiSquareAbove, normalQuantile } from '../numeric/distributions.ts'
import { ranks } from './regression.ts'

/** A value with the interval that holds it with the level asked for. */
export type Ranged = { value: number; low: number; high: number }

/**
 * A share with Wilson's score interval, which keeps its level for few rows and shares near 0 or 1. Source: Wilson 1927.
 * @example wilson(81, 263).low // 0.2553
 */
export function wilson(hits: number, rows: number, level = 0.95): Ranged {
  if (rows === 0) return { value: 0, low: 0, high: 1 }
  const z = normalQuantile((1 + level) / 2)
  const share = hits / rows
  const middle = (share + (z * z) / (2 * rows)) / (1 + (z * z) / rows)
  const reach = (z / (1 + (z * z) / rows)) * Math.sqrt((share * (1 - share)) / rows + (z * z) / (4 * rows * rows))
  return { value: share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}

/** Rows of a class against those of the other: for each the share of the other class that it is placed right to. */
function placements(scores: Float64Array, own: readonly number[], others: number): Float64Array {
  const among = ranks(scores)
  const alone = ranks(Float64Array.from(own, (row) => scores[row]!))
  return Float64Array.from(own, (row, i) => (among[row]! - alone[i]!) / others)
}

const variance = (values: Float64Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1)
}

/**
 * Standard error of the area under the ROC curve without assumptions about the scores; NaN with one class only. Source: DeLong,
 * DeLong & Clarke-Pearson 1988, by midranks (Sun & Xu 2014) in O(n log n).
 * @example aucError([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.353553
 */
export function aucError(y: ArrayLike<number>, scores: ArrayLike<number>): number {
  const all = Float64Array.from(scores)
  const rows = Array.from(all.keys())
  const [yes, no] = [rows.filter((i) => y[i] === 1), rows.filter((i) => y[i] !== 1)]
  if (yes.length === 0 || no.length === 0) return Number.NaN
  const hits = variance(placements(all, yes, no.length))
  const alarms = variance(placements(all, no, yes.length))
  return Math.sqrt(hits / yes.length + alarms / no.length)
}

/**
 * The chance that shares of groups differ as much as they do when they have one share in common: Pearson's chi-square test of
 * homogeneity. NaN with fewer than two groups or where nothing varies.
 * @example sharesAlike([30, 10], [100, 100]) // 0.000407
 */
export function sharesAlike(hits: readonly number[], rows: readonly number[]): number {
  const all = rows.reduce((a, b) => a + b, 0)
  const share = hits.reduce((a, b) => a + b, 0) / all
  if (rows.length < 2 || share === 0 || share === 1) return Number.NaN
  const off = hits.reduce((sum, n, g) => sum + (n - rows[g]! * share) ** 2 / (rows[g]! * share * (1 - share)), 0)
  return chiSquareAbove(off, rows.length - 1)
}

/**
 * The chance that estimates of groups differ as much as they do when all estimate one value: Cochran's Q, each weighted by its
 * standard error. Estimates without an error are passed over; NaN with fewer than two. Source: Cochran 1954.
 * @example estimatesAlike([0.8, 0.6], [0.05, 0.05]) // 0.004678
 */
export function estimatesAlike(values: readonly number[], errors: readonly number[]): number {
  const used = values.flatMap((value, g) => (errors[g]! > 0 ? [{ value, weight: 1 / errors[g]! ** 2 }] : []))
  if (used.length < 2) return Number.NaN
  const weight = used.reduce((sum, one) => sum + one.weight, 0)
  const mean = used.reduce((sum, one) => sum + one.weight * one.value, 0) / weight
  const q = used.reduce((sum, one) => sum + one.weight * (one.value - mean) ** 2, 0)
  return chiSquareAbove(q, used.length - 1)
}

/**
 * p-values of several tests raised so that the chance of even one false alarm among all stays below the level they are held
 * against. NaN stands for a test that could not be made. Source: Holm 1979.
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(p: readonly number[]): number[] {
  const made = [...p.keys()].filter((i) => !Number.isNaN(p[i]!)).sort((a, b) => p[a]! - p[b]!)
  const raised = p.map(() => Number.NaN)
  made.reduce((least, i, place) => {
    raised[i] = Math.min(1, Math.max(least, (made.length - place) * p[i]!))
    return raised[i]!
  }, 0)
  return raised
}
