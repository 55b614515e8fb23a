import { logisticRegression } from '@rapport/analytics/linear/logistic.ts'
import { fromRows, type Matrix } from '@rapport/analytics/matrix.ts'
import { profileOf, recommend } from '@rapport/analytics/recommend/recommender.ts'
import { learnFor, methodNamed } from '../recommend/methods.ts'
import type { Trial } from '../recommend/trial.ts'
import { boughtBefore, firstBought } from '../recommend/windows.ts'
import { ordersOf, type Sold } from '../sold.ts'

/** As long as the lists that are kept. */
const listLength = 40
const mostCustomers = 4_000
const bins = 5
/** Fewer purchases from lists than these tell nothing of how likely one is: about seven for each of what a chance is told from. */
export const fewestTaken = 20

/** Place on the list, days since the last order, orders so far: what a chance is told from. */
export const features = (rank: number, days: number, orders: number): number[] => [
  Math.log(rank),
  Math.log1p(Math.max(0, days)),
  Math.log(Math.max(1, orders)),
]

interface Offered {
  readonly x: number[][]
  readonly y: number[]
}

/** How chances that were told beforehand came true. */
export interface Came {
  readonly predicted: number
  readonly observed: number
  readonly offers: number
}

export interface Chance {
  readonly days: number
  /** Up to when it was learned, in days since 1970. */
  readonly end: number
  readonly learned: { readonly offers: number; readonly taken: number }
  readonly tested: { readonly offers: number; readonly taken: number; readonly expected: number }
  readonly came: readonly Came[]
  /** The chance of each row of {@link features}. */
  of(rows: readonly number[][]): ArrayLike<number>
}

interface Orders {
  readonly count: Int32Array
  readonly last: Float64Array
}

function ordersBefore(sold: Sold, day: number): Orders {
  const count = new Int32Array(sold.customers.length)
  const last = new Float64Array(sold.customers.length)
  for (let o = 0; o < ordersOf(sold); o++) {
    const user = sold.customer[o]!
    if (user < 0 || sold.day[o]! >= day) continue
    count[user]!++
    last[user] = Math.max(last[user]!, sold.day[o]!)
  }
  return { count, last }
}

/** The lists that would have been made on one day, and what of them was bought until another. */
function offered(sold: Sold, trial: Trial, given: Given & { readonly from: number; readonly to: number }): Offered {
  const { from, to, words, ...options } = given
  const table = boughtBefore(sold, from)
  const { chosen, weights } = trial
  const model = methodNamed(chosen, learnFor(chosen, weights, { table, words }, options), weights)
  const after = firstBought(sold, from, to)
  const { count, last } = ordersBefore(sold, from)
  const [x, y]: [number[][], number[]] = [[], []]
  const users = Array.from(sold.customers.keys()).filter((user) => count[user]! > 0)
  const every = Math.max(1, Math.ceil(users.length / mostCustomers))
  for (let k = 0; k < users.length; k += every) {
    const user = users[k]!
    const held = new Set(after.indices.subarray(after.starts[user]!, after.starts[user + 1]!))
    recommend(model, profileOf(table, user), { limit: listLength }).forEach(({ item }, place) => {
      x.push(features(place + 1, from - last[user]!, count[user]!))
      y.push(held.has(item) ? 1 : 0)
    })
  }
  return { x, y }
}

export interface Given {
  readonly words: readonly (readonly string[])[]
  readonly seed: number
  readonly signal: { readonly aborted: boolean }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const second = (of: Float64Array): number[] => Array.from({ length: of.length / 2 }, (_, i) => of[2 * i + 1]!)

/** Chances in parts of equal size, the least likely first, and how many of each came true. */
function cameTrue(predicted: readonly number[], y: readonly number[]): Came[] {
  const order = [...predicted.keys()].sort((a, b) => predicted[a]! - predicted[b]!)
  return Array.from({ length: bins }, (_, b) => {
    const some = order.slice(Math.floor((b * order.length) / bins), Math.floor(((b + 1) * order.length) / bins))
    const of = (values: readonly number[]) => sum(some.map((i) => values[i]!)) / Math.max(1, some.length)
    return { predicted: of(predicted), observed: of(y), offers: some.length }
  })
}

/**
 * How likely a recommended product is bought: learned from lists made before one stretch of time and what was bought in it, tried on
 * the next stretch, then learned again from that one. Answers how many were bought when they are too few.
 */
export function learnChance(sold: Sold, trial: Trial, given: Given): Chance | { readonly taken: number } {
  const { choose, measure, end } = trial.windows
  const early = offered(sold, trial, { ...given, from: choose, to: measure })
  const late = offered(sold, trial, { ...given, from: measure, to: end })
  const taken = Math.min(sum(early.y), sum(late.y))
  if (taken < fewestTaken) return { taken }
  const fit = ({ x, y }: Offered) => logisticRegression.fit({ x: fromRows(x), y, l2: 1, standardErrors: false })
  const chances = (model: ReturnType<typeof fit>, x: Matrix) => second(model.predictProbability(x) as Float64Array)
  const predicted = chances(fit(early), fromRows(late.x))
  const model = fit(late)
  return {
    days: Math.round(end - measure),
    end,
    learned: { offers: early.y.length, taken: sum(early.y) },
    tested: { offers: late.y.length, taken: sum(late.y), expected: sum(predicted) },
    came: cameTrue(predicted, late.y),
    of: (rows) => (rows.length === 0 ? [] : chances(model, fromRows(rows))),
  }
}
