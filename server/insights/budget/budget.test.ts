import { responseAt } from '@rapport/analytics/optimise/response.ts'
import { returnOf, sharedReturn } from '@rapport/vocabulary/insights/response.ts'
import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp } from '../../test/app.ts'
import { analysed } from '../../test/insight.ts'
import type { BudgetOutcome, BudgetView } from './view.ts'

const house = useApp({ awake: true, real: true })
const settings = { measure: 'revenue', attribution: 'linked', budget: 2_000, step: 100, days: 90 }
const make = (more: object = {}) => analysed(house.owner, 'budget', { settings: { ...settings, ...more } })
const plans = async (): Promise<BudgetView[]> => (await house.owner.get('/insights/budgets')).json().data
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

/** A campaign with one order that it brought, on a curve that is known. */
async function campaign(kind: string, cost: number, earned: number, days: number): Promise<string> {
  const { id } = (
    await house.owner.post('/campaigns', {
      name: `${kind} ${cost} ${days}`,
      kind,
      status: 'done',
      starts_at: daysAgo(days),
      cost: String(cost),
    })
  ).json()
  await order({ campaign: id, placed_at: daysAgo(days - 2) }, earned)
  return id
}

let orders = 0
async function order(values: object, amount: number): Promise<void> {
  const { id } = (await house.owner.post('/orders', { number: `B${++orders}`, ...values })).json()
  await house.owner.post('/order_lines', {
    order: id,
    name: 'Goods',
    quantity: 1,
    unit_price: amount.toFixed(4),
    unit_cost: (amount / 2).toFixed(4),
  })
}

const curves = {
  email: { shape: 'saturating', most: 3_000, scale: 300 },
  advertising: { shape: 'saturating', most: 4_000, scale: 1_500 },
} as const

test('nothing is planned before enough campaigns cost something, and the page is told what is missing', async () => {
  await campaign('event', 100, 100, 60)
  const { output } = await make()
  expect(output).toEqual({ tooLittle: [{ of: 'spentCampaigns', has: 1, needs: 6 }] })
  expect(await plans()).toEqual([])
})

test('campaigns of two channels are brought in', async () => {
  for (const [kind, curve] of Object.entries(curves))
    for (const [k, cost] of [100, 250, 400, 700, 1_000, 1_600].entries())
      await campaign(kind, cost, returnOf(curve, cost), 40 + 10 * k)
})

test('curves are learned from what campaigns cost and brought, and a channel without enough is refused', async () => {
  expect(await make()).toMatchObject({ status: 'done', message: null })
  const [{ figures }] = (await plans()) as [BudgetView]
  expect(figures.refused).toEqual([{ name: 'event', of: 'campaigns', has: 1, needs: 6 }])
  for (const [name, curve] of Object.entries(curves)) {
    const learned = figures.channels.find((one) => one.name === name)!
    for (const cost of [100, 500, 2_000]) expect(returnOf(learned.curve, cost)).toBeCloseTo(returnOf(curve, cost), 0)
    expect(learned.fit!.errors.curve).toBeLessThan(learned.fit!.errors.line)
  }
})

test('the split is the best of all splits, counted one by one', async () => {
  const [{ figures }] = (await plans()) as [BudgetView]
  const [a, b] = figures.channels as [(typeof figures.channels)[number], (typeof figures.channels)[number]]
  for (const { budget, value, amounts, worth } of figures.scenarios) {
    const best = (total: number) => {
      let most = 0
      for (let x = 0; x <= Math.floor(total / 100 + 1e-9); x++)
        for (let y = 0; y <= Math.floor(total / 100 + 1e-9) - x; y++)
          if (x * 100 <= a.most && y * 100 <= b.most)
            most = Math.max(
              most,
              sharedReturn(a.curve, a.campaigns, x * 100) + sharedReturn(b.curve, b.campaigns, y * 100),
            )
      return most
    }
    expect(value).toBeCloseTo(best(budget), 6)
    expect(worth).toBeCloseTo(best(budget + 100) - best(budget), 6)
    expect(amounts.reduce((x, y) => x + y, 0)).toBeLessThanOrEqual(budget + 1e-9)
  }
  expect(figures.scenarios.map(({ budget }) => budget)).toEqual([1_600, 2_000, 2_400])
})

test('the best split is no worse than the present one and an even one', async () => {
  const [{ figures }] = (await plans()) as [BudgetView]
  for (const { value, even, present } of figures.scenarios) {
    expect(value).toBeGreaterThanOrEqual(even.value - 1)
    expect(present!.amounts.reduce((x, y) => x + y, 0)).toBeGreaterThan(0)
  }
})

