import { mulberry32, permutation } from '@rapport/analytics/numeric/random.ts'
import { ordersOf, type Sold } from '../sold.ts'

/** From so many customers every way to recommend has learned what it can; more of them would take hours and tell no more. */
export const mostLearned = 60_000
const seed = 7

/** The sales to some of the customers, drawn by chance, with things numbered as in the whole; few customers are all of them. */
export function partOf(sold: Sold, most = mostLearned): Sold {
  const { customers } = sold
  if (customers.length <= most) return sold
  const drawn = permutation(customers.length, mulberry32(seed)).subarray(0, most).sort()
  const number = new Int32Array(customers.length).fill(-1)
  drawn.forEach((user, n) => {
    number[user] = n
  })
  const orders = Array.from({ length: ordersOf(sold) }, (_, o) => o).filter(
    (o) => (number[sold.customer[o]!] ?? -1) >= 0,
  )
  const sizes = orders.map((o) => sold.starts[o + 1]! - sold.starts[o]!)
  const starts = new Int32Array(orders.length + 1)
  sizes.forEach((size, n) => {
    starts[n + 1] = starts[n]! + size
  })
  const members = new Int32Array(starts[orders.length]!)
  orders.forEach((o, n) => {
    members.set(sold.members.subarray(sold.starts[o], sold.starts[o + 1]), starts[n])
  })
  return {
    items: sold.items,
    customers: Array.from(drawn, (user) => customers[user]!),
    customer: Int32Array.from(orders, (o) => number[sold.customer[o]!]!),
    day: Float64Array.from(orders, (o) => sold.day[o]!),
    starts,
    members,
  }
}
