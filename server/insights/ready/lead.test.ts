import { auc } from '@rapport/analytics/metrics/index.ts'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import { beforeAll, expect, test, vi } from 'vitest'
import { sql } from '../../database/sql.ts'
import { countingIds } from '../../test/office.ts'
import { dice } from '../../test/shop.ts'
import { useWorld } from '../../test/world.ts'
import { testDesk } from '../desk.fixture.ts'
import { partAnswers } from '../model/parts.ts'
import { readFitted } from '../model/score.ts'
import { trainModel } from '../model/train.ts'
import { lead } from './lead.ts'

// Four methods are learned, each on both parts besides.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const world = useWorld({ connections: 4 })
const now = '2026-11-20T00:00:00.000Z'
const model = '01900000-0000-7000-8000-0000000a0002'
const horizon = 30
const day = 86_400_000
const at = (days: number): string => new Date(Date.parse(now) - days * day).toISOString()
let version: string
let report: Report

/** Prospects: bakers look twice as often as others before they buy, and whoever has looked lately is nearer to buying. */
async function openFair(count: number): Promise<void> {
  const chance = dice(11)
  const id = countingIds(0x70000)
  const people = Array.from({ length: count }, () => ({ id: id(), baker: chance() < 0.5, since: 20 + 280 * chance() }))
  const events: [string, string][] = []
  const orders: [string, string][] = []
  for (const { id: person, baker, since } of people)
    for (let days = since; days > 0; days -= 10 + 20 * chance()) {
      const keen = chance() < 0.4
      if (keen) for (let i = 0; i < 4; i++) events.push([person, at(days - 0.1 * i)])
      if (chance() < (baker ? 0.25 : 0.05) + (keen ? 0.35 : 0)) orders.push([person, at(days - 5)])
    }
  const column = <T>(list: readonly T[], of: (one: T) => unknown) => list.map(of) as string[]
  await world.db.run(sql`
    insert into customer (id, name, industry, created_at, updated_at, version)
    select p.id, 'Prospect ' || n, p.industry, p.at, p.at, 1
    from unnest(${column(people, (one) => one.id)}::uuid[], ${column(people, (one) => (one.baker ? 'Bakery' : 'Bank'))}::text[],
      ${column(people, (one) => at(one.since))}::timestamptz[]) with ordinality p(id, industry, at, n)`)
  await world.db.run(sql`
    insert into event (customer_id, at, id, type) select p, a, gen_random_uuid(), 'visit'
    from unnest(${column(events, (one) => one[0])}::uuid[], ${column(events, (one) => one[1])}::timestamptz[]) e(p, a)`)
  await world.db.run(sql`
    insert into "order" (id, customer, placed_at, total, status, created_at, updated_at, version)
    select gen_random_uuid(), p, a, 50, 'done', a, a, 1
    from unnest(${column(orders, (one) => one[0])}::uuid[], ${column(orders, (one) => one[1])}::timestamptz[]) o(p, a) where a < ${now}`)
}

beforeAll(async () => {
  await openFair(900)
  await world.db.run(sql`
    insert into model (id, name, kind, object, status, refresh, horizon, created_at, updated_at, version)
    values (${model}, 'Lead', 'lead', 'customer', 'draft', 'nightly', ${horizon}, ${now}, ${now}, 1)`)
  const trained = await trainModel(model, null, testDesk(world.db, now))
  expect(trained).toMatchObject({ missing: null, serving: true })
  version = trained.version!
  report = (await world.db.one<{ report: Report }>(sql`select report from insight.artefact where version = ${version}`))
    .report
})

test('those without an order in the horizon are asked about, and what they bought afterwards equals a recount', async () => {
  const leads = await world.db.query<{ bought: number }>(sql`
    select (exists (select 1 from "order" o where o.customer = c.id and o.placed_at >= ${report.population.testAt}
      and o.placed_at < ${report.population.testAt}::timestamptz + make_interval(days => ${horizon})))::int as bought
    from customer c where c.created_at < ${report.population.testAt}
      and not exists (select 1 from "order" o where o.customer = c.id and o.placed_at < ${report.population.testAt}
        and o.placed_at >= ${report.population.testAt}::timestamptz - make_interval(days => ${horizon}))`)
  expect(report.population.test).toBe(leads.length)
  expect(report.population.baseTest).toBeCloseTo(leads.reduce((sum, one) => sum + one.bought, 0) / leads.length, 10)
})

