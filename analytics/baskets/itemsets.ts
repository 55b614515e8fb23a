import { checkParameters, integer_, nullable_, number_, type Values } from '../params.ts'
import type { Baskets } from './baskets.ts'
import { growth } from './growth.ts'

/**
 * Frequent itemsets with their counts. `starts[s] … starts[s + 1]` are the positions in `members` of set s; members are
 * item numbers, ascending. `baskets` is the number of baskets mined.
 */
export type Itemsets = {
  readonly items: readonly string[]
  readonly baskets: number
  readonly starts: Int32Array
  readonly members: Int32Array
  readonly counts: Int32Array
}

/** Parameters of {@link frequentItemsets}. */
export const itemsetParameters = {
  support: number_({
    default: 0.01,
    above: 0,
    max: 1,
    help: 'least share of baskets; the least count is ⌈support · n⌉',
  }),
  minimumCount: nullable_(integer_({ default: 1, min: 1 }), { default: null, help: 'least count; overrides support' }),
  maximumLength: integer_({ default: 0, min: 0, help: 'longest set to report; 0 means no limit' }),
}

/**
 * All sets of items that occur together in at least `support` of the baskets (at least ⌈support · baskets⌉ of them).
 *
 * FP-growth: items are ranked by frequency and each item's conditional database is mined in turn. The databases are kept
 * as flat rows with equal rows merged, which walks memory in order where a linked FP-tree jumps. Memory: 4 bytes for each
 * entry and two integers for each occurrence, at every depth. Cost grows with the occurrences of the frequent sets.
 * Sets come in a fixed order, by rank of their rarest item; the same baskets give the same bytes.
 *
 * @throws AnalyticsError `illegal_parameter`.
 * Source: Han, Pei, Yin, "Mining frequent patterns without candidate generation", SIGMOD 2000; merging of rows as in
 * Uno, Kiyomi, Arimura, "LCM ver. 2", FIMI 2004.
 *
 * @example
 * const found = frequentItemsets(basketsFrom([['a', 'b'], ['a', 'b'], ['a']]), { support: 0.5 })
 * found.counts // 3, 2, 2: {a}, {b}, {a, b}
 */
export function frequentItemsets(baskets: Baskets, given: Partial<Values<typeof itemsetParameters>> = {}): Itemsets {
  const { support, minimumCount, maximumLength } = checkParameters('frequentItemsets', itemsetParameters, given)
  const n = baskets.starts.length - 1
  const least = minimumCount ?? Math.max(1, Math.ceil(support * n - 1e-9))
  return { items: baskets.items, baskets: n, ...growth(baskets, least, maximumLength || Number.POSITIVE_INFINITY) }
}

/**
 * The names of set `s`, in ascending item number.
 * @example
 * itemsetNames(frequentItemsets(basketsFrom([['a', 'b'], ['a', 'b']]), { support: 1 }), 2) // ['a', 'b']
 */
export function itemsetNames(sets: Itemsets, s: number): string[] {
  return Array.from(sets.members.subarray(sets.starts[s], sets.starts[s + 1]), (i) => sets.items[i]!)
}
