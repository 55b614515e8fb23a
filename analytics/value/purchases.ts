import { refuse } from '../errors.ts'

/** Purchases as columns of equal length: who, when (the caller's unit), how much, and optionally in which order. */
export type Purchases = {
  readonly customer: ArrayLike<string | number>
  readonly time: ArrayLike<number>
  readonly amount?: ArrayLike<number>
  readonly order?: ArrayLike<string | number>
}

/**
 * What repeat-buying models need of each customer, in order of first appearance. Times are counted from the customer's
 * first purchase: `recency` until the last repeat purchase (0 when there is none), `age` until the end of observation.
 * `repeats` counts purchase times after the first; `spend` is their mean amount (0 when there is none).
 */
export type BuyingHistory = {
  readonly customers: readonly (string | number)[]
  readonly repeats: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  readonly spend: Float64Array
}

/**
 * Summarises purchases up to `end`; purchases of a customer at the same time are one. Later purchases are left out, so
 * that they can serve as a hold-out. Divide times by 7 to have weeks instead of days. Cost: O(n log n).
 *
 * @throws AnalyticsError `wrong_shape`, `not_finite`.
 * @example
 * buyingHistory({ customer: ['a', 'a', 'b'], time: [0, 14, 7], amount: [5, 9, 3] }, { end: 28 })
 * // repeats 1, 0; recency 14, 0; age 28, 21; spend 9, 0
 */
export function buyingHistory(purchases: Purchases, { end }: { end: number }): BuyingHistory {
  checkPurchases(purchases)
  const { time, amount } = purchases
  const { codes, names } = codesOf(purchases.customer)
  const rows = Array.from(codes.keys()).filter((i) => time[i]! <= end)
  rows.sort((a, b) => codes[a]! - codes[b]! || time[a]! - time[b]!)
  const visits = mergeVisits(rows, codes, time, amount)
  const kept = [...visits.keys()]
  const column = (of: (v: Visit[]) => number) => Float64Array.from(kept, (code) => of(visits.get(code)!))
  return {
    customers: kept.map((code) => names[code]!),
    repeats: column((v) => v.length - 1),
    recency: column((v) => v.at(-1)!.time - v[0]!.time),
    age: column((v) => end - v[0]!.time),
    spend: column((v) => v.slice(1).reduce((sum, { amount: a }) => sum + a, 0) / Math.max(1, v.length - 1)),
  }
}

type Visit = { time: number; amount: number }

function mergeVisits(
  rows: readonly number[],
  codes: Int32Array,
  time: ArrayLike<number>,
  amount: ArrayLike<number> | undefined,
): Map<number, Visit[]> {
  const visits = new Map<number, Visit[]>()
  for (const i of rows) {
    const known = visits.get(codes[i]!) ?? []
    const last = known.at(-1)
    if (last && last.time === time[i]) last.amount += amount?.[i] ?? 0
    else known.push({ time: time[i]!, amount: amount?.[i] ?? 0 })
    visits.set(codes[i]!, known)
  }
  return visits
}

/** Numbers 0, 1, … for names in order of first appearance. */
export function codesOf(values: ArrayLike<string | number>): { codes: Int32Array; names: (string | number)[] } {
  const numbers = new Map<string | number, number>()
  const codes = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (i > 0 && value === values[i - 1]) {
      codes[i] = codes[i - 1]!
      continue
    }
    let code = numbers.get(value)
    if (code === undefined) {
      code = numbers.size
      numbers.set(value, code)
    }
    codes[i] = code
  }
  return { codes, names: [...numbers.keys()] }
}

/** Refuses columns of different length and times or amounts that are not numbers. */
export function checkPurchases({ customer, time, amount, order }: Purchases): void {
  for (const [name, column] of Object.entries({ time, amount, order })) {
    if (column && column.length !== customer.length) {
      refuse('wrong_shape', `There are ${customer.length} customers but ${column.length} entries of ${name}.`)
    }
  }
  for (const [name, column] of Object.entries({ time, amount })) {
    for (let i = 0; column && i < column.length; i++) {
      if (!Number.isFinite(column[i]))
        refuse('not_finite', `Purchase ${i} has the ${name} ${column[i]}; give a number.`)
    }
  }
}
