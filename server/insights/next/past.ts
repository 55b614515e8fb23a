import type { Interactions } from '@rapport/analytics/recommend/interactions.ts'
import { itemNeighbours } from '@rapport/analytics/recommend/item-neighbours.ts'
import { profileOf } from '@rapport/analytics/recommend/recommender.ts'
import { ordersOf, type Sold } from '../sold.ts'

/** Orders, the candidates among their goods by their place in the list, and where the orders of each customer begin. */
export interface Past {
  readonly sold: Sold
  readonly candidates: readonly number[]
  /** The candidates of each order. */
  readonly chosen: readonly (readonly number[])[]
  /** Orders of customer u: begins[u] … begins[u + 1]. */
  readonly begins: Int32Array
}

export function pastOf(sold: Sold, candidates: readonly number[]): Past {
  const place = new Map(candidates.map((item, k) => [item, k]))
  const chosen = Array.from({ length: ordersOf(sold) }, (_, o) =>
    Array.from(sold.members.subarray(sold.starts[o]!, sold.starts[o + 1]!)).flatMap((item) => place.get(item) ?? []),
  )
  const begins = new Int32Array(sold.customers.length + 1).fill(ordersOf(sold))
  for (let o = ordersOf(sold) - 1; o >= 0; o--) if (sold.customer[o]! >= 0) begins[sold.customer[o]!] = o
  return { sold, candidates, chosen, begins }
}

/** What a customer had bought before a moment. */
export interface Own {
  readonly orders: number
  /** Days since the last order, and the mean between two. */
  readonly silence: number
  readonly gap: number
  /** Different things in an order. */
  readonly breadth: number
  /** Of each candidate: orders with it, days since the first and since the last, and whether the last order held it. */
  readonly times: Int32Array
  readonly first: Float64Array
  readonly last: Float64Array
  readonly inLast: Uint8Array
}

export function ownOf({ sold, candidates, chosen, begins }: Past, customer: number, at: number): Own {
  const size = candidates.length
  const [times, inLast] = [new Int32Array(size), new Uint8Array(size)]
  const [first, last] = [new Float64Array(size).fill(Number.NaN), new Float64Array(size).fill(Number.NaN)]
  const from = begins[customer]!
  let [end, things] = [from, 0]
  for (; end < begins[customer + 1]! && sold.day[end]! < at; end++) {
    things += sold.starts[end + 1]! - sold.starts[end]!
    for (const k of chosen[end]!) {
      if (times[k]! === 0) first[k] = at - sold.day[end]!
      times[k]! += 1
      last[k] = at - sold.day[end]!
    }
  }
  if (end > from) for (const k of chosen[end - 1]!) inLast[k] = 1
  const orders = end - from
  const silence = orders === 0 ? Number.NaN : at - sold.day[end - 1]!
  const gap = orders < 2 ? Number.NaN : (sold.day[end - 1]! - sold.day[from]!) / (orders - 1)
  return { orders, silence, gap, breadth: things / Math.max(1, orders), times, first, last, inLast }
}

/** What everybody had bought before a moment, of each candidate. */
export interface Everyone {
  /** The share of the orders of the last days that held it. */
  readonly recent: Float64Array
  /** The share of all who bought anything that bought it, and of them the share that bought it again. */
  readonly share: Float64Array
  readonly again: Float64Array
  /** How much what a customer bought is bought by those who buy it. */
  readonly beside: (customer: number) => Float64Array
}

/** What sold in so many days is what sells at present. */
const recentDays = 30

export function everyoneOf(past: Past, at: number): Everyone {
  const { sold, candidates, chosen } = past
  const held = sold.customers.map(() => new Map<number, number>())
  const recent = new Float64Array(candidates.length)
  let lately = 0
  sold.day.forEach((day, o) => {
    if (day >= at) return
    const isRecent = day >= at - recentDays
    if (isRecent) lately++
    const own = held[sold.customer[o]!]
    for (const k of chosen[o]!) {
      if (isRecent) recent[k]! += 1
      own?.set(k, (own.get(k) ?? 0) + 1)
    }
  })
  const [buyers, again] = [new Float64Array(candidates.length), new Float64Array(candidates.length)]
  for (const own of held)
    for (const [k, times] of own) {
      buyers[k]! += 1
      if (times > 1) again[k]! += 1
    }
  const known = held.filter((_, u) => sold.day[past.begins[u]!]! < at).length
  const table = tableOf(past, held)
  const model = itemNeighbours.fit(table, { neighbours: Math.max(1, candidates.length), shrink: 5 })
  return {
    recent: recent.map((n) => n / Math.max(1, lately)),
    share: buyers.map((n) => n / Math.max(1, known)),
    again: again.map((n, k) => n / Math.max(1, buyers[k]!)),
    beside: (customer) => model.score(profileOf(table, customer)),
  }
}

/** Who had bought which candidate. */
function tableOf({ sold, candidates }: Past, held: readonly ReadonlyMap<number, number>[]): Interactions {
  const starts = new Int32Array(held.length + 1)
  held.forEach((own, u) => {
    starts[u + 1] = starts[u]! + own.size
  })
  const indices = Int32Array.from(held.flatMap((own) => [...own.keys()].sort((a, b) => a - b)))
  const items = candidates.map((item) => sold.items[item]!)
  const values = new Float64Array(indices.length).fill(1)
  return { users: sold.customers, items, starts, indices, values, times: new Float64Array(indices.length) }
}
