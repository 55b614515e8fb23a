import type { CategoryColumn } from '../data/table.ts'
import { present, quantileSorted } from '../numeric/quantile.ts'

/** Share of rows in each bin before and after, the last bin being missing values. */
type Shares = { before: Float64Array; after: Float64Array }

function index({ before, after }: Shares): number {
  const floor = 1e-4
  return before.reduce((sum, share, b) => {
    const [p, q] = [Math.max(share, floor), Math.max(after[b]!, floor)]
    return sum + (q - p) * Math.log(q / p)
  }, 0)
}

/**
 * Population stability index of numbers: Σ (q − p) ln(q / p) over bins at the quantiles of `before`, missing being a bin of
 * its own, shares of at least 0.0001. Rule of thumb: below 0.1 stable, above 0.25 changed.
 * @example psi([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], 3) // 0
 */
export function psi(before: ArrayLike<number>, after: ArrayLike<number>, bins = 10): number {
  const sorted = present(before).slice().sort()
  const edges = new Set(Array.from({ length: bins - 1 }, (_, b) => quantileSorted(sorted, (b + 1) / bins)))
  const cuts = Float64Array.from([...edges].filter((edge) => !Number.isNaN(edge)))
  return index({ before: sharesOf(before, cuts), after: sharesOf(after, cuts) })
}

function sharesOf(values: ArrayLike<number>, cuts: Float64Array): Float64Array {
  const counts = new Float64Array(cuts.length + 2)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    let bin = 0
    while (bin < cuts.length && value > cuts[bin]!) bin++
    counts[Number.isNaN(value) ? cuts.length + 1 : bin]!++
  }
  return counts.map((count) => count / Math.max(1, values.length))
}

/**
 * Population stability index of categories, by level; missing is a level.
 * @example
 * psiOfCategories(categoryColumn('plan', ['a', 'b']), categoryColumn('plan', ['a', 'b'])) // 0
 */
export function psiOfCategories(before: CategoryColumn, after: CategoryColumn): number {
  const levels = [...new Set([...before.levels, ...after.levels])]
  const shares = (column: CategoryColumn) => {
    const slots = column.levels.map((level) => levels.indexOf(level))
    const counts = new Float64Array(levels.length + 1)
    for (const code of column.codes) counts[code < 0 ? levels.length : slots[code]!]!++
    return counts.map((count) => count / Math.max(1, column.codes.length))
  }
  return index({ before: shares(before), after: shares(after) })
}

/**
 * Two-sample Kolmogorov–Smirnov: the largest gap D of the distributions, and P(D this large by chance) by the asymptotic
 * series with Stephens' correction. Missing values are passed over.
 * @example kolmogorovSmirnov([1, 2, 3], [4, 5, 6]).statistic // 1
 */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): { statistic: number; pValue: number } {
  const [x, y] = [present(a).slice().sort(), present(b).slice().sort()]
  let [i, j, statistic] = [0, 0, 0]
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i]!, y[j]!)
    while (i < x.length && x[i] === at) i++
    while (j < y.length && y[j] === at) j++
    statistic = Math.max(statistic, Math.abs(i / x.length - j / y.length))
  }
  const root = Math.sqrt((x.length * y.length) / (x.length + y.length))
  return { statistic, pValue: kolmogorovTail((root + 0.12 + 0.11 / root) * statistic) }
}

function kolmogorovTail(lambda: number): number {
  if (lambda < 0.2) return 1
  let sum = 0
  for (let k = 1; k <= 100; k++) sum += 2 * (-1) ** (k - 1) * Math.exp(-2 * k * k * lambda * lambda)
  return Math.min(1, Math.max(0, sum))
}