test('four methods are compared, and the best beats the simple rule on later cases', () => {
  expect(report.compared.map((one) => one.name)).toEqual(['regression', 'logistic', 'svm', 'boosting'])
  for (const one of report.compared) expect(one.failure).toBeUndefined()
  const recount = auc(
    report.pairs.map((pair) => pair[1]),
    report.pairs.map((pair) => pair[0]),
  )
  expect(report.measures.auc).toBeCloseTo(recount, 10)
  expect(recount).toBeGreaterThan(report.baseline.measures.auc! + 0.05)
})

test('who they are and what they did are scored apart, each better than chance', () => {
  const [who, does] = report.parts!
  expect(who).toMatchObject({ about: 'who' })
  expect(does).toMatchObject({ about: 'does' })
  expect(who!.measures.auc).toBeGreaterThan(0.55)
  expect(does!.measures.auc).toBeGreaterThan(0.55)
})

test('every lead has the whole and both parts, and a stored model gives the same again', async () => {
  const rows = await world.db.query<{ score: string; record: string; number: number }>(sql`
    select d.score, s.record, s.number::float8 as number from insight.scored d join insight.score s on s.run = d.run
    where d.score like 'customer.lead_%'`)
  expect(rows).toHaveLength(3 * report.population.now)
  const settings = { id: model, kind: 'lead', object: 'customer', target: null, score: null, population: null }
  const desk = testDesk(world.db, now)
  const examples = await lead.examples({ ...settings, horizon, methods: [], taken: [], left: [], approve: false }, desk)
  const { pipeline } = await readFitted(desk, version)
  for (const [field, part] of [
    ['lead_fit', pipeline.parts!.who],
    ['lead_engagement', pipeline.parts!.does],
  ] as const) {
    const again = partAnswers(part, examples.now.table)!
    const kept = new Map(rows.filter((row) => row.score === `customer.${field}`).map((row) => [row.record, row.number]))
    examples.now.ids.forEach((id, i) => {
      expect(kept.get(id)).toBeCloseTo(again[i]! * 100, 0)
    })
  }
  // Bakers buy more, so by who they are alone they stand higher.
  const [fit] = await world.db.query<{ bakers: number; others: number }>(sql`
    select avg(s.number) filter (where c.industry = 'Bakery')::float8 as bakers, avg(s.number) filter (where c.industry = 'Bank')::float8 as others
    from insight.scored d join insight.score s on s.run = d.run join customer c on c.id = s.record where d.score = 'customer.lead_fit'`)
  expect(fit!.bakers).toBeGreaterThan(fit!.others)
})

test('a version that is to be approved waits, and a field that was left out is not learned from', async () => {
  const settings = sql.json({ approve: true, left: ['events_30'] })
  await world.db.run(sql`update model set settings = ${settings} where id = ${model}`)
  const trained = await trainModel(model, null, testDesk(world.db, now, { newId: () => crypto.randomUUID() }))
  expect(trained).toMatchObject({ waits: true, serving: false, scored: 0 })
  const rows = await world.db.query<{ id: string; status: string }>(
    sql`select id, status from model_version where model = ${model} order by number`,
  )
  expect(rows).toEqual([
    { id: version, status: 'serving' },
    { id: trained.version, status: 'candidate' },
  ])
  const made = await world.db.one<{ report: Report }>(
    sql`select report from insight.artefact where version = ${trained.version}`,
  )
  expect(made.report.features.map((one) => one.name)).not.toContain('events_30')
  expect(made.report.refused.find((one) => one.name === 'events_30')?.reason.en).toBe('left out by you')
})
