/** How a ranked list of items stands against the items that were right. */
export type ListMetrics = {
  hitRate: number
  precision: number
  recall: number
  ndcg: number
  reciprocalRank: number
  averagePrecision: number
}

/**
 * Measures of the first k of a ranked list: hit (1 when any is right), precision, recall, NDCG with binary gains and
 * 1/log₂(rank + 1) discounts against the best list possible, 1/rank of the first right one, and average precision.
 * @example listMetrics([7, 3], new Set([3]), 10).ndcg // 1/log2(3)
 */
export function listMetrics<T>(ranked: readonly T[], right: ReadonlySet<T>, k: number): ListMetrics {
  const top = ranked.slice(0, k)
  let [hits, gain, first, precisions] = [0, 0, 0, 0]
  top.forEach((item, position) => {
    if (!right.has(item)) return
    hits++
    gain += 1 / Math.log2(position + 2)
    precisions += hits / (position + 1)
    if (!first) first = 1 / (position + 1)
  })
  const possible = Math.min(k, right.size)
  let best = 0
  for (let position = 0; position < possible; position++) best += 1 / Math.log2(position + 2)
  return {
    hitRate: hits ? 1 : 0,
    precision: hits / k,
    recall: right.size ? hits / right.size : 0,
    ndcg: best ? gain / best : 0,
    reciprocalRank: first,
    averagePrecision: possible ? precisions / possible : 0,
  }
}

/**
 * NDCG of graded relevance: Σ (2^g − 1) / log₂(rank + 1) over the same for the best order. NaN when nothing is relevant.
 * @example
 * ndcg([3, 2, 0], [0.9, 0.5, 0.1]) // 1
 */
export function ndcg(relevance: ArrayLike<number>, scores: ArrayLike<number>, k = relevance.length): number {
  const order = Array.from({ length: relevance.length }, (_, i) => i)
  const gain = (by: number[]) =>
    by.slice(0, k).reduce((sum, i, position) => sum + (2 ** relevance[i]! - 1) / Math.log2(position + 2), 0)
  const ideal = gain(order.toSorted((a, b) => relevance[b]! - relevance[a]!))
  return gain(order.toSorted((a, b) => scores[b]! - scores[a]!)) / (ideal || NaN)
}
