import { filterInteractions, type Interactions } from './interactions.ts'

/** What a model may learn from, and what it is then asked for; both over the same users and items. */
export type RecommendSplit = { readonly train: Interactions; readonly test: Interactions }

/**
 * Holds back the latest interaction of each user who has at least two (of equal times, the one with the greatest item
 * number).
 * @example const { train, test } = leaveLastOut(purchases)
 */
export function leaveLastOut(all: Interactions): RecommendSplit {
  return holdLatest(all, (count) => (count > 1 ? 1 : 0))
}

/**
 * Holds back the latest share of each user's interactions (rounded up, never all of them).
 * @example const { train, test } = holdOutLatest(purchases, 0.2)
 */
export function holdOutLatest(all: Interactions, share = 0.2): RecommendSplit {
  return holdLatest(all, (count) => Math.min(count - 1, Math.ceil(count * share - 1e-9)))
}

/**
 * Holds back everything at or after a moment, as if the model had been fitted then.
 * @example
 * splitAtTime(purchases, 50).train.indices.length < purchases.indices.length // true
 */
export function splitAtTime(all: Interactions, moment: number): RecommendSplit {
  const isLate = (_user: number, p: number) => all.times[p]! >= moment
  return { train: filterInteractions(all, (u, p) => !isLate(u, p)), test: filterInteractions(all, isLate) }
}

function holdLatest(all: Interactions, held: (count: number) => number): RecommendSplit {
  const isHeld = new Uint8Array(all.indices.length)
  for (let u = 0; u < all.users.length; u++) {
    const [from, to] = [all.starts[u]!, all.starts[u + 1]!]
    const order = Array.from({ length: to - from }, (_, k) => from + k)
    order.sort((a, b) => all.times[b]! - all.times[a]! || all.indices[b]! - all.indices[a]!)
    for (const p of order.slice(0, Math.max(0, held(to - from)))) isHeld[p] = 1
  }
  return {
    train: filterInteractions(all, (_, p) => isHeld[p] === 0),
    test: filterInteractions(all, (_, p) => isHeld[p] === 1),
  }
}
