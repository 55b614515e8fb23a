import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp, type Visitor } from '../../test/app.ts'
import { analysed } from '../../test/insight.ts'
import type { AssignResult } from './assign.ts'
import type { AssignmentLine, AssignmentView } from './view.ts'

const house = useApp({ awake: true, real: true })
const world: { ann: string; ben: string; visitor?: Visitor; customers: Record<string, string> } = {
  ann: '',
  ben: '',
  customers: {},
}

const people = (most: number | null = 3) => [world.ann, world.ben].map((id) => ({ id, most }))
const make = (more: object = {}, from?: string) =>
  analysed(house.owner, 'assignment', { settings: { people: people(), ...more }, ...(from && { from }) })
const plans = async (): Promise<AssignmentView[]> => (await house.owner.get('/insights/assignments')).json().data
const linesOf = async (plan: string): Promise<AssignmentLine[]> =>
  (await house.owner.get(`/insights/assignments/${plan}/lines?limit=200`)).json().data
const idOf = async (email: string) =>
  (await house.db.one<{ id: string }>(sql`select id from "user" where email = ${email}`)).id
const deal = async (values: object): Promise<string> => (await house.owner.post('/deals', values)).json().id
const ownerOf = async (id: string) => (await house.owner.get(`/deals/${id}`)).json().owner

const countryOf = (i: number): string => (Math.floor(i / 2) % 2 === 0 ? 'China' : 'France')

/** Open deals of both countries that nobody has. */
const open: string[] = []

test('people join, and deals are there that nobody has', async () => {
  world.visitor = await house.join('member', 'ann@acme.example')
  await house.join('member', 'ben@acme.example')
  world.ann = await idOf('ann@acme.example')
  world.ben = await idOf('ben@acme.example')
  for (const country of ['China', 'France'])
    world.customers[country] = (
      await house.owner.post('/customers', { name: country, type: 'company', country })
    ).json().id
  for (let i = 0; i < 8; i++) {
    const customer = world.customers[countryOf(i)]
    open.push(
      await deal({ name: `Lead ${i}`, customer, owner: null, ...(i < 7 && { amount: String(1_000 * (i + 1)) }) }),
    )
  }
  expect(await ownerOf(open[0]!)).toBeNull()
})

test('without closed deals it is said, and leads go by amount, room and language', async () => {
  expect(await make()).toMatchObject({ status: 'done', message: null })
  const [{ id, figures, value }] = (await plans()) as [AssignmentView]
  expect(figures).toMatchObject({ leads: 8, unpriced: 1, fit: { learned: false, closed: 0, tested: null } })
  const lines = await linesOf(id)
  expect(lines.filter(({ person }) => person !== null).length).toBe(6)
  expect(
    lines
      .filter(({ person }) => person === null)
      .map(({ amount }) => amount)
      .sort(),
  ).toEqual([1, 1_000])
  expect(value).toBeCloseTo(figures.value, 6)
})

test('closed deals are brought in: Ann wins in China, Ben in France', async () => {
  for (let i = 0; i < 120; i++) {
    const country = countryOf(i)
    const owner = i % 2 === 0 ? world.ann : world.ben
    const good = (owner === world.ann) === (country === 'China')
    const id = await deal({ name: `Past ${i}`, customer: world.customers[country], owner, amount: '2000' })
    const won = i % 10 < 2 ? !good : good
    await house.db.run(sql`
      update deal set status = ${won ? 'won' : 'lost'}, closed_at = now() - make_interval(days => ${130 - i}) where id = ${id}`)
  }
  expect((await house.db.one<{ n: number }>(sql`select count(*)::int as n from deal where status <> 'open'`)).n).toBe(
    120,
  )
})

test('who wins what is learned, leads go to whom they fit, and it beats round robin', async () => {
  await make({ people: people(4) })
  const [{ id, figures }] = (await plans()) as [AssignmentView]
  expect(figures.fit.learned).toBe(true)
  expect(figures.fit.tested!.person).toBeLessThan(figures.fit.tested!.deal)
  expect(figures.value).toBeGreaterThan(figures.robin)
  const lines = await linesOf(id)
  for (const line of lines) {
    const china = countryOf(open.indexOf(line.record)) === 'China'
    expect([line.title, line.person]).toEqual([line.title, china ? world.ann : world.ben])
    const own = line.options.find(({ person }) => person === line.person)!
    expect(own.because!.won / own.because!.all).toBeGreaterThan(0.5)
    expect(line.value).toBeCloseTo(own.chance * line.amount, 6)
  }
  for (const one of figures.people) expect(one).toMatchObject({ open: 0, room: 4, closed: 60 })
})

