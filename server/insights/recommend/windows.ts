import type { Interactions } from '@rapport/analytics/recommend/interactions.ts'
import { ordersOf, type Sold } from '../sold.ts'

/** Moments between which methods learn, are chosen and are measured, in days since 1970: learn < `choose` ≤ validate < `measure` ≤ test < `end`. */
export interface Windows {
  readonly choose: number
  readonly measure: number
  readonly end: number
}

const leastDays = 14
const mostDays = 60
/** Learn from at least so many days before the first of the two windows. */
const leastLearning = 28

/** Two windows of equal length at the end, each a fifth of the time and 14 to 60 days; undefined when time is too short. */
export function windowsOf(from: number, end: number): Windows | undefined {
  const days = Math.min(mostDays, Math.max(leastDays, Math.floor((end - from) / 5)))
  const choose = end - 2 * days
  return choose - from < leastLearning ? undefined : { choose, measure: end - days, end }
}

/** What every customer bought before a day; customers and items are those of `sold`, whoever had bought nothing yet has an empty row. */
export const boughtBefore = (sold: Sold, day: number): Interactions => tableOf(sold, (at) => at < day)

/** What every customer bought for the first time between two days: what a list made on the first one could have foretold. */
export function firstBought(sold: Sold, from: number, to: number): Interactions {
  const known = boughtBefore(sold, from)
  const has = (user: number, item: number) => {
    for (let p = known.starts[user]!; p < known.starts[user + 1]!; p++) if (known.indices[p] === item) return true
    return false
  }
  return tableOf(
    sold,
    (at) => at >= from && at < to,
    (user, item) => !has(user, item),
  )
}

function tableOf(
  sold: Sold,
  inTime: (day: number) => boolean,
  keep: (user: number, item: number) => boolean = () => true,
): Interactions {
  const { items, customers: users } = sold
  const starts = new Int32Array(users.length + 1)
  const indices = new Int32Array(sold.members.length)
  const times = new Float64Array(sold.members.length)
  const latest = new Float64Array(items.length)
  let end = 0
  for (let o = 0; o < ordersOf(sold); ) {
    const user = sold.customer[o]!
    const own: number[] = []
    // Orders of one customer stand together, the earliest first.
    for (; o < ordersOf(sold) && sold.customer[o] === user; o++)
      if (user >= 0 && inTime(sold.day[o]!)) gather(sold, o, (item) => keep(user, item), own, latest)
    own.sort((a, b) => a - b)
    for (const item of own) {
      indices[end] = item
      times[end++] = latest[item]!
      latest[item] = 0
    }
    starts[user + 1] = end
  }
  const [held, at] = [indices.slice(0, end), times.slice(0, end)]
  return { users, items, starts, indices: held, values: new Float64Array(end).fill(1), times: at }
}

/** The things of one order that are kept and new to its customer; `latest` is when each was bought last, 0 before. */
function gather(sold: Sold, o: number, keep: (item: number) => boolean, own: number[], latest: Float64Array): void {
  for (let p = sold.starts[o]!; p < sold.starts[o + 1]!; p++) {
    const item = sold.members[p]!
    if (!keep(item)) continue
    if (latest[item] === 0) own.push(item)
    latest[item] = Math.max(sold.day[o]!, latest[item]!)
  }
}
