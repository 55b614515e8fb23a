import { type Table, table } from '@rapport/analytics/data/index.ts'
import { regressionMetrics } from '@rapport/analytics/metrics/index.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { dice, openShop } from '../../test/shop.ts'
import { useWorld } from '../../test/world.ts'
import { testDesk } from '../desk.fixture.ts'
import { heldShare } from '../model/interval.ts'
import { contest } from '../model/rival.ts'
import { trainModel } from '../model/train.ts'
import { buyingRivals, storedBuying } from './buying.ts'

const names = ['order_days', 'days_known', 'days_since_order', 'revenue']
const tableOf = (columns: readonly Float64Array[]): Table =>
  table(columns.map((values, i) => ({ kind: 'number' as const, name: names[i]!, values })))

const world = useWorld({ connections: 4 })
const now = '2026-11-20T00:00:00.000Z'
const model = '01900000-0000-7000-8000-0000000a0001'
let report: Report

const answer = async () => {
  await world.db.run(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, updated_at, version)
    values (${model}, 'Value', 'value', 'customer', 'draft', 'nightly', ${now}, ${now}, 1)`)
  const trained = await trainModel(model, null, testDesk(world.db, now))
  const kept = await world.db.one<{ report: Report }>(
    sql`select report from insight.artefact where version = ${trained.version}`,
  )
  return kept.report
}

beforeAll(async () => {
  await openShop(world.db, now)
  report = await answer()
})

test('regression and the model of repeat buying answer for the same later cases, and the least error serves', () => {
  const told = report.heldOut!
  expect(told.map((one) => one.name)).toContain('bg_nbd')
  for (const one of told) expect(one.failure !== undefined || one.measures.rmse !== undefined).toBe(true)
  const errors = told.flatMap((one) => (one.failure ? [] : [one.measures.rmse!]))
  expect(report.measures.rmse).toBe(Math.min(...errors))
  expect(told[0]!.name).toBe(report.chosen.name)
})

test('what is told of the later cases equals a recount from orders', async () => {
  const came = await world.db.query<{ sum: number }>(sql`
    select (select coalesce(sum(o.total), 0)::float8 from "order" o where o.customer = c.id and o.placed_at >= ${report.population.testAt}
        and o.placed_at < ${report.population.testAt}::timestamptz + make_interval(days => ${report.horizon}::int)) as sum
    from customer c where exists (select 1 from "order" o where o.customer = c.id and o.placed_at < ${report.population.testAt})`)
  const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b)
  const recount = sorted(came.map((row) => row.sum))
  sorted(report.pairs.map((pair) => pair[1])).forEach((sum, i) => {
    expect(sum).toBeCloseTo(recount[i]!, 6)
  })
  const [said, truth] = [report.pairs.map((pair) => pair[0]), report.pairs.map((pair) => pair[1])]
  const { rmse, r2 } = regressionMetrics(truth, said)
  expect(report.measures.rmse).toBeCloseTo(rmse, 8)
  expect(r2).toBeGreaterThan(report.baseline.measures.r2!)
  const top = report.pairs
    .map((pair) => pair)
    .sort((a, b) => b[0] - a[0])
    .slice(0, Math.ceil(report.pairs.length / 10))
  const share = top.reduce((sum, pair) => sum + pair[1], 0) / truth.reduce((a, b) => a + b, 0)
  expect(report.measures.capture).toBeCloseTo(share, 8)
})

test('every customer has an interval around what is expected, and the page says how many of such held', async () => {
  const rows = await world.db.query<{ low: number; mean: number; high: number }>(sql`
    select l.amount::float8 as low, m.amount::float8 as mean, h.amount::float8 as high
    from insight.score m join insight.score l on l.record = m.record join insight.score h on h.record = m.record
    where m.run = (select run from insight.scored where score = 'customer.expected_revenue')
      and l.run = (select run from insight.scored where score = 'customer.expected_low')
      and h.run = (select run from insight.scored where score = 'customer.expected_high')`)
  expect(rows.length).toBe(report.population.now)
  for (const { low, mean, high } of rows) {
    expect(low).toBeLessThanOrEqual(mean)
    expect(mean).toBeLessThanOrEqual(high)
  }
  expect(report.intervals!.held).toBeGreaterThan(0.75)
  expect(report.intervals!.held).toBeLessThanOrEqual(1)
})

/** Customers who buy by chance at a rate of their own, and after each order may leave for good: what BG/NBD supposes. */
function buyers(count: number): { past: Table; later: Float64Array } {
  const chance = dice(3)
  const columns = names.map(() => new Float64Array(count))
  const later = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const [rate, leaves, usual] = [0.002 + 0.08 * chance() ** 4, chance() ** 3, 20 + 200 * chance() ** 2]
    const known = 100 + 200 * chance()
    let [days, last, sum] = [1, 0, usual]
    for (let at = 0; ; ) {
      if (chance() < leaves) break
      at -= Math.log(1 - chance()) / rate
      if (at > known + 60) break
      const amount = usual * (0.5 + chance())
      if (at > known) later[i]! += amount
      else [days, last, sum] = [days + 1, at, sum + amount]
    }
    for (const [c, value] of [days, known, known - last, sum].entries()) columns[c]![i] = value
  }
  return { past: tableOf(columns), later }
}

test('where orders come as it supposes, repeat buying beats each going on at its own rate, and its intervals hold', () => {
  const { past, later } = buyers(3000)
  const [bgNbd] = buyingRivals(60)
  const model = bgNbd!.fit(past)
  const said = model.predict(past)
  const [, known, , revenue] = past.columns.map((column) => (column as { values: Float64Array }).values)
  const own = revenue!.map((sum, i) => (sum / known![i]!) * 60)
  expect(regressionMetrics(later, said).rmse).toBeLessThan(regressionMetrics(later, own).rmse)
  const total = (values: Float64Array) => values.reduce((a, b) => a + b, 0)
  expect(Math.abs(total(said) / total(later) - 1)).toBeLessThan(0.15)
  expect(heldShare(later, model.interval(past))).toBeGreaterThan(0.85)
  const stored = JSON.parse(JSON.stringify(model.state()))
  expect([...storedBuying('bg_nbd', stored).predict(past)]).toEqual([...said])
})

test('a person may decide for repeat buying alone', () => {
  const { past, later } = buyers(600)
  const ids = Array.from(later, (_, i) => String(i))
  const rows = { ids, at: ids.map(() => now), table: past, y: later }
  const examples = { task: 'number', test: rows, now: rows } as const
  const perfect = { name: 'linear', label: label('Regression', '回归'), answers: later }
  expect(contest(examples, buyingRivals(60), perfect, true).winner).toBeUndefined()
  expect(contest(examples, buyingRivals(60), perfect, false).winner?.rival.name).toBe('bg_nbd')
})

test('where everyone buys alike, repeat buying says that it has no footing instead of answering', () => {
  const same = (value: number) => new Float64Array(200).fill(value)
  const [bgNbd] = buyingRivals(30)
  expect(() => bgNbd!.fit(tableOf([same(5), same(100), same(1), same(50)]))).toThrow(/not determined|no maximum/)
})
