import { auc, brier } from '@rapport/analytics/metrics/index.ts'
import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { openShop, type Shop } from '../../test/shop.ts'
import { useWorld } from '../../test/world.ts'
import { testDesk } from '../desk.fixture.ts'
import { customerSheet, laterOrders } from '../features/customers.ts'
import { all, type Outcome } from '../ready/all.ts'
import { trainModel } from './train.ts'

const world = useWorld({ connections: 4 })
const now = '2026-11-20T00:00:00.000Z'
const middle = '2026-08-01T00:00:00.000Z'
let shop: Shop
let outcome: Outcome
let report: Report

const reportOf = async (version: string) =>
  (await world.db.one<{ report: Report }>(sql`select report from insight.artefact where version = ${version}`)).report

beforeAll(async () => {
  shop = await openShop(world.db, now)
  const { outcomes } = await all.work({}, testDesk(world.db, now))
  outcome = outcomes.find((one) => one.kind === 'lapse')!
  report = await reportOf(outcome.trained!.version!)
})

const sheetAt = (at: string) =>
  customerSheet(world.db, { vocabulary, at, where: sql`b.orders > 0`, answers: laterOrders(at, 40) })

const cells = (sheet: Awaited<ReturnType<typeof sheetAt>>) =>
  sheet.table.columns.map((column) =>
    column.kind === 'category' ? [...column.codes, ...column.levels] : [...column.values],
  )

test('features as of a moment do not change when rows after it come or go', async () => {
  const before = await sheetAt(middle)
  await world.db
    .transaction(async (tx) => {
      await tx.run(
        sql`delete from "order" where placed_at >= ${middle} and id::text < '01900000-0000-7000-8000-000000050400'`,
      )
      await tx.run(sql`
        insert into "order" (id, customer, placed_at, total, status, created_at, updated_at, version)
        select gen_random_uuid(), id, ${middle}::timestamptz + interval '3 days', 999, 'done', ${now}, ${now}, 1 from customer limit 50`)
      await tx.run(sql`
        insert into ticket (id, subject, customer, created_at, updated_at, version)
        select gen_random_uuid(), 'Late', id, ${middle}::timestamptz + interval '1 day', ${now}, 1 from customer limit 50`)
      // An order that is cancelled after the moment stood at the moment.
      const { id } = await tx.one<{ id: string }>(
        sql`select id from "order" where placed_at < ${middle} order by id limit 1`,
      )
      await tx.run(sql`update "order" set status = 'cancelled' where id = ${id}`)
      await tx.run(sql`
        insert into change (id, at, via, object, record, verb, version, before, after)
        values (gen_random_uuid(), ${now}, 'web', 'order', ${id}, 'cancel', 2, '{"status":"done"}', '{"status":"cancelled"}')`)
      const after = await customerSheet(
        {
          ...world.db,
          transaction: (work: (inner: typeof tx) => unknown) => work(tx) as never,
          query: tx.query,
          copyOut: tx.copyOut,
        },
        { vocabulary, at: middle, where: sql`b.orders > 0`, answers: laterOrders(middle, 40) },
      )
      expect(after.ids).toEqual(before.ids)
      expect(cells(after)).toEqual(cells(before))
      throw new Error('undone')
    })
    .catch((error: Error) => {
      if (error.message !== 'undone') throw error
    })
})

test('the label lies strictly after every feature', async () => {
  const sheet = await sheetAt(middle)
  const days = sheet.table.columns.find((one) => one.name === 'days_since_order')!
  expect(Math.min(...(days as { values: Float64Array }).values)).toBeGreaterThan(0)
  const recount = await world.db.query<{ id: string; n: number }>(sql`
    select c.id, count(o.id)::int as n from customer c left join "order" o on o.customer = c.id and o.placed_at >= ${middle}::timestamptz
      and o.placed_at < ${middle}::timestamptz + interval '40 days' group by c.id`)
  const counted = new Map(recount.map((row) => [row.id, row.n]))
  expect(sheet.ids.map((id) => counted.get(id))).toEqual([...sheet.answers.orders_after!])
})

