import { bootstrap, type Interval } from './bootstrap.ts'

/** How far one share lies above another on the same cases: with a bootstrap interval, and the chance of such a gap by chance alone. */
export type PairedGap = Interval & {
  /** Cases that the first had right and the second not, and the reverse. */
  readonly gained: number
  readonly lost: number
  /** Two-sided, of {@link mcnemar}. */
  readonly p: number
}

/**
 * Exact McNemar test: of n = gained + lost cases on which two answers differ, the chance that a fair coin would fall at least as unevenly,
 * min(1, 2 Σ_{k ≤ min} C(n, k) / 2ⁿ). Logarithms keep it from overflowing. Source: McNemar, Psychometrika 12, 1947.
 * @example mcnemar(1, 7) // 0.0703125
 */
export function mcnemar(gained: number, lost: number): number {
  const n = gained + lost
  let [logarithm, sum] = [-n * Math.LN2, 0]
  for (let k = 0; k <= Math.min(gained, lost); k++) {
    sum += Math.exp(logarithm)
    logarithm += Math.log(n - k) - Math.log(k + 1)
  }
  return Math.min(1, 2 * sum)
}

/**
 * The gap between two sets of answers that were judged on the very same cases, each 1 for right and 0 for wrong.
 * @example pairedGap([1, 1, 0, 1], [1, 0, 0, 0]).value // 0.5
 */
export function pairedGap(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  options: { resamples?: number; level?: number; seed?: number } = {},
): PairedGap {
  const gaps = Float64Array.from({ length: first.length }, (_, i) => first[i]! - second[i]!)
  const mean = (rows: Int32Array) => rows.reduce((sum, row) => sum + gaps[row]!, 0) / rows.length
  const count = (way: number) => gaps.reduce((sum, gap) => sum + (gap * way > 0 ? 1 : 0), 0)
  const [gained, lost] = [count(1), count(-1)]
  return { ...bootstrap(gaps.length, mean, { resamples: 1_000, ...options }), gained, lost, p: mcnemar(gained, lost) }
}
