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

type Cells = Map<number, number>

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
  const rows: Cells[] = sold.customers.map(() => new Map())
  for (let o = 0; o < ordersOf(sold); o++) {
    const user = sold.customer[o]!
    if (user < 0 || !inTime(sold.day[o]!)) continue
    for (let p = sold.starts[o]!; p < sold.starts[o + 1]!; p++) {
      const item = sold.members[p]!
      if (keep(user, item)) rows[user]!.set(item, Math.max(sold.day[o]!, rows[user]!.get(item) ?? 0))
    }
  }
  return flat(sold, rows)
}

function flat(sold: Sold, rows: readonly Cells[]): Interactions {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, user) => {
    starts[user + 1] = starts[user]! + row.size
  })
  const indices = new Int32Array(starts[rows.length]!)
  const times = new Float64Array(indices.length)
  rows.forEach((row, user) => {
    const sorted = Int32Array.from(row.keys()).sort()
    indices.set(sorted, starts[user]!)
    sorted.forEach((item, k) => {
      times[starts[user]! + k] = row.get(item)!
    })
  })
  return {
    users: sold.customers,
    items: sold.items,
    starts,
    indices,
    values: new Float64Array(indices.length).fill(1),
    times,
  }
}