test('what people change stands, is kept in the next plan, and counts at once', async () => {
  const [{ id, value }] = (await plans()) as [AssignmentView]
  const [first, second] = (await linesOf(id)) as [AssignmentLine, AssignmentLine]
  const other = first.person === world.ann ? world.ben : world.ann
  const set = (line: AssignmentLine, body: object) =>
    house.owner.post(`/insights/assignments/${id}/lines/${line.id}`, body)
  expect((await set(first, { state: 'fixed', person: other })).statusCode).toBe(204)
  expect((await set(second, { state: 'excluded' })).statusCode).toBe(204)
  expect((await set(second, { state: 'fixed', person: id })).json().code).toBe('invalid')
  const after = (await plans())[0]!
  const worse = first.options.find(({ person }) => person === other)!.value
  expect(after).toMatchObject({ changed: 2, value: expect.closeTo(value - first.value + worse - second.value, 6) })
  await make({ people: people(4), name: 'Again' }, id)
  const again = await linesOf((await plans())[0]!.id)
  expect(again.find(({ record }) => record === first.record)).toMatchObject({ state: 'fixed', person: other })
  expect(again.find(({ record }) => record === second.record)).toMatchObject({ state: 'excluded' })
})

test('owners are written in one change, leads that somebody took are left alone, and it can be taken back', async () => {
  const [{ id }] = (await plans()) as [AssignmentView]
  const lines = (await linesOf(id)).filter(({ person, state }) => person !== null && state !== 'excluded')
  const taken = lines.at(-1)!
  await house.owner.patch(`/deals/${taken.record}`, { owner: world.ben }, { 'if-match': '"1"' })
  const trashed = lines.at(-2)!
  expect((await house.owner.delete(`/deals/${trashed.record}`)).statusCode).toBe(204)
  const done = (await house.owner.post(`/insights/assignments/${id}/assign`)).json() as AssignResult
  expect(done).toEqual({ assigned: lines.length - 2, refused: 0, taken: 2 })
  for (const line of lines.slice(0, -2)) expect(await ownerOf(line.record)).toBe(line.person)
  expect((await house.owner.post(`/insights/assignments/${id}/assign`)).json().code).toBe('verb_refused')
  expect((await house.owner.post(`/insights/assignments/${id}/undo`)).json()).toMatchObject({
    undone: lines.length - 2,
    kept: [],
  })
  expect(await ownerOf(lines[0]!.record)).toBeNull()
  expect((await house.owner.post(`/insights/assignments/${id}/assign`)).json().assigned).toBe(lines.length - 2)
})

test('afterwards what came of the leads stands beside what was expected', async () => {
  const [{ id }] = (await plans()) as [AssignmentView]
  const [line] = (await linesOf(id)).filter(({ assigned }) => assigned) as [AssignmentLine]
  await house.db.run(sql`update deal set status = 'won', closed_at = now() where id = ${line.record}`)
  const { outcome, assigned_at } = (await plans())[0]!
  expect(assigned_at).not.toBeNull()
  const own = outcome.find(({ person }) => person === line.person)!
  expect(own).toMatchObject({ won: 1, lost: 0, earned: line.amount })
  expect(own.given).toBeGreaterThan(1)
})

test('prospects can be assigned, chosen by a filter', async () => {
  const { id } = (
    await house.owner.post('/customers', { name: 'Prospect', type: 'company', country: 'China', owner: null })
  ).json()
  await make({ object: 'customer', filter: { field: 'name', op: 'eq', value: 'Prospect' } })
  const [plan] = (await plans()) as [AssignmentView]
  expect(await linesOf(plan.id)).toMatchObject([{ record: id, title: 'Prospect', person: world.ann, amount: 2_000 }])
})

test('what is not right is said', { timeout: 120_000 }, async () => {
  expect((await make({ people: [] })).message).toContain('1 to 50 people')
  expect((await make({ object: 'ticket' })).message).toContain('deal or customer')
  expect((await make({ filter: { field: 'nothing', op: 'eq', value: 1 } })).status).toBe('failed')
  const { output } = await make({ filter: { field: 'name', op: 'eq', value: 'No such deal' } })
  expect((output as { refusal: { en: string } }).refusal.en).toContain('nothing is to be assigned')
})

test('owners are written only where the person may, viewers change nothing, and who may not see sees none', async () => {
  const [{ id }] = (await plans()) as [AssignmentView]
  const viewer = await house.join('viewer', 'vera@acme.example')
  expect((await viewer.post(`/insights/assignments/${id}/assign`)).json().code).toBe('forbidden')
  expect((await viewer.post('/insights/runs', { kind: 'assignment', input: {} })).json().code).toBe('forbidden')
  const member = await house.db.one<{ id: string; version: number }>(
    sql`select id, version from role where code = 'member'`,
  )
  const grants = { '*': { read: 'all', create: 'all', update: 'own' }, model: { read: 'all', update: 'all' } }
  await house.owner.patch(`/roles/${member.id}`, { grants }, { 'if-match': `"${member.version}"` })
  expect((await world.visitor!.post(`/insights/assignments/${id}/assign`)).json()).toMatchObject({
    assigned: 0,
    refused: 1,
  })
  const role = await house.db.one<{ id: string; version: number }>(
    sql`select id, version from role where code = 'viewer'`,
  )
  const hidden = { '*': { read: 'all' }, deal: { read: 'all', fields: { amount: 'hidden' } } }
  await house.owner.patch(`/roles/${role.id}`, { grants: hidden }, { 'if-match': `"${role.version}"` })
  expect((await viewer.get('/insights/assignments')).json().code).toBe('ability_missing')
})
