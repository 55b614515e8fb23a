import { refuse } from '../errors.ts'

/** Which items to take, and what that is worth and weighs. */
export type Packing = { readonly items: Int32Array; readonly value: number; readonly weight: number }

/**
 * 0/1 knapsack: the items of greatest total value whose whole-number weights fit the capacity, by dynamic programming over
 * capacities: best(c) = max(best(c), best(c − w) + v). Exact. Cost: items × capacity; memory one bit for each of these.
 *
 * @throws AnalyticsError `bad_input` for weights that are not whole or below 0, `not_finite` for values.
 * Source: Bellman 1957.
 * @example
 * knapsack([60, 100, 120], [10, 20, 30], 50) // items 1 and 2, value 220
 */
export function knapsack(values: ArrayLike<number>, weights: ArrayLike<number>, capacity: number): Packing {
  checkItems(values, weights, capacity)
  const n = values.length
  const best = new Float64Array(capacity + 1)
  const bytes = (capacity >> 3) + 1
  const taken = new Uint8Array(bytes * n)
  for (let i = 0; i < n; i++) improve(best, taken.subarray(i * bytes, (i + 1) * bytes), values[i]!, weights[i]!)
  const items: number[] = []
  let left = capacity
  for (let i = n - 1; i >= 0; i--) {
    if (((taken[i * bytes + (left >> 3)]! >> (left & 7)) & 1) === 0) continue
    items.push(i)
    left -= weights[i]!
  }
  return { items: Int32Array.from(items.reverse()), value: best[capacity]!, weight: capacity - left }
}

function improve(best: Float64Array, taken: Uint8Array, value: number, weight: number): void {
  for (let c = best.length - 1; c >= weight; c--) {
    const candidate = best[c - weight]! + value
    if (candidate <= best[c]!) continue
    best[c] = candidate
    taken[c >> 3]! |= 1 << (c & 7)
  }
}

function checkItems(values: ArrayLike<number>, weights: ArrayLike<number>, capacity: number): void {
  if (values.length !== weights.length)
    refuse('wrong_shape', `There are ${values.length} values but ${weights.length} weights.`)
  if (!Number.isInteger(capacity) || capacity < 0)
    refuse('bad_input', `The capacity is ${capacity}; give a whole number of at least 0.`)
  for (let i = 0; i < values.length; i++) {
    if (!Number.isInteger(weights[i]) || weights[i]! < 0) {
      refuse(
        'bad_input',
        `Item ${i} weighs ${weights[i]}; give whole weights of at least 0, in a finer unit if need be.`,
      )
    }
    if (!Number.isFinite(values[i])) refuse('not_finite', `Item ${i} has the value ${values[i]}; give a number.`)
  }
}
