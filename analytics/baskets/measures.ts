/** Counts behind one rule X → Y over n baskets: with both, with X, with Y. */
export type RuleCounts = {
  readonly both: number
  readonly left: number
  readonly right: number
  readonly baskets: number
}

/**
 * Share of baskets that hold both sides: P(X, Y).
 * @example
 * supportOf({ both: 2, left: 4, right: 4, baskets: 8 }) // 0.25
 */
export const supportOf = ({ both, baskets }: RuleCounts): number => both / baskets

/**
 * Share of the baskets with X that also hold Y: P(Y | X).
 * @example
 * confidenceOf({ both: 2, left: 4, right: 4, baskets: 8 }) // 0.5
 */
export const confidenceOf = ({ both, left }: RuleCounts): number => both / left

/** P(X, Y) / (P(X) P(Y)); 1 when independent. @example liftOf({ both: 3, left: 4, right: 4, baskets: 8 }) // 1.5 */
export const liftOf = ({ both, left, right, baskets }: RuleCounts): number => (both * baskets) / (left * right)

/**
 * P(X, Y) − P(X) P(Y), in [−¼, ¼]; 0 when independent (Piatetsky-Shapiro 1991).
 * @example
 * leverageOf({ both: 3, left: 4, right: 4, baskets: 8 }) // 0.125
 */
export const leverageOf = ({ both, left, right, baskets }: RuleCounts): number =>
  both / baskets - (left / baskets) * (right / baskets)

/**
 * (1 − P(Y)) / (1 − confidence); Infinity for rules without exception (Brin et al. 1997).
 * @example
 * convictionOf({ both: 3, left: 4, right: 4, baskets: 8 }) // 2
 */
export const convictionOf = (counts: RuleCounts): number => {
  const exceptions = 1 - confidenceOf(counts)
  return exceptions === 0 ? Number.POSITIVE_INFINITY : (1 - counts.right / counts.baskets) / exceptions
}

/**
 * Pearson's chi-square of the 2 × 2 table of X against Y, without continuity correction, one degree of freedom.
 * Returns NaN when a margin is empty.
 * @example chiSquareOf({ both: 3, left: 4, right: 4, baskets: 8 }) // 2
 */
export function chiSquareOf({ both, left, right, baskets }: RuleCounts): number {
  const determinant = both * baskets - left * right
  return (determinant * determinant * baskets) / (left * right * (baskets - left) * (baskets - right))
}

/**
 * ln k! for k = 0 … n, so that many exact tests on the same data cost no gamma function.
 * @example
 * Math.exp(logFactorials(5)[5]) // 120
 */
export function logFactorials(n: number): Float64Array {
  const table = new Float64Array(n + 1)
  for (let k = 2; k <= n; k++) table[k] = table[k - 1]! + Math.log(k)
  return table
}

/**
 * One-sided Fisher exact p-value: chance of at least `both` joint baskets when X and Y are independent and the
 * margins are fixed (upper tail of the hypergeometric distribution). Cost: at most min(left, right) − both + 1 terms,
 * stopped when they no longer matter.
 *
 * @example
 * fisherOf({ both: 3, left: 3, right: 3, baskets: 6 }, logFactorials(6)) // 0.05
 */
export function fisherOf({ both, left, right, baskets }: RuleCounts, ln: Float64Array): number {
  const start =
    ln[left]! + ln[baskets - left]! + ln[right]! + ln[baskets - right]! - ln[baskets]! - ln[both]! - ln[left - both]!
  let term = Math.exp(start - ln[right - both]! - ln[baskets - left - right + both]!)
  let tail = term
  for (let k = both + 1; k <= Math.min(left, right) && term > tail * 1e-17; k++) {
    term *= ((left - k + 1) * (right - k + 1)) / (k * (baskets - left - right + k))
    tail += term
  }
  return Math.min(1, tail)
}
