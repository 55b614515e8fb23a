import { refuse } from '../errors.ts'
import { codesOf } from './purchases.ts'

/** Money in and out by customer. */
export type Account = {
  readonly customer: string | number
  readonly revenue: number
  readonly cost: number
  /** V = R − C. */
  readonly value: number
  /** V / R; 0 without revenue. */
  readonly margin: number
}

/**
 * What each customer is worth so far: V = R − C, revenue less cost, in order of first appearance. An entry may carry
 * revenue, cost or both. Cost: one pass.
 *
 * @throws AnalyticsError `not_finite`.
 * @example
 * accounts([{ customer: 'a', revenue: 100 }, { customer: 'a', cost: 30 }])[0].value // 70
 */
export function accounts(
  entries: readonly { customer: string | number; revenue?: number; cost?: number }[],
): Account[] {
  const { codes, names } = codesOf(entries.map((entry) => entry.customer))
  const [revenue, cost] = [new Float64Array(names.length), new Float64Array(names.length)]
  entries.forEach((entry, i) => {
    revenue[codes[i]!]! += money(entry.revenue, i, 'revenue')
    cost[codes[i]!]! += money(entry.cost, i, 'cost')
  })
  return names.map((customer, c) => {
    const [r, k] = [revenue[c]!, cost[c]!]
    return { customer, revenue: r, cost: k, value: r - k, margin: r === 0 ? 0 : (r - k) / r }
  })
}

function money(value: number | undefined, i: number, name: string): number {
  if (value === undefined) return 0
  return Number.isFinite(value) ? value : refuse('not_finite', `Entry ${i} has the ${name} ${value}; give a number.`)
}
