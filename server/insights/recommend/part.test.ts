import { expect, test } from 'vitest'
import { dice } from '../../test/shop.ts'
import { type Order, soldOf } from '../shop.fixture.ts'
import { ordersOf, type Sold } from '../sold.ts'
import { partOf } from './part.ts'

const chance = dice(3)
const things = ['tea', 'cup', 'pot', 'tray', 'spoon']
const orders: Order[] = Array.from({ length: 400 }, (_, n) => [
  `customer ${n % 90}`,
  n,
  things.filter(() => chance() < 0.4),
])
const sold = soldOf(orders.filter(([, , items]) => items.length > 0))

const told = (of: Sold) =>
  Array.from({ length: ordersOf(of) }, (_, o) => ({
    customer: of.customers[of.customer[o]!],
    day: of.day[o],
    items: Array.from(of.members.subarray(of.starts[o], of.starts[o + 1]), (item) => of.items[item]),
  }))

test('a part of the customers comes with all their orders, and with things numbered as before', () => {
  const part = partOf(sold, 30)
  expect(part.customers).toHaveLength(30)
  expect(part.items).toBe(sold.items)
  const drawn = new Set(part.customers)
  expect(told(part)).toEqual(told(sold).filter(({ customer }) => drawn.has(customer!)))
})

test('of no more customers than can be learned from, nobody is left out', () => {
  expect(partOf(sold, 90)).toBe(sold)
})
