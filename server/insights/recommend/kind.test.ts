import { wilson } from '@rapport/analytics/metrics/index.ts'
import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp } from '../../test/app.ts'
import { analysed, openShop } from '../../test/insight.ts'
import { isHeldOut } from './hold-out.ts'
import type { RecommendReport } from './report.ts'
import { differenceOf } from './success.ts'

const house = useApp({ awake: true, real: true })

type Answer = {
  data: { product: string; name: string; because: { kind: string; item?: string; both?: number; of?: number } }[]
  held_out: boolean
  without: string | null
}
const listOf = async (customer: string, query = ''): Promise<Answer> =>
  (await house.owner.get(`/customers/${customer}/recommendations${query}`)).json()
const report = async () => (await house.owner.get('/insights/recommend')).json()
const customers = async (heldOut: boolean): Promise<string[]> => {
  const rows = await house.db.query<{ id: string }>(sql`
    select customer as id from insight.recommendation where cardinality(products) > 20 order by 1`)
  return rows.map((row) => row.id).filter((id) => isHeldOut(id) === heldOut)
}
/** Products of the shop have prices only on its lines. */
const price = () =>
  house.db.run(sql`
    update product p set price = (select max(unit_price) from order_line where product = p.id), stock = 5 where price is null or stock is null`)

test('too little is refused with what is missing', async () => {
  await analysed(house.owner, 'recommend')
  expect((await report()).content.tooLittle).toEqual([
    { of: 'customers', has: 0, needs: 20 },
    { of: 'products', has: 0, needs: 10 },
    { of: 'days', has: 0, needs: 56 },
  ])
  const { id } = (await house.owner.post('/customers', { name: 'Ada' })).json()
  expect(await listOf(id)).toEqual({ data: [], held_out: false, without: 'not_learned' })
})

test('the lists serve once they beat what sells anyway, and the report says by how much', async () => {
  await openShop(house)
  await price()
  expect(await analysed(house.owner, 'recommend')).toMatchObject({ status: 'done', output: { live: true } })
  const { trial, run } = (await report()).content as RecommendReport
  expect(run).not.toBeNull()
  expect(trial.ahead.map((one) => one.than)).toEqual(['popular', 'recent'])
  for (const { low, value, high } of trial.ahead) expect(0 < low && low <= value && value <= high).toBe(true)
  const chosen = trial.rows.find((row) => row.method === trial.chosen)!
  for (const { than, value } of trial.ahead)
    expect(chosen.ndcg - trial.rows.find((row) => row.method === than)!.ndcg).toBeCloseTo(value, 10)
})

test('a list holds nothing that was bought, is out of stock, not for sale or without a price', async () => {
  const [customer] = await customers(false)
  const { data } = await listOf(customer!, '?limit=10')
  expect(data).toHaveLength(10)
  const had = await house.db.query<{ product: string }>(sql`
    select l.product from order_line l join "order" o on o.id = l."order" where o.customer = ${customer!} and l.quantity > coalesce(l.returned, 0)`)
  const [first, second, third, fourth] = data.map((one) => one.product)
  expect(had.map((row) => row.product)).not.toContain(first)
  await house.db.run(sql`update product set stock = 0 where id = ${first!}`)
  await house.db.run(sql`update product set status = 'retired' where id = ${second!}`)
  await house.db.run(sql`update product set price = 0 where id = ${third!}`)
  const product = fourth!
  const order = (
    await house.owner.post('/orders', { customer, number: 'R1', placed_at: new Date().toISOString() })
  ).json()
  await house.owner.post('/order_lines', { order: order.id, product, quantity: 1, unit_price: '2' })
  const after = (await listOf(customer!, '?limit=10')).data.map((one) => one.product)
  for (const gone of [first, second, third, fourth]) expect(after).not.toContain(gone)
  expect((await listOf(customer!, '?most=0.5')).data.map((one) => one.product)).not.toEqual(after)
})

test('a reason is a fact of the records', async () => {
  const told: Answer['data'] = []
  for (const customer of (await customers(false)).slice(0, 20)) told.push(...(await listOf(customer, '?limit=20')).data)
  const together = told.filter((one) => one.because.kind === 'together')
  expect(together.length).toBeGreaterThan(0)
  for (const { product, because } of together.slice(0, 10)) {
    const { both, of } = await house.db.one<{ both: number; of: number }>(sql`
      with had as (
        select distinct o.customer, l.product from order_line l join "order" o on o.id = l."order"
        where o.customer is not null and l.quantity > coalesce(l.returned, 0) and o.number <> 'R1')
      select count(*)::int as of, count(*) filter (where exists (select 1 from had b where b.customer = a.customer and b.product = ${product}))::int as both
      from had a where a.product = ${because.item!}`)
    expect(because).toMatchObject({ both, of })
  }
})

test('those held out get what sells at present, and so the difference can be measured', async () => {
  const [held] = await customers(true)
  const { data, held_out } = await listOf(held!)
  expect(held_out).toBe(true)
  expect(data.every((one) => one.because.kind === 'popular')).toBe(true)
  const all = await house.db.one<{ n: number; held: number }>(sql`
    select count(*)::int as n, count(*) filter (where held_out)::int as held from insight.recommendation`)
  expect(all.held).toBeGreaterThan(0)
  expect(all.held / all.n).toBeLessThan(0.25)
})

