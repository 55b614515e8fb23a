import { checkParameters, integer_, nullable_, number_, type Values } from '../params.ts'
import { checkPurchases, codesOf, type Purchases } from './purchases.ts'

/** Recency, frequency and money of each customer, in order of first appearance, with their scores 1 … bins (best). */
export type Rfm = {
  readonly customers: readonly (string | number)[]
  /** Time since the last purchase, in whole units, rounded down. */
  readonly recency: Float64Array
  /** Number of different orders (of rows, when no orders were given). */
  readonly frequency: Float64Array
  /** Sum of amounts. */
  readonly money: Float64Array
  readonly recencyScore: Uint8Array
  readonly frequencyScore: Uint8Array
  readonly moneyScore: Uint8Array
}

/** Parameters of {@link rfm}. */
export const rfmParameters = {
  now: nullable_(number_({ default: 0 }), {
    default: null,
    help: 'moment to count from; one unit after the last purchase',
  }),
  unit: number_({
    default: 1,
    above: 0,
    help: 'length of a unit of recency, e.g. 86400000 for days of millisecond times',
  }),
  bins: integer_({ default: 5, min: 2, max: 255, help: 'number of scores' }),
}

/**
 * Recency, frequency and money with scores by quantiles, best = `bins`. Recency and money are cut at their quantiles
 * (linear interpolation, bins closed above); frequency, which has many ties, is cut by rank, equal ones in order of
 * appearance. Cost: one pass over the purchases and three sorts of the customers.
 *
 * @throws AnalyticsError `wrong_shape`, `not_finite`, `illegal_parameter`.
 * Source: Hughes, "Strategic Database Marketing", 1994.
 * @example
 * rfm({ customer: ['a', 'b', 'a'], time: [1, 5, 9], amount: [10, 20, 30] }, { bins: 2 }).money // 40, 20
 */
export function rfm(purchases: Purchases, given: Partial<Values<typeof rfmParameters>> = {}): Rfm {
  const { now, unit, bins } = checkParameters('rfm', rfmParameters, given)
  checkPurchases(purchases)
  const { codes, names } = codesOf(purchases.customer)
  const { last, money } = lastAndMoney(purchases, codes, names.length)
  const moment = now ?? last.reduce((a, b) => Math.max(a, b), -Infinity) + unit
  const recency = last.map((time) => Math.floor((moment - time) / unit))
  const frequency = countOrders(purchases, codes, names.length)
  return {
    customers: names,
    recency,
    frequency,
    money,
    recencyScore: scoreByQuantile(recency, bins).map((score) => bins + 1 - score),
    frequencyScore: scoreByQuantile(ranks(frequency), bins),
    moneyScore: scoreByQuantile(money, bins),
  }
}

function lastAndMoney({ time, amount }: Purchases, codes: Int32Array, customers: number) {
  const last = new Float64Array(customers).fill(-Infinity)
  const money = new Float64Array(customers)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (time[i]! > last[code]!) last[code] = time[i]!
    if (amount) money[code]! += amount[i]!
  }
  return { last, money }
}

function countOrders({ order }: Purchases, codes: Int32Array, customers: number): Float64Array {
  const counts = new Float64Array(customers)
  if (!order) {
    for (const code of codes) counts[code]!++
    return counts
  }
  const orders = codesOf(order).codes
  const seen = new Set<number>()
  for (let i = 0; i < codes.length; i++) {
    if (i > 0 && orders[i] === orders[i - 1] && codes[i] === codes[i - 1]) continue
    const pair = orders[i]! * customers + codes[i]!
    if (seen.has(pair)) continue
    seen.add(pair)
    counts[codes[i]!]!++
  }
  return counts
}

function ranks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b)
  const out = new Float64Array(values.length)
  order.forEach((i, r) => {
    out[i] = r + 1
  })
  return out
}

function scoreByQuantile(values: Float64Array, bins: number): Uint8Array {
  const sorted = values.slice().sort()
  const edges = Array.from({ length: bins - 1 }, (_, k) => quantileOf(sorted, (k + 1) / bins))
  return Uint8Array.from(values, (value) => {
    let score = 1
    while (score < bins && value > edges[score - 1]!) score++
    return score
  })
}

function quantileOf(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  return sorted[low]! + (at - low) * (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!)
}
