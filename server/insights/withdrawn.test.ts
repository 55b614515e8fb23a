import { vocabulary } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test, vi } from 'vitest'
import { sql } from '../database/sql.ts'
import { useApp } from '../test/app.ts'
import { analysed, ended } from '../test/insight.ts'
import { openShop } from '../test/shop.ts'
import { brightenScores } from './night.ts'

// Each waits for work that goes on in threads of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const house = useApp({ awake: true, real: true })
let [model, first, lively]: string[] = []
let learned: { origin: string; rows: number }[]

const reportOf = async (version: string) => (await house.owner.get(`/insights/versions/${version}`)).json()
const refuse = (customer: string, given = false) =>
  house.owner.post('/consents', { customer, purpose: 'profiling', given, at: new Date().toISOString() })
const learnedBy = (version: string) =>
  house.db.query<{ origin: string; rows: number }>(
    sql`select origin, rows from insight.learned where version = ${version} order by origin`,
  )
const servingNow = async () => (await house.owner.get(`/models/${model}`)).json().serving as string

/** The model's own run of one night. */
async function night() {
  await brightenScores(house.db, vocabulary, house.house.insights)
  const [run] = await house.db.query<{ id: string }>(
    sql`select id from insight_run where kind = 'night' order by id desc limit 1`,
  )
  return run ? await ended(house.owner, run.id) : undefined
}

beforeAll(async () => {
  await openShop(house.db, new Date().toISOString())
  model = house.house.newId()
  await house.db.run(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, updated_at, version)
    values (${model}, 'Lapse', 'lapse', 'customer', 'draft', 'nightly', now(), now(), 1)`)
  first = String((await analysed(house.owner, 'train', { model })).output!.version)
  learned = await learnedBy(first)
})

test('a version keeps whom it learned from, and is unmarked while all of them may be learned from', async () => {
  const { report, withdrawn } = await reportOf(first!)
  expect(learned.reduce((sum, { rows }) => sum + rows, 0)).toBe(report.population.train + report.population.test)
  expect(withdrawn).toBeNull()
})

test('whoever refuses profiling loses the scores at once, and marks the model with how many rows and since when', async () => {
  const { origin, rows } = learned[0]!
  const scored = () => house.db.query(sql`select 1 from insight.score where record = ${origin}`)
  expect((await scored()).length).toBeGreaterThan(0)
  const before = new Date().toISOString()
  await refuse(origin)
  expect(await scored()).toEqual([])
  expect(await house.db.query(sql`select 1 from insight.reason where record = ${origin}`)).toEqual([])
  const { withdrawn } = await reportOf(first!)
  expect(withdrawn).toMatchObject({ records: 1, rows })
  expect(withdrawn.since >= before).toBe(true)
  await refuse(origin, true)
  expect((await reportOf(first!)).withdrawn).toBeNull()
  await refuse(origin)
})

test('a customer who is erased marks the model too, and takes along what models said of them', async () => {
  const { origin, rows } = learned[1]!
  await house.db.run(sql`delete from "order" where customer = ${origin}`)
  await house.owner.delete(`/customers/${origin}`)
  expect((await house.owner.post(`/customers/${origin}/destroy`)).statusCode).toBe(204)
  expect(await house.db.query(sql`select 1 from insight.reason where record = ${origin}`)).toEqual([])
  expect((await reportOf(first!)).withdrawn).toMatchObject({ records: 2, rows: learned[0]!.rows + rows })
})

test('the night retrains what is marked, without them', async () => {
  const gone = [learned[0]!.origin, learned[1]!.origin]
  expect(await night()).toMatchObject({ status: 'done', output: { withdrawn: { records: 2 } } })
  const second = await servingNow()
  expect(second).not.toBe(first)
  const now = await learnedBy(second)
  expect(now.length).toBeGreaterThan(0)
  expect(now.filter(({ origin }) => gone.includes(origin))).toEqual([])
  const { withdrawn, report } = await reportOf(second)
  expect(withdrawn).toBeNull()
  expect(report.unused).toContainEqual({
    rows: 1,
    reason: expect.objectContaining({ en: 'customers who refused profiling' }),
  })
})

test('a ticket of whoever refused profiling is not learned from', async () => {
  const [shy, open] = [learned[3]!.origin, learned[4]!.origin]
  lively = learned[5]!.origin
  await refuse(shy)
  const at = new Date(0).getTime()
  await house.db.run(sql`
    insert into ticket (id, subject, customer, kind, status, priority, created_at, updated_at, version)
    select gen_random_uuid(), case when n % 2 = 0 then 'Broken lamp' else 'Money back' end, case when n % 10 = 0 then ${shy}::uuid when n % 30 = 7 then ${lively!}::uuid else ${open}::uuid end,
      case when n % 2 = 0 then 'repair' else 'refund' end, 'closed', 'normal', to_timestamp(${at}::int + n * 3600), now(), 1 from generate_series(1, 300) n`)
  const { output } = await analysed(house.owner, 'all')
  const of = (output!.outcomes as { kind: string; model: string; trained: { version: string } }[]).find(
    ({ kind }) => kind === 'ticket_kind',
  )!
  model = of.model
  const { report } = await reportOf(of.trained.version)
  expect(report.population.train + report.population.test).toBe(270)
  expect(report.unused).toContainEqual({
    rows: 30,
    reason: expect.objectContaining({ en: 'records of customers who refused profiling' }),
  })
})

test('a model that learns by hand only forgets as well, and a version that waits for a person is not learned twice', async () => {
  // Tickets stand still, so that nothing but the refusal is a reason to learn.
  await house.db.run(sql`update model set deleted_at = now() where id <> ${model}`)
  await house.db.run(sql`update model set refresh = 'manual', settings = '{"approve": true}' where id = ${model}`)
  await house.db.run(sql`delete from insight_run where kind = 'night'`)
  expect(await night()).toBeUndefined()
  const serving = await servingNow()
  await refuse(lively!)
  expect(await night()).toMatchObject({ status: 'done', output: { withdrawn: { records: 10 } } })
  const versions = () => house.db.query(sql`select status from model_version where model = ${model} order by number`)
  expect(await versions()).toEqual([{ status: 'serving' }, { status: 'candidate' }])
  expect(await night()).toMatchObject({ output: { withdrawn: null } })
  expect(await versions()).toHaveLength(2)
  expect(await servingNow()).toBe(serving)
})
