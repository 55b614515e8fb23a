import { frequentItemsets } from '@rapport/analytics/baskets/itemsets.ts'
import { associationRules, type Rule } from '@rapport/analytics/baskets/rules.ts'
import type { Sold } from '../sold.ts'
import { ordersOf } from '../sold.ts'

/** What is worth telling. */
export interface Mining {
  /** Least share of orders (or of customers) that hold all of it. */
  readonly support: number
  /** Least share of those with the left side that have the right one too. */
  readonly confidence: number
  /** Most rules that are kept, those with the greatest leverage first. */
  readonly most: number
}

/** Whatever the share, fewer orders than these are chance. */
export const fewestTogether = 5
const longest = 3
/** A rule that chance alone would give once in a thousand is not told. */
const byChance = 0.001

export interface Found {
  readonly left: readonly string[]
  readonly right: string
  /** Orders (customers) with both sides, with the left, with the right. */
  readonly both: number
  readonly withLeft: number
  readonly withRight: number
  readonly support: number
  readonly confidence: number
  readonly lift: number
  readonly leverage: number
}

export const leastCount = (support: number, n: number): number =>
  Math.max(fewestTogether, Math.ceil(support * n - 1e-9))

const told = (orders: number, rule: Rule): Found => {
  const withLeft = Math.round(rule.coverage * orders)
  return {
    left: rule.left,
    right: rule.right[0]!,
    both: rule.count,
    withLeft,
    withRight: Math.round((rule.confidence * orders) / rule.lift),
    support: rule.support,
    confidence: rule.confidence,
    lift: rule.lift,
    leverage: rule.leverage,
  }
}

/** The best first: by leverage, then by what makes the order the same in every run. */
export const best = (a: Found, b: Found): number =>
  b.leverage - a.leverage || b.confidence - a.confidence || (`${a.left}${a.right}` < `${b.left}${b.right}` ? -1 : 1)

/** What is bought together, in one order. Rules to which a further item on the left adds nothing are left out. */
export function boughtTogether(sold: Sold, { support, confidence, most }: Mining): Found[] {
  const orders = ordersOf(sold)
  const { items, starts, members } = sold
  const sets = frequentItemsets(
    { items, starts, members },
    { minimumCount: leastCount(support, orders), maximumLength: longest },
  )
  const rules = associationRules(sets, {
    confidence,
    lift: 1,
    fisher: byChance,
    minimumLength: 2,
    pruneRedundant: true,
  })
  return rules
    .map((rule) => told(orders, rule))
    .sort(best)
    .slice(0, most)
}
