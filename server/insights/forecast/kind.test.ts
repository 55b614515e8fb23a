import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp, type Visitor } from '../../test/app.ts'
import { analysed } from '../../test/insight.ts'
import type { Foreseen, SalesSeries } from './report.ts'

const house = useApp({ awake: true, real: true })
let [north, seller]: string[] = []
let mate: Visitor & { id: string }

/** Two years of orders, one a week for each of two people, of whom one is in a team. */
async function sell(owner: string, product: string, price: number): Promise<void> {
  await house.db.run(sql`
    with week as (select n, gen_random_uuid() as id, date_trunc('week', now()) - make_interval(weeks => n) + interval '1 day' as at from generate_series(1, 104) n),
    made as (insert into "order" (id, number, status, placed_at, owner, created_at, updated_at, version)
      select id, ${`${price}-`}::text || n, 'done', at, ${owner}, at, at, 1 from week)
    insert into order_line (id, "order", product, quantity, unit_price, amount, created_at, updated_at, version)
    select gen_random_uuid(), id, ${product}, 2, ${price}, 2 * ${price}::numeric + n % 7, at, at, 1 from week`)
}

beforeAll(async () => {
  const roles = (await house.owner.get('/roles')).json().data as { id: string; code: string; version: number }[]
  const member = roles.find(({ code }) => code === 'member')!
  const grants = { '*': { read: 'all' }, order: { read: 'team' } }
  await house.owner.patch(`/roles/${member.id}`, { grants }, { 'if-match': `"${member.version}"` })
  mate = await house.join('member', 'mate@acme.example')
  seller = (await house.join('member', 'seller@acme.example')).id
  north = (await house.owner.post('/teams', { name: 'North' })).json().id as string
  await house.db.run(sql`update "user" set teams = array[${north}::uuid] where id in (${mate.id}, ${seller})`)
})

const list = async (who: Visitor) => (await who.get('/insights/forecast')).json().content
const keys = async (who: Visitor) =>
  ((await list(who)).series as SalesSeries[]).map(({ key }) => key.split('-')[0]).sort()
const series = async (who: Visitor, key: string) => who.get(`/insights/forecast/series?key=${encodeURIComponent(key)}`)

test('too few orders are refused with what is missing', async () => {
  const missing = { tooLittle: [{ of: 'orders', has: 0, needs: 30 }] }
  expect((await analysed(house.owner, 'forecast')).output).toEqual(missing)
  expect(await list(house.owner)).toEqual(missing)
})

test('sales are foreseen in total and by team, category and product, and the history equals a recount', async () => {
  const category = (await house.owner.post('/categories', { name: 'Tools' })).json().id
  const product = (await house.owner.post('/products', { name: 'Hammer', code: 'H1', category })).json().id as string
  const me = (await house.owner.get('/me')).json().id ?? (await house.owner.get('/me')).json().person?.id
  await sell(seller!, product, 10)
  await sell(me, product, 100)
  expect(await analysed(house.owner, 'forecast')).toMatchObject({ status: 'done', message: null })
  expect(await keys(house.owner)).toEqual(['category', 'product', 'team', 'total'])
  const total = (await series(house.owner, 'total')).json().of.week
  const weeks = await house.db.query<{ sum: string; pieces: number }>(sql`
    select sum(l.amount) as sum, sum(l.quantity) as pieces from "order" o join order_line l on l."order" = o.id
    group by date_trunc('week', placed_at) order by date_trunc('week', placed_at)`)
  expect((total.revenue as Foreseen).values).toEqual(weeks.map(({ sum }) => Number(sum)))
  expect((total.pieces as Foreseen).values).toEqual(weeks.map(({ pieces }) => pieces))
  expect(total.revenue.trials.map(({ method }: { method: string }) => method)).toContain('naive')
})

test('whoever may read the orders of their team alone sees what their team sells and no total', async () => {
  expect(await keys(mate)).toEqual(['team'])
  expect(await list(mate)).not.toHaveProperty('lastSale')
  const team = (await series(mate, `team-${north}`)).json().of.week.revenue as Foreseen
  const { sum } = await house.db.one<{ sum: string }>(sql`
    select sum(l.amount) as sum from "order" o join order_line l on l."order" = o.id where o.owner = ${seller}`)
  expect(team.values.reduce((all, value) => all + value, 0)).toBeCloseTo(Number(sum), 2)
  expect((await series(mate, 'total')).statusCode).toBe(404)
})

test('a team with somebody whose orders a person may not see is not told', async () => {
  const stranger = await house.join('member', 'stranger@acme.example')
  expect(await keys(stranger)).toEqual([])
  const role = await house.db.one<{ id: string; version: number }>(
    sql`select id, version from role where code = 'viewer'`,
  )
  const grants = { '*': { read: 'all' }, order: { read: 'none' } }
  await house.owner.patch(`/roles/${role.id}`, { grants }, { 'if-match': `"${role.version}"` })
  const viewer = await house.join('viewer', 'viewer@acme.example')
  expect((await viewer.get('/insights/forecast')).json()).toMatchObject({ code: 'ability_missing' })
})
