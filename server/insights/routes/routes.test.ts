import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp, type Visitor } from '../../test/app.ts'
import { momentIn } from './calendar.ts'
import type { RoutePlanView, VisitView } from './view.ts'

const house = useApp({ awake: true, real: true })

const days = ['2026-12-01', '2026-12-02']
const me = async (who: Visitor): Promise<string> => (await who.get('/me')).json().id
const settings = async (more: object = {}) => ({
  name: 'North',
  by: 'same',
  base: 60,
  people: [await me(house.owner)],
  days,
  zone: 'Europe/London',
  start: 'Leeds',
  country: 'GB',
  ...more,
})

interface Ended {
  readonly status: string
  readonly message: string | null
  readonly plan: string
}

/** Asks for a plan and waits for its end. */
async function plan(more: object = {}, from?: string, who: Visitor = house.owner): Promise<Ended> {
  const reply = await who.post('/insights/routes', { settings: await settings(more), ...(from && { from }) })
  const { run, plan: made } = reply.json()
  if (!run) return { status: reply.json().code, message: reply.json().detail, plan: '' }
  for (;;) {
    const now = (await who.get(`/insight_runs/${run}`)).json()
    if (now.status !== 'waiting' && now.status !== 'running') return { ...now, plan: made }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const plans = async (who: Visitor = house.owner): Promise<RoutePlanView[]> =>
  (await who.get('/insights/routes')).json().data
const visitsOf = async (
  id: string,
  who: Visitor = house.owner,
): Promise<{ visits: VisitView[]; left: { why: string; n: number }[] }> =>
  (await who.get(`/insights/routes/${id}/visits`)).json()
const inRounds = ({ visits }: { visits: VisitView[] }) => visits.filter(({ round }) => round !== null)
const called = (visits: readonly VisitView[], name: string) => visits.find((one) => one.name === name)!
const arrange = (id: string, rounds: readonly (readonly VisitView[])[], locked: readonly string[] = []) =>
  house.owner.put(`/insights/routes/${id}/rounds`, {
    rounds: rounds.map((round) =>
      round.map((one) => ({ id: one.id, locked: locked.includes(one.id), minutes: one.minutes, window: null })),
    ),
  })

const towns = [
  ['York', { city: 'York', country: 'GB' }],
  ['Harrogate', { city: 'Harrogate', country: 'GB' }],
  ['Bradford', { city: 'Bradford', lat: 53.8, lng: -1.76 }],
  ['Wakefield', { city: 'Wakefield', country: 'GB' }],
  ['Paris', { city: 'Paris', country: 'FR' }],
  ['Newport', { city: 'Newport', country: 'GB' }],
  ['Nowhere', { city: 'Harbour City', country: 'GB' }],
  ['Street', { street: '1 High Street' }],
] as const

test('whoever is nowhere known is told as such, far places are left out, and the rest is visited in time', {
  timeout: 60_000,
}, async () => {
  for (const [name, address] of towns)
    expect((await house.owner.post('/customers', { name, addresses: [address] })).statusCode).toBe(201)
  await house.owner.post('/customers', { name: 'Homeless' })
  const made = await plan()
  expect(made).toMatchObject({ status: 'done', message: null })
  const seen = await visitsOf(made.plan)
  expect(
    inRounds(seen)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Bradford', 'Harrogate', 'Wakefield', 'York'])
  const place = (name: string) => called(seen.visits, name)
  expect(place('Bradford')).toMatchObject({ place: 'exact', lat: 53.8 })
  expect(place('York')).toMatchObject({ place: 'town', lat: 53.95763 })
  expect(place('Newport')).toMatchObject({ place: 'several_towns', lat: null, why: 'place' })
  expect(place('Nowhere')).toMatchObject({ place: 'unknown_town', why: 'place' })
  expect(place('Street')).toMatchObject({ place: 'no_town', why: 'place' })
  expect(place('Homeless')).toMatchObject({ place: 'no_address', why: 'place' })
  expect(place('Paris')).toMatchObject({ place: 'town', why: 'unreachable' })
  expect(seen.left).toEqual([
    { why: 'place', n: 4 },
    { why: 'unreachable', n: 1 },
  ])
  const [{ figures }] = (await plans()) as [RoutePlanView]
  expect(figures.ways.plan).toMatchObject({ visits: 4, worth: 240 })
  expect(figures.ways.plan.value).toBeGreaterThanOrEqual(figures.ways.nearest.value - 1e-9)
  expect(figures.ways.plan.value).toBeGreaterThanOrEqual(figures.ways.listed.value - 1e-9)
})

test('where hours are short, the rest is left out as such, and an hour more is worth something', {
  timeout: 60_000,
}, async () => {
  const made = await plan({ days: [days[0]], from: 540, to: 690, perKm: 0.1 })
  const seen = await visitsOf(made.plan)
  expect(inRounds(seen).length).toBeLessThan(4)
  expect(seen.visits.filter(({ why }) => why === 'full').every(({ adds }) => adds! > 0)).toBe(true)
  const [{ figures }] = (await plans()) as [RoutePlanView]
  expect(figures.more.hour.value).toBeGreaterThan(figures.ways.plan.value)
  expect(figures.more.day.value).toBeGreaterThan(figures.ways.plan.value)
})

test('people move, lock and take out visits, and the next plan keeps to it', { timeout: 60_000 }, async () => {
  const before = await plan()
  const visits = inRounds(await visitsOf(before.plan))
  const [york, , ...rest] = ['York', 'Bradford', 'Harrogate', 'Wakefield'].map((name) => called(visits, name))
  expect((await arrange(before.plan, [rest, [york!]], [york!.id])).statusCode).toBe(204)
  const arranged = await visitsOf(before.plan)
  expect(called(arranged.visits, 'York')).toMatchObject({ round: 1, at: 0, state: 'locked' })
  expect(called(arranged.visits, 'Bradford')).toMatchObject({ round: null, state: 'out', why: 'out' })
  expect((await arrange(before.plan, [[york!, york!], []])).json().code).toBe('invalid')
  expect((await arrange(before.plan, [[york!]])).json().detail).toContain('2 rounds')
  expect((await arrange(before.plan, [[called(arranged.visits, 'Nowhere')], []])).json().code).toBe('invalid')
  const after = await visitsOf((await plan({}, before.plan)).plan)
  expect(called(after.visits, 'York')).toMatchObject({ round: 1, state: 'locked' })
  expect(called(after.visits, 'Bradford')).toMatchObject({ round: null, state: 'out' })
  const fewer = await plan({ days: [days[0]] }, before.plan)
  expect(fewer.message).toContain('1 locked visits lie on a day')
})

test('visits become meetings once, move with the plan, are taken back, and what was held is counted', {
  timeout: 60_000,
}, async () => {
  const { plan: id } = await plan()
  const carry = async () => (await house.owner.post(`/insights/routes/${id}/calendar`)).json()
  expect(await carry()).toEqual({ made: 4, moved: 0, removed: 0 })
  expect(await carry()).toEqual({ made: 0, moved: 0, removed: 0 })
  const visits = inRounds(await visitsOf(id))
  const first = visits.find(({ at }) => at === 0)!
  const meeting = (await house.owner.get(`/meetings/${first.meeting}`)).json()
  expect(meeting).toMatchObject({ title: `Visit: ${first.name}`, customer: first.customer, status: 'planned' })
  expect(Date.parse(meeting.ends_at) - Date.parse(meeting.starts_at)).toBe(45 * 60_000)
  await arrange(id, [[...visits.slice(0, 3)].reverse(), []])
  expect(await carry()).toMatchObject({ made: 0, removed: 1 })
  await house.db.run(
    sql`update meeting set status = 'held', starts_at = now() - interval '2 days' where id = ${first.meeting}`,
  )
  const order = { customer: first.customer, number: 'V1', placed_at: new Date().toISOString() }
  await house.owner.post('/orders', order)
  expect((await plans())[0]!.outcome).toMatchObject({ visits: 3, held: 1, ordered: 1 })
  expect((await house.owner.delete(`/insights/routes/${id}/calendar`)).json()).toEqual({ removed: 2, kept: 1 })
  expect((await house.owner.get(`/meetings/${visits[1]!.meeting}`)).json().deleted_at).not.toBeNull()
})

test('open repairs are visited before they are due, the urgent ones worth most', { timeout: 60_000 }, async () => {
  const { visits } = await visitsOf((await plan()).plan)
  for (const [name, priority] of [
    ['York', 'urgent'],
    ['Harrogate', 'low'],
  ] as const)
    await house.owner.post('/tickets', {
      subject: `Broken in ${name}`,
      kind: 'repair',
      priority,
      customer: called(visits, name).customer,
      due_at: '2026-12-01T12:00:00Z',
    })
  const seen = inRounds(await visitsOf((await plan({ whom: 'repairs' })).plan))
  expect(seen.map(({ subject, value, round }) => [subject, value, round]).sort()).toEqual([
    ['Broken in Harrogate', 30, 0],
    ['Broken in York', 240, 0],
  ])
})

test('what makes no sense is refused with what would be right', async () => {
  const refused = async (more: object) =>
    (await house.owner.post('/insights/routes', { settings: await settings(more) })).json()
  expect((await refused({ days: ['2026-02-30'] })).code).toBe('invalid')
  expect((await refused({ zone: 'Mars/Olympus' })).detail).toContain('no time zone')
  expect((await refused({ from: 600, to: 540 })).detail).toContain('must end after they begin')
  expect((await refused({ people: ['00000000-0000-7000-8000-000000000000'] })).detail).toContain('people who work here')
  expect((await refused({ whom: 'tasks' })).code).toBe('verb_refused')
  expect((await refused({ by: 'expected' })).detail).toContain('No customer has the score')
  expect((await refused({ filter: { field: 'nothing', op: 'eq', value: 1 } })).status).toBe(422)
  expect((await plan({ start: 'Atlantis' })).message).toContain('No town "Atlantis" is known in GB')
  expect((await plan({ start: 'Newport' })).message).toContain('several towns')
})

test('members plan what they may see; others see no plan of theirs, and viewers make none', {
  timeout: 60_000,
}, async () => {
  const viewer = await house.join('viewer', 'vera@acme.example')
  expect((await viewer.post('/insights/routes', { settings: await settings() })).json().code).toBe('forbidden')
  const role = await house.db.one<{ id: string; version: number; grants: object }>(
    sql`select id, version, grants from role where code = 'member'`,
  )
  const own = { ...role.grants, customer: { read: 'own' } }
  await house.owner.patch(`/roles/${role.id}`, { grants: own }, { 'if-match': `"${role.version}"` })
  const member = await house.join('member', 'max@acme.example')
  expect((await member.get('/insights/routes')).json().data).toEqual([])
  const [other] = await plans()
  expect((await member.get(`/insights/routes/${other!.id}/visits`)).statusCode).toBe(404)
  expect((await plan({ people: [member.id] }, undefined, member)).message).toContain('nobody to visit')
  await house.owner.post('/customers', { name: 'Mine', owner: member.id, addresses: [{ city: 'York', country: 'GB' }] })
  const made = await plan({ people: [member.id] }, undefined, member)
  expect(inRounds(await visitsOf(made.plan, member)).map(({ name }) => name)).toEqual(['Mine'])
  expect((await member.post(`/insights/routes/${made.plan}/calendar`)).json()).toMatchObject({ made: 1 })
  expect((await viewer.post(`/insights/routes/${made.plan}/calendar`)).json().code).toBe('forbidden')
  expect((await member.delete(`/insights/routes/${made.plan}`)).statusCode).toBe(204)
})

test('a time of the day is a moment by the clocks of its day', () => {
  expect(momentIn('Europe/London', '2026-07-01', 540)).toBe('2026-07-01T08:00:00.000Z')
  expect(momentIn('Europe/London', '2026-12-01', 540)).toBe('2026-12-01T09:00:00.000Z')
  expect(momentIn('Asia/Shanghai', '2026-12-01', 60)).toBe('2026-11-30T17:00:00.000Z')
  expect(momentIn('Asia/Kolkata', '2026-12-01', 570.4)).toBe('2026-12-01T04:00:00.000Z')
})
