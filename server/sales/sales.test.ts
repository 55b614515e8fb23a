import { beforeAll, describe, expect, it } from 'vitest'
import { areas } from '../areas.ts'
import type { PersonalRecords } from '../records/records.ts'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
let office: Office
let records: PersonalRecords
beforeAll(async () => {
  office = await openOffice(world.db, { areas })
  records = office.as(office.admin)
})

describe('an order', () => {
  it('gets a number and a time, and its totals follow its lines', async () => {
    const order = await records.create('order', {})
    expect(order.number).toMatch(/^O-\d{5}$/)
    expect(order.placed_at).not.toBeNull()
    const lamp = await records.create('product', { name: 'Lamp', cost: '4.10' })
    const line = await records.create('order_line', {
      order: order.id,
      product: lamp.id,
      quantity: 3,
      unit_price: '9.99',
    })
    await records.create('order_line', { order: order.id, name: 'Postage', quantity: 1, unit_price: '5', discount: 50 })
    expect(await records.get('order_line', line.id)).toMatchObject({ amount: '29.9700', unit_cost: '4.1000' })
    expect(await records.get('order', order.id)).toMatchObject({ total: '32.4700', cost: '13.8000', version: 1 })
    await records.update('order_line', line.id, { quantity: 1 })
    expect(await records.get('order', order.id)).toMatchObject({ total: '12.4900' })
  })

  it('keeps what a piece cost when it was sold', async () => {
    const product = await records.create('product', { name: 'Chair', cost: '10' })
    const order = await records.create('order', {})
    await records.create('order_line', { order: order.id, product: product.id, quantity: 2, unit_price: '30' })
    await records.update('product', product.id, { cost: '99' })
    expect(await records.get('order', order.id)).toMatchObject({ cost: '20.0000' })
  })

  it('takes a number that is given, and skips it for the next', async () => {
    const first = await records.create('order', {})
    const next = `O-${Number(String(first.number).slice(2)) + 1}`
    await records.create('order', { number: next })
    const after = await records.create('order', {})
    expect(after.number).toBe(`O-${Number(String(first.number).slice(2)) + 2}`)
  })
})

describe('a return', () => {
  it('takes customer, price and cost from the order, and the order follows', async () => {
    const customer = await records.create('customer', { name: 'Ada' })
    const order = await records.create('order', { customer: customer.id })
    const line = await records.create('order_line', {
      order: order.id,
      name: 'Cup',
      quantity: 4,
      unit_price: '5',
      discount: 10,
    })
    const back = await records.create('return', { order: order.id })
    expect(back).toMatchObject({ customer: customer.id })
    await records.create('return_line', { return: back.id, order_line: line.id, quantity: 2 })
    expect(await records.get('return', back.id)).toMatchObject({ total: '9.0000' })
    expect(await records.get('order', order.id)).toMatchObject({ returned: '9.0000', total: '18.0000' })
    expect(await records.get('order_line', line.id)).toMatchObject({ returned: 2 })
    await records.update('return', back.id, { status: 'refused' })
    expect(await records.get('order', order.id)).toMatchObject({ returned: '0.0000' })
    expect(await records.get('order_line', line.id)).toMatchObject({ returned: 0 })
  })
})

describe('a deal', () => {
  it('stands in the first stage of the pipeline and moves by what its stage says', async () => {
    const pipeline = await records.create('pipeline', { name: 'Sales' })
    const stage = (name: string, position: number, probability: number, outcome = 'open') =>
      records.create('stage', { pipeline: pipeline.id, name, position, probability, outcome })
    const first = await stage('New', 1, 10)
    const second = await stage('Offer', 2, 60)
    const won = await stage('Won', 3, 100, 'won')
    const deal = await records.create('deal', { name: 'Big', amount: '1000' })
    expect(deal).toMatchObject({ stage: first.id, pipeline: pipeline.id, probability: 10, status: 'open' })
    const moved = await records.update('deal', deal.id, { stage: second.id })
    expect(moved).toMatchObject({ probability: 60, status: 'open', closed_at: null })
    const closed = await records.update('deal', deal.id, { stage: won.id })
    expect(closed).toMatchObject({ status: 'won', probability: 100 })
    expect(closed.closed_at).not.toBeNull()
  })
})