test('what was shown counts once a day, what was taken up and bought is counted with it', async () => {
  const [customer] = (await customers(false)).slice(1)
  const query = '?limit=3&place=customer'
  const { data } = await listOf(customer!, query)
  await listOf(customer!, query)
  const shown = () =>
    house.db.query(sql`select 1 from insight.shown where customer = ${customer!} and place = 'customer'`)
  expect(await shown()).toHaveLength(3)
  const { product } = data[0]!
  const path = `/customers/${customer}/recommendations/taken`
  expect((await house.owner.post(path, { product, place: 'customer' })).statusCode).toBe(204)
  expect((await house.owner.post(path, { product, place: 'order' })).statusCode).toBe(404)
  expect((await report()).success.own).toMatchObject({ customers: 0 })
  await house.db.run(sql`update insight.shown set at = at - interval '40 days', day = day - 40`)
  const placed_at = new Date(Date.now() - 20 * 86_400_000).toISOString()
  const order = (await house.owner.post('/orders', { customer, number: 'R2', placed_at })).json()
  await house.owner.post('/order_lines', { order: order.id, product, quantity: 1, unit_price: '2' })
  const { own, heldOut, difference } = (await report()).success
  const counted = await house.db.one<{ n: number }>(
    sql`select count(distinct customer)::int as n from insight.shown where not held_out`,
  )
  expect(own).toMatchObject({ customers: counted.n, clicked: 1 })
  expect(own.bought).toBeGreaterThanOrEqual(1)
  expect(own.share).toBeCloseTo(own.bought / own.customers, 12)
  expect(heldOut.customers).toBe(1)
  expect(difference.low).toBeLessThanOrEqual(difference.value)
})

test('what goes with the lines of an order is offered to it, and nothing that it holds', async () => {
  const { order, customer } = await house.db.one<{ order: string; customer: string }>(sql`
    select o.id as "order", o.customer from "order" o join order_line l on l."order" = o.id join insight.companion c on c.product = l.product
    where o.customer is not null group by 1, 2 order by count(*) desc, 1 limit 1`)
  const { data } = (await house.owner.get(`/orders/${order}/recommendations`)).json() as Answer
  const held = await house.db.query<{ product: string }>(sql`select product from order_line where "order" = ${order}`)
  expect(data.length).toBeGreaterThan(0)
  for (const { product, because } of data) {
    expect(held.map((row) => row.product)).not.toContain(product)
    if (!isHeldOut(customer)) expect(because.kind).toBe('together')
  }
})

test('a campaign is exported with a list for each customer who agreed to marketing, and no other', async () => {
  const ids = (await customers(false)).slice(3, 6)
  const filter = { field: 'id', op: 'in', value: ids }
  const segment = (await house.owner.post('/segments', { name: 'Three', filter })).json()
  const campaign = (await house.owner.post('/campaigns', { name: 'Spring' })).json()
  const path = `/campaigns/${campaign.id}/recommendations?limit=2`
  expect((await house.owner.get(path)).json().code).toBe('verb_refused')
  await house.owner.patch(`/campaigns/${campaign.id}`, { segment: segment.id }, { 'if-match': '"1"' })
  for (const [at, given] of [true, false].entries())
    await house.owner.post('/consents', {
      customer: ids[at],
      purpose: 'marketing',
      given,
      at: new Date().toISOString(),
    })
  const lines = (await house.owner.get(path)).body.trim().split('\r\n')
  expect(lines[0]).toBe('id,Name,E-mail,Product 1,Price 1,Goes with 1,Product 2,Price 2,Goes with 2')
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual([ids[0]])
  const shown = await house.db.query(sql`select 1 from insight.shown where place = 'campaign'`)
  expect(shown).toHaveLength(2)
  const member = await house.join('member', 'mia@acme.example')
  expect((await member.get(path)).json().code).toBe('forbidden')
})

test('a customer or a product that may not be seen is not recommended', async () => {
  const viewer = await house.join('viewer', 'vera@acme.example')
  const [customer] = await customers(false)
  expect((await viewer.get(`/customers/${customer}/recommendations`)).json().data.length).toBeGreaterThan(0)
  const role = await house.db.one<{ id: string; version: number }>(
    sql`select id, version from role where code = 'viewer'`,
  )
  const grants = { '*': { read: 'all' }, product: { read: 'none' } }
  await house.owner.patch(`/roles/${role.id}`, { grants }, { 'if-match': `"${role.version}"` })
  const hidden = await viewer.get(`/customers/${customer}/recommendations`)
  expect(hidden.json().data ?? []).toEqual([])
})

test('whoever refuses profiling gets no list from then on', async () => {
  const [customer] = (await customers(false)).slice(2)
  expect((await listOf(customer!)).data.length).toBeGreaterThan(0)
  await house.owner.post('/consents', { customer, purpose: 'profiling', given: false, at: new Date().toISOString() })
  expect(await listOf(customer!)).toEqual({ data: [], held_out: false, without: 'refused' })
  expect((await analysed(house.owner, 'recommend')).output).toHaveProperty('tooLittle')
  expect(await house.db.query(sql`select 1 from insight.recommendation where customer = ${customer!}`)).toEqual([])
})

test('the interval of a difference of shares is that of the published example', () => {
  const group = (bought: number, customers: number) => ({
    customers,
    bought,
    clicked: 0,
    share: bought / customers,
    ...wilson(bought, customers),
  })
  const { low, high } = differenceOf(group(56, 70), group(48, 80))!
  expect([low, high].map((one) => one.toFixed(4))).toEqual(['0.0524', '0.3339'])
})
