import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp } from '../../test/app.ts'
import { analysed, openShop } from '../../test/insight.ts'
import { fewestTaken } from './chance.ts'
import type { LineView, PlanView } from './view.ts'

const house = useApp({ awake: true, real: true })

const settings = {
  name: 'Autumn',
  budget: 40,
  channels: { email: { cost: 0.02, most: 60 }, phone: { cost: 0.5, most: 10 } },
  contacts: 1,
  days: 30,
}
const make = (more: object = {}, from?: string) =>
  analysed(house.owner, 'plan', { settings: { ...settings, ...more }, ...(from && { from }) })
const plans = async (): Promise<PlanView[]> => (await house.owner.get('/insights/plans')).json().data
const linesOf = async (plan: string): Promise<LineView[]> =>
  (await house.owner.get(`/insights/plans/${plan}/lines?limit=200`)).json().data
/** Everybody can be reached; every other one agreed to be. */
const prepare = () =>
  house.db.run(sql`
    with reach as (update customer set emails = '[{"value":"a@acme.example"}]', phones = '[{"value":"+442079460000"}]' returning id),
    priced as (update product p set price = (select max(unit_price) from order_line where product = p.id), cost = 0.1, stock = 500 returning 1)
    insert into consent (id, customer, purpose, channel, given, at, created_at, updated_at, version)
    select gen_random_uuid(), id, 'marketing', 'any', true, now(), now(), now(), 1 from reach where id::text ~ '[02468ace]$'`)

test('nothing is planned before recommendations are in use, and the page is told what is missing', async () => {
  const { output } = await make()
  expect(output).toEqual({ tooLittle: [{ of: 'recommendations', has: 0, needs: 1 }] })
  expect(await plans()).toEqual([])
})

test('the shop is brought in, and recommendations come into use', { timeout: 180_000 }, async () => {
  await openShop(house)
  await prepare()
  expect(await analysed(house.owner, 'recommend')).toMatchObject({ status: 'done', output: { live: true } })
})

test('a plan keeps every limit, and only those who agreed are in it', async () => {
  expect(await make()).toMatchObject({ status: 'done', message: null })
  const [plan] = await plans()
  const lines = await linesOf(plan!.id)
  expect(lines.length).toBe(plan!.figures.contacts)
  expect(lines.length).toBeGreaterThan(10)
  expect(lines.filter((line) => line.channel === 'phone').length).toBeLessThanOrEqual(10)
  expect(lines.filter((line) => line.channel === 'email').length).toBeLessThanOrEqual(60)
  expect(new Set(lines.map((line) => line.customer)).size).toBe(lines.length)
  expect(plan!.figures.spent).toBeLessThanOrEqual(40)
  expect(lines.reduce((sum, line) => sum + line.gain, 0)).toBeCloseTo(plan!.figures.profit, 6)
  expect(plan!.figures.bound).toBeGreaterThanOrEqual(plan!.figures.profit - 1e-9)
  expect(lines.every((line) => /[02468ace]$/.test(line.customer))).toBe(true)
})

test('chances are told with how those of before came true', async () => {
  const [{ figures }] = (await plans()) as [PlanView]
  const { tested, learned, came } = figures.chance
  expect(Math.min(tested.taken, learned.taken)).toBeGreaterThanOrEqual(fewestTaken)
  expect(came.reduce((sum, one) => sum + one.observed * one.offers, 0)).toBeCloseTo(tested.taken, 6)
  expect(came.at(-1)!.observed).toBeGreaterThan(came[0]!.observed)
})

test('past contacts count, and whoever has had enough is left alone', async () => {
  const [first] = await plans()
  const [line] = await linesOf(first!.id)
  await house.owner.post('/calls', {
    title: 'Hello',
    customer: line!.customer,
    direction: 'out',
    at: new Date().toISOString(),
  })
  await make({ name: 'Later' })
  const [plan] = await plans()
  expect((await linesOf(plan!.id)).map((one) => one.customer)).not.toContain(line!.customer)
})

test('what people fix stays, what they take out is left out, and what no plan can keep is said', async () => {
  const [before] = await plans()
  const lines = await linesOf(before!.id)
  const [out, kept] = [lines[0]!, lines.at(-1)!]
  const set = (line: LineView, state: string) =>
    house.owner.post(`/insights/plans/${before!.id}/lines/${line.id}`, { state })
  expect((await set(out, 'excluded')).statusCode).toBe(204)
  expect((await set(kept, 'fixed')).statusCode).toBe(204)
  await make({ name: 'Changed' }, before!.id)
  const after = await linesOf((await plans())[0]!.id)
  const same = (a: LineView) => (b: LineView) =>
    a.customer === b.customer && a.product === b.product && a.channel === b.channel
  expect(after.find(same(kept))?.state).toBe('fixed')
  expect(after.find(same(out))?.state).toBe('excluded')
  const none = await make({ channels: { ...settings.channels, [kept.channel]: { cost: 0.02, most: 0 } } }, before!.id)
  expect(none.status).toBe('failed')
  expect(none.message).toContain('breaks a limit')
})

test('lines become tasks once, as the person who asks, and purchases afterwards are counted', async () => {
  const [plan] = await plans()
  const carry = async () => (await house.owner.post(`/insights/plans/${plan!.id}/carry`)).json()
  const { made, left } = await carry()
  expect(made + left).toBe((await linesOf(plan!.id)).filter((line) => line.state !== 'excluded').length)
  expect(await carry()).toEqual({ made: 0, left: 0 })
  const [line] = (await linesOf(plan!.id)).filter((one) => one.task !== null)
  const task = (await house.owner.get(`/tasks/${line!.task}`)).json()
  expect(task).toMatchObject({ customer: line!.customer, status: 'open' })
  await house.db.run(sql`update insight.plan set carried_at = now() - interval '2 days' where id = ${plan!.id}`)
  const order = (
    await house.owner.post('/orders', { customer: line!.customer, number: 'P1', placed_at: new Date().toISOString() })
  ).json()
  await house.owner.post('/order_lines', { order: order.id, product: line!.product, quantity: 1, unit_price: '2' })
  expect((await plans())[0]!.outcome).toMatchObject({ lines: made, bought: 1 })
})

test('whoever may not see every customer sees no plan, and viewers change none', async () => {
  const viewer = await house.join('viewer', 'vera@acme.example')
  const [plan] = await plans()
  expect((await viewer.post(`/insights/plans/${plan!.id}/carry`)).json().code).toBe('forbidden')
  expect((await viewer.post('/insights/runs', { kind: 'plan', input: { settings } })).json().code).toBe('forbidden')
  const role = await house.db.one<{ id: string; version: number }>(
    sql`select id, version from role where code = 'viewer'`,
  )
  await house.owner.patch(
    `/roles/${role.id}`,
    { grants: { '*': { read: 'own' } } },
    { 'if-match': `"${role.version}"` },
  )
  expect((await viewer.get('/insights/plans')).json().code).toBe('ability_missing')
})
