import { bootstrap, type Interval } from '@rapport/analytics/metrics/bootstrap.ts'
import { mulberry32, permutation } from '@rapport/analytics/numeric/random.ts'
import type { Interactions } from '@rapport/analytics/recommend/interactions.ts'
import { profileOf, type Recommender, recommend } from '@rapport/analytics/recommend/recommender.ts'

/** Lists are measured at the length that is shown. */
export const listLength = 10
const mostUsers = 4_000

/** How good a method's lists were, customer by customer. */
export interface Measured {
  /** Gain of each list against the best possible one, 0 to 1 (NDCG). */
  readonly gain: Float64Array
  /** Whether the list held anything that was then bought. */
  readonly hit: Float64Array
  /** Share of what was bought that the list held, of at most its length. */
  readonly recall: Float64Array
  /** Different things in all lists. */
  readonly shown: number
}

/** Customers who had bought before and bought something new afterwards; of very many, a sample. */
export function judges(train: Interactions, test: Interactions, seed: number): Int32Array {
  const holds = (table: Interactions, user: number) => table.starts[user + 1]! > table.starts[user]!
  const all = Int32Array.from(train.users.keys()).filter((user) => holds(train, user) && holds(test, user))
  if (all.length <= mostUsers) return all
  return permutation(all.length, mulberry32(seed))
    .subarray(0, mostUsers)
    .map((k) => all[k]!)
    .sort()
}

const discount = (rank: number): number => 1 / Math.log2(rank + 1)
const ideal = (held: number): number => {
  let sum = 0
  for (let rank = 1; rank <= Math.min(held, listLength); rank++) sum += discount(rank)
  return sum
}

/** Measures a method that was learned on `train` by what these customers bought for the first time afterwards. */
export function measure(model: Recommender, train: Interactions, test: Interactions, users: Int32Array): Measured {
  const [gain, hit, recall] = [0, 1, 2].map(() => new Float64Array(users.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const shown = new Set<number>()
  users.forEach((user, u) => {
    const held = new Set(test.indices.subarray(test.starts[user]!, test.starts[user + 1]!))
    recommend(model, profileOf(train, user), { limit: listLength }).forEach(({ item }, k) => {
      shown.add(item)
      if (!held.has(item)) return
      gain[u]! += discount(k + 1)
      recall[u]! += 1 / Math.min(listLength, held.size)
      hit[u] = 1
    })
    gain[u]! /= ideal(held.size)
  })
  return { gain, hit, recall, shown: shown.size }
}

export const mean = (values: Float64Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** By how much one method's gain is above another's for the same customers, with a 95 % interval. */
export const advantage = (mine: Measured, theirs: Measured, seed: number): Interval =>
  bootstrap(
    mine.gain.length,
    (rows) => {
      let sum = 0
      for (const row of rows) sum += mine.gain[row]! - theirs.gain[row]!
      return sum / rows.length
    },
    { resamples: 500, seed },
  )