test('least and most are kept, an entered curve counts, and what cannot be kept is said', {
  timeout: 120_000,
}, async () => {
  const channels = {
    email: { least: 0, most: 250 },
    event: { least: 300, most: 900, curve: { most: 100, half: 500 } },
  }
  await make({ name: 'Limits', channels })
  const [{ figures }] = (await plans()) as [BudgetView]
  const { amounts } = figures.scenarios.find(({ percent }) => percent === 0)!
  const at = (name: string) => amounts[figures.channels.findIndex((one) => one.name === name)]
  expect(at('email')).toBe(200)
  expect(at('event')).toBe(300)
  const { output } = await make({ channels: { email: { least: 1_700 } } })
  expect((output as { refusal: { en: string } }).refusal.en).toContain('more than the smallest budget')
  const { message } = await make({ channels: { email: { least: -1 } } })
  expect(message).toContain('"email.least" must be a number from 0')
})

test('of a margin no step is spent that brings less than itself', async () => {
  await make({ measure: 'margin', budget: 20_000, step: 500, scenarios: [] })
  const [{ figures }] = (await plans()) as [BudgetView]
  const [{ amounts, last, worth }] = figures.scenarios as [(typeof figures.scenarios)[number]]
  expect(amounts.reduce((a, b) => a + b, 0)).toBeLessThan(20_000)
  for (const one of last) if (one !== null) expect(one).toBeGreaterThanOrEqual(500)
  expect(worth).toBe(0)
})

test('amounts set by hand are kept until they are let go', async () => {
  const [{ id }] = (await plans()) as [BudgetView]
  const set = (amounts: unknown) => house.owner.post(`/insights/budgets/${id}/amounts`, { amounts })
  expect((await set({ email: 700 })).statusCode).toBe(204)
  expect((await plans())[0]!.amounts).toEqual({ email: 700 })
  expect((await set({ radio: 5 })).json().code).toBe('invalid')
  expect((await set(null)).statusCode).toBe(204)
  expect((await plans())[0]!.amounts).toBeNull()
})

test('an order is put down to the campaign that reached its customer last', async () => {
  const { id: customer } = (await house.owner.post('/customers', { name: 'Ann' })).json()
  const first = await campaign('survey', 50, 1, 70)
  const second = await campaign('survey', 60, 1, 65)
  for (const [name, days] of [
    [first, 70],
    [second, 65],
  ] as const)
    await house.owner.post('/campaign_contacts', { campaign: name, customer, at: daysAgo(days) })
  await order({ customer, placed_at: daysAgo(60) }, 500)
  const channels = { survey: { curve: { most: 10, half: 10 } } }
  await make({ attribution: 'last_touch', channels })
  const [{ figures }] = (await plans()) as [BudgetView]
  const { points } = figures.channels.find(({ name }) => name === 'survey')!
  expect(points.map(([spent, earned]) => [spent, Math.round(earned)]).sort()).toEqual([
    [50, 1],
    [60, 501],
  ])
})

test('afterwards what was spent and earned stands beside the plan', async () => {
  const [{ id, figures }] = (await plans()) as [BudgetView]
  await house.db.run(sql`update insight.budget_plan set made_at = now() - interval '10 days' where id = ${id}`)
  await campaign('email', 400, 2_000, 8)
  const outcome = (await house.owner.get(`/insights/budgets/${id}/outcome`)).json() as BudgetOutcome
  const email = outcome.channels.find(({ channel }) => channel === 'email')!
  expect(outcome).toMatchObject({ passed: 10, days: 90 })
  expect(email).toMatchObject({ spent: 400, campaigns: 1, earned: 2_000 })
  const { curve } = figures.channels.find(({ name }) => name === 'email')!
  expect(email.expected).toBeCloseTo(responseAt(curve, 400), 6)
})

test('viewers change no plan, and whoever may not see what campaigns cost sees none', async () => {
  const viewer = await house.join('viewer', 'vera@acme.example')
  const [{ id }] = (await plans()) as [BudgetView]
  expect((await viewer.post(`/insights/budgets/${id}/amounts`, { amounts: { email: 1 } })).json().code).toBe(
    'forbidden',
  )
  expect((await viewer.post('/insights/runs', { kind: 'budget', input: { settings } })).json().code).toBe('forbidden')
  const grant = async (grants: object) => {
    const role = await house.db.one<{ id: string; version: number }>(
      sql`select id, version from role where code = 'viewer'`,
    )
    await house.owner.patch(`/roles/${role.id}`, { grants }, { 'if-match': `"${role.version}"` })
  }
  await grant({ '*': { read: 'all' }, campaign: { read: 'all', fields: { cost: 'hidden' } } })
  expect((await viewer.get('/insights/budgets')).json().code).toBe('ability_missing')
  await grant({ '*': { read: 'own' } })
  expect((await viewer.get(`/insights/budgets/${id}/outcome`)).json().code).toBe('ability_missing')
})
