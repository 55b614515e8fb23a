import { refuse } from '../errors.ts'
import type { BuyingHistory } from './purchases.ts'

/** Different (x, t_x, T) with the number of customers who have them, in order of x: likelihoods are summed over these. */
export type Groups = {
  readonly x: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  readonly count: Float64Array
}

/** Only what repeat-buying models read of a history. */
export type Repeats = Pick<BuyingHistory, 'repeats' | 'recency' | 'age'>

/** Groups equal customers. @throws AnalyticsError `wrong_shape`, `bad_input` (a sentence naming the customer). */
export function groupsOf(model: string, { repeats, recency, age }: Repeats): Groups {
  if (repeats.length === 0) refuse('too_few_rows', `${model} needs at least one customer.`)
  if (recency.length !== repeats.length || age.length !== repeats.length) {
    refuse('wrong_shape', `${model} needs repeats, recency and age of the same length.`)
  }
  const order = Int32Array.from(repeats.keys())
  order.forEach((i) => {
    checkCustomer(model, i, repeats[i]!, recency[i]!, age[i]!)
  })
  order.sort((a, b) => repeats[a]! - repeats[b]! || recency[a]! - recency[b]! || age[a]! - age[b]!)
  const firsts: number[] = []
  const counts: number[] = []
  for (const i of order) {
    const f = firsts.at(-1)
    const same = f !== undefined && repeats[f] === repeats[i] && recency[f] === recency[i] && age[f] === age[i]
    if (same) counts[counts.length - 1]!++
    else {
      firsts.push(i)
      counts.push(1)
    }
  }
  const take = (column: Float64Array) => Float64Array.from(firsts, (i) => column[i]!)
  return { x: take(repeats), recency: take(recency), age: take(age), count: Float64Array.from(counts) }
}

function checkCustomer(model: string, i: number, x: number, recency: number, age: number): void {
  const isWhole = Number.isInteger(x) && x >= 0
  if (isWhole && recency >= 0 && recency <= age && age < Infinity && (x > 0 || recency === 0)) return
  refuse(
    'bad_input',
    `${model}: customer ${i} has ${x} repeats, recency ${recency} and age ${age}; needed are a whole number of repeats and 0 ≤ recency ≤ age, recency 0 without repeats.`,
  )
}