test('the model beats the simple rule on later cases, and its numbers equal a recount from the pairs on its page', () => {
  expect(outcome.trained).toMatchObject({ serving: true, missing: null })
  const scores = report.pairs.map((pair) => pair[0])
  const came = report.pairs.map((pair) => pair[1])
  expect(report.pairs).toHaveLength(report.population.test)
  expect(report.measures.auc).toBeCloseTo(auc(came, scores), 10)
  expect(report.measures.brier).toBeCloseTo(brier(came, scores), 10)
  expect(report.measures.auc!).toBeGreaterThan(report.baseline.measures.auc!)
  expect(report.population.baseTest).toBeCloseTo(came.reduce((a, b) => a + b, 0) / came.length, 10)
})

test('outcomes that were learned from end before the moment that is judged at', () => {
  const horizon = report.horizon! * 86_400_000
  for (const at of report.population.trainAt)
    expect(Date.parse(at) + horizon).toBeLessThanOrEqual(Date.parse(report.population.testAt!))
})

test('every score has its reasons, similar cases, version and date', async () => {
  const rows = await world.db.query<{ number: number; why: { factors: unknown[]; alike: unknown[] } }>(sql`
    select s.number, r.why from insight.scored d join insight.score s on s.run = d.run left join insight.reason r on r.run = s.run and r.record = s.record
    where d.score = 'customer.lapse_risk'`)
  expect(rows.length).toBe(outcome.trained!.scored)
  for (const { number, why } of rows) {
    expect(number).toBeGreaterThanOrEqual(0)
    expect(number).toBeLessThanOrEqual(100)
    expect(why.alike).toHaveLength(5)
    expect(why.factors.length).toBeGreaterThan(0)
  }
  const [pass] = await world.db.query(
    sql`select version, as_of from insight.scoring where score = 'customer.lapse_risk'`,
  )
  expect(pass).toMatchObject({ version: outcome.trained!.version })
})

test('a field that staff filled in after the outcome is kept out with the reason', async () => {
  const own = {
    x_goodbye: { ...field.text(label('Goodbye letter', '告别信')), custom: true },
  }
  const wider = new Vocabulary(
    vocabulary.objects.map((object) =>
      object.name === 'customer'
        ? { ...object, own: { ...object.own, ...own }, fields: { ...object.fields, ...own } }
        : object,
    ),
  )
  await world.db.run(sql`alter table customer add column x_goodbye text`)
  await world.db.run(
    sql`update customer set x_goodbye = 'sorry' where id in (select id from customer order by id limit 120)`,
  )
  await world.db.run(sql`
    insert into change (id, at, via, object, record, verb, version, before, after)
    select gen_random_uuid(), ${now}, 'web', 'customer', id, 'update', 2, '{"x_goodbye":null}', '{"x_goodbye":"sorry"}' from customer where x_goodbye is not null`)
  const trained = await trainModel(
    outcome.model,
    null,
    testDesk(world.db, now, { vocabulary: wider, newId: () => crypto.randomUUID() }),
  )
  const { refused, features } = await reportOf(trained.version!)
  const reason = (name: string) => refused.find((one) => one.name === name)?.reason.en
  expect(reason('x_goodbye')).toMatch(/^leak: .* filled in after/)
  expect(features.map((one) => one.name)).not.toContain('x_goodbye')
})

test('whoever refused profiling is neither learned from nor scored', async () => {
  const [shy] = shop.customers
  await world.db.run(sql`
    insert into consent (id, customer, purpose, channel, given, at, created_at, updated_at, version)
    values (gen_random_uuid(), ${shy}, 'profiling', 'any', false, ${now}, ${now}, ${now}, 1)`)
  expect((await sheetAt(middle)).ids).not.toContain(shy)
  const trained = await trainModel(outcome.model, null, testDesk(world.db, now, { newId: () => crypto.randomUUID() }))
  expect((await reportOf(trained.version!)).unused).toMatchObject([{ rows: 1 }])
  const scored = await world.db.query(sql`
    select 1 from insight.scored d join insight.score s on s.run = d.run where d.score = 'customer.lapse_risk' and s.record = ${shy}`)
  expect(scored).toHaveLength(0)
})
