import { quantileSorted } from '@rapport/analytics/numeric/quantile.ts'
import type { Buyers } from './buyers.ts'

export const bins = 5

/** Recency, frequency and money of each buyer as 1 … 5, best 5, and where they were cut. */
export interface Scores {
  readonly recency: Uint8Array
  readonly frequency: Uint8Array
  readonly money: Uint8Array
  readonly edges: { readonly recency: number[]; readonly frequency: number[]; readonly money: number[] }
}

const edgesOf = (values: Float64Array): number[] => {
  const sorted = values.slice().sort()
  return Array.from({ length: bins - 1 }, (_, k) => quantileSorted(sorted, (k + 1) / bins))
}

/** 1 and one more for each edge that lies below. Equal values have equal scores, however many there are. */
const scoresBy = (values: Float64Array, edges: readonly number[]): Uint8Array =>
  Uint8Array.from(values, (value) => 1 + edges.filter((edge) => value > edge).length)

/** Scores by quintiles of the buyers themselves (quantiles by linear interpolation, bins closed above). */
export function scoreBuyers({ recency, frequency, money }: Buyers): Scores {
  const edges = { recency: edgesOf(recency), frequency: edgesOf(frequency), money: edgesOf(money) }
  return {
    recency: scoresBy(recency, edges.recency).map((score) => bins + 1 - score),
    frequency: scoresBy(frequency, edges.frequency),
    money: scoresBy(money, edges.money),
    edges,
  }
}
