import type { Column } from '@rapport/analytics/data/index.ts'
import { mulberry32, permutation } from '@rapport/analytics/numeric/random.ts'
import type { Rows } from '../model/examples.ts'
import { told } from './known.ts'
import { everyoneOf, ownOf, type Past } from './past.ts'

const day = 86_400_000
/** Of customers that have not bought for so long there is nothing left to ask. */
const recentDays = 365

export interface Asking {
  /** ISO moment. */
  readonly at: string
  /** Days within which the next order is looked for; null where it is not known yet. */
  readonly within: number | null
  readonly mayAsk: ReadonlySet<string>
  /** At most so many customers: a sample, or the latest buyers where answers are wanted. */
  readonly most: number
}

/** The first order within some days after a moment; undefined when there was none. */
export function nextOrder({ sold, begins }: Past, customer: number, at: number, within: number): number | undefined {
  for (let o = begins[customer]!; o < begins[customer + 1]! && sold.day[o]! < at + within; o++)
    if (sold.day[o]! >= at) return o
  return undefined
}

const lastBefore = ({ sold, begins }: Past, customer: number, at: number): number => {
  let last = Number.NEGATIVE_INFINITY
  for (let o = begins[customer]!; o < begins[customer + 1]! && sold.day[o]! < at; o++) last = sold.day[o]!
  return last
}

/** Customers of the year before the moment; where the outcome is known, those that ordered again. */
export function customersAt(past: Past, { at, within, mayAsk, most }: Asking): { asked: number[]; beyond: number } {
  const moment = Date.parse(at) / day
  const last = past.sold.customers.map((_, u) => lastBefore(past, u, moment))
  const all = past.sold.customers.flatMap((id, u) =>
    mayAsk.has(id) &&
    last[u]! >= moment - recentDays &&
    (within === null || nextOrder(past, u, moment, within) !== undefined)
      ? [u]
      : [],
  )
  if (all.length <= most) return { asked: all, beyond: 0 }
  const order =
    within === null
      ? [...all].sort((a, b) => last[b]! - last[a]! || a - b)
      : Array.from(permutation(all.length, mulberry32(1)), (k) => all[k]!)
  return { asked: order.slice(0, most).sort((a, b) => a - b), beyond: all.length - most }
}

/** Every candidate for each of these customers, with what is known of the two; 1 where the next order held it. */
export function pairsOf(past: Past, customers: readonly number[], { at, within }: Asking): Rows {
  const moment = Date.parse(at) / day
  const size = past.candidates.length
  const everyone = everyoneOf(past, moment)
  const columns = told.map(({ name }): Column & { kind: 'number' } => ({
    kind: 'number',
    name,
    values: new Float64Array(customers.length * size),
  }))
  const y = new Float64Array(within === null ? 0 : customers.length * size)
  customers.forEach((customer, u) => {
    const own = ownOf(past, customer, moment)
    const beside = everyone.beside(customer)
    told.forEach((one, c) => {
      for (let k = 0; k < size; k++) columns[c]!.values[u * size + k] = one.of(own, everyone, beside, k)
    })
    if (within !== null) for (const k of past.chosen[nextOrder(past, customer, moment, within)!]!) y[u * size + k] = 1
  })
  const ids = customers.flatMap((customer) => new Array<string>(size).fill(past.sold.customers[customer]!))
  return { ids, at: new Array<string>(ids.length).fill(at), table: { rows: ids.length, columns }, y }
}
