import type { Interactions } from './interactions.ts'
import { best } from './top.ts'

/** What is known of the one to recommend for: item numbers with strengths (1 unless given); `user` when known to the model. */
export type Profile = {
  readonly items: ArrayLike<number>
  readonly values?: ArrayLike<number>
  readonly user?: number
}

/** What every fitted recommender can do. */
export type Recommender = {
  readonly items: readonly string[]
  /** One number for each item, greater is better; written into `out` when given. Items of the profile are scored too. */
  score(profile: Profile, out?: Float64Array): Float64Array
}

/** A recommended item. */
export type Recommendation = { readonly item: number; readonly name: string; readonly score: number }

/** What may be recommended. Without options: 10 items that the profile does not hold. */
export type RecommendOptions = {
  readonly limit?: number
  /** Recommend items of the profile too. */
  readonly allowSeen?: boolean
  /** Never these items. */
  readonly exclude?: Iterable<number>
  /** Only items that pass: in stock, in the right category, legal to advertise. */
  readonly keep?: (item: number) => boolean
}

/** The profile of a user of the table. @example profileOf(purchases, 0).items.length > 0 // true */
export function profileOf({ starts, indices, values }: Interactions, user: number): Profile {
  const [from, to] = [starts[user]!, starts[user + 1]!]
  return { items: indices.subarray(from, to), values: values.subarray(from, to), user }
}

/**
 * The best items for a profile, best first; equal scores in order of item number, and items scored −Infinity never.
 * Cost: one scoring plus O(items).
 *
 * @example
 * recommend(model, { items: [3, 7] }, { limit: 5, keep: (item) => inStock[item] })
 */
export function recommend(model: Recommender, profile: Profile, options: RecommendOptions = {}): Recommendation[] {
  const scores = model.score(profile)
  hide(scores, profile, options)
  const items = best(scores, options.limit ?? 10)
  return Array.from(items, (item) => ({ item, name: model.items[item]!, score: scores[item]! }))
}

/**
 * The best `limit` items for every user of a table: row-major, −1 where fewer could be recommended.
 *
 * @example
 * recommendAll(model, purchases, { limit: 3 })[7 * 3] // the best item for user 7
 */
export function recommendAll(model: Recommender, table: Interactions, options: RecommendOptions = {}): Int32Array {
  const limit = options.limit ?? 10
  const out = new Int32Array(table.users.length * limit).fill(-1)
  const scores = new Float64Array(model.items.length)
  for (let user = 0; user < table.users.length; user++) {
    const profile = profileOf(table, user)
    model.score(profile, scores)
    hide(scores, profile, options)
    out.set(best(scores, limit), user * limit)
  }
  return out
}

function hide(scores: Float64Array, profile: Profile, { allowSeen, exclude, keep }: RecommendOptions): void {
  if (!allowSeen) for (let k = 0; k < profile.items.length; k++) scores[profile.items[k]!] = -Infinity
  for (const item of exclude ?? []) scores[item] = -Infinity
  if (keep) for (let item = 0; item < scores.length; item++) if (!keep(item)) scores[item] = -Infinity
}

/** Strength of the k-th item of a profile. */
export function strengthOf({ values }: Profile, k: number): number {
  return values ? values[k]! : 1
}
