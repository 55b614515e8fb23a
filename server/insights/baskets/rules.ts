import { ordersOf, type Sold } from '../sold.ts'
import { boughtAfter } from './after.ts'
import type { Rules } from './report.ts'
import { boughtTogether, fewestTogether, leastCount, type Mining } from './together.ts'

export interface Asked {
  /** Null: the greatest share at which there is enough to tell. */
  readonly support: number | null
  readonly confidence: number
  readonly within: number
}

const most = 300
/** Enough to tell: then no smaller share is tried. */
const enough = 60
const sharesOfOrders = [0.02, 0.01, 0.005, 0.0025]
const sharesOfCustomers = [0.1, 0.05, 0.025, 0.0125]

/** The rules at the first of the shares that gives enough of them, or at the last that means more than chance. */
function searched<Rule>(
  given: number | null,
  shares: readonly number[],
  n: number,
  mine: (at: Mining) => Rule[],
  confidence: number,
) {
  const tried =
    given === null ? shares.filter((_, k) => k === 0 || leastCount(shares[k - 1]!, n) > fewestTogether) : [given]
  for (const [k, support] of tried.entries()) {
    const rules = mine({ support, confidence, most })
    if (rules.length >= enough || k === tried.length - 1) return { support, rules }
  }
  return { support: shares[0]!, rules: [] }
}

/** What is bought together and after what, as far as these sales say. */
export function rulesOf(sold: Sold, { support, confidence, within }: Asked, onStep: (share: number) => void): Rules {
  const [orders, customers] = [ordersOf(sold), sold.customers.length]
  onStep(0)
  const together = searched(support, sharesOfOrders, orders, (at) => boughtTogether(sold, at), confidence)
  onStep(0.5)
  const after = searched(
    support,
    sharesOfCustomers,
    customers,
    (at) => boughtAfter(sold, { ...at, within }),
    confidence,
  )
  return { orders, customers, items: sold.items.length, together, after }
}
