import { readFileSync } from 'node:fs'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { openDesk } from '../../test/import.ts'
import { useWorld } from '../../test/world.ts'
import { testDesk } from '../desk.fixture.ts'
import { type Trained, trainModel } from '../model/train.ts'
import { wordsOf } from '../needs/groups.ts'
import { hasWholeShop, wholeFile } from '../shop.fixture.ts'

const world = useWorld({ connections: 4 })
const now = '2011-09-01T00:00:00.000Z'
const model = '01900000-0000-7000-8000-0000000000a1'
/** The slice in this repository holds too few customers for the model to be learned at all. */
const onShop = test.skipIf(!hasWholeShop)
let trained: Trained
let report: Report

beforeAll(async () => {
  if (!hasWholeShop) return
  const file = readFileSync(new URL(`../../../../shared/data/purchases/${wholeFile}`, import.meta.url))
  const desk = await openDesk(world.db)
  await desk.run(file)
  await world.db.run(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, updated_at, version)
    values (${model}, 'Needs', 'needs', 'customer', 'draft', 'nightly', ${now}, ${now}, 1)`)
  trained = await trainModel(model, null, testDesk(world.db, now))
  const kept = await world.db.one<{ report: Report }>(
    sql`select report from insight.artefact where version = ${trained.version}`,
  )
  report = kept.report
}, 400_000)

const ratio = (counts: readonly (readonly number[])[]) =>
  counts.reduce((sum, row, i) => sum + (row[i] ?? 0), 0) / counts.flat().reduce((a, b) => a + b, 0)

onShop(
  'the catalogue has no categories, so goods are told apart by words, and the page says so (needs ../shared)',
  () => {
    expect(report.groups).toMatchObject({ from: 'names' })
    expect(report.refused.find((one) => one.name === 'category')?.reason.en).toContain(report.labels.join(', '))
  },
)

onShop(
  'the tree, the forest and the network are compared, and the best beats the strongest simple rule on later orders (needs ../shared)',
  () => {
    expect(trained).toMatchObject({ serving: true, missing: null })
    expect(report.compared.map((one) => one.name)).toEqual(['tree', 'forest', 'mlp'])
    expect(report.measures.accuracy).toBeCloseTo(ratio(report.confusion!), 10)
    expect(report.measures.accuracy!).toBeGreaterThan(report.baseline.measures.accuracy!)
    expect(report.measures.top3!).toBeGreaterThan(report.baseline.measures.top3!)
    expect(report.tree).not.toBeNull()
  },
)

onShop('outcomes that were learned from end before the moment that is judged at (needs ../shared)', () => {
  for (const at of report.population.trainAt)
    expect(Date.parse(at) + report.horizon! * 86_400_000).toBeLessThanOrEqual(Date.parse(report.population.testAt!))
})

/** The group of each product by its name, and the group on most lines of each order, counted here from the lines themselves. */
async function recount(): Promise<Map<string, number>> {
  const lines = await world.db.query<{ customer: string; order: string; name: string }>(sql`
    select o.customer, o.id as "order", p.name from "order" o join order_line l on l."order" = o.id join product p on p.id = l.product
    where o.customer is not null and o.status <> 'cancelled' and o.deleted_at is null and l.deleted_at is null and p.kind <> 'charge'
      and o.placed_at >= ${report.population.testAt}::timestamptz
      and o.placed_at < ${report.population.testAt}::timestamptz + make_interval(days => ${report.horizon}::int)
    order by o.customer, o.placed_at, o.id`)
  const first = new Map<string, { order: string; counts: number[] }>()
  for (const { customer, order, name } of lines) {
    const own = first.get(customer) ?? { order, counts: report.labels.map(() => 0) }
    first.set(customer, own)
    const code = report.labels.findIndex((word) => wordsOf(name).has(word.toLowerCase()))
    if (own.order === order && code >= 0) own.counts[code]! += 1
  }
  return new Map(
    [...first]
      .filter(([, one]) => one.counts.some((n) => n > 0))
      .map(([id, one]) => [id, one.counts.indexOf(Math.max(...one.counts))]),
  )
}

onShop(
  'no answer came more often than a recount from the lines finds, and nearly all are asked about (needs ../shared)',
  async () => {
    const came = await recount()
    const before = await world.db.query<{ customer: string }>(sql`
    select distinct customer from "order" where placed_at < ${report.population.testAt}::timestamptz and customer is not null`)
    const known = new Set(before.map((one) => one.customer))
    const counts = report.labels.map((_, code) => [...came].filter(([id, one]) => one === code && known.has(id)).length)
    report.confusion!.forEach((row, code) => {
      expect(row.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(counts[code]!)
    })
    // Whoever bought nothing with a name of its own before is not asked about.
    expect(report.population.test).toBeGreaterThan(0.9 * counts.reduce((a, b) => a + b, 0))
  },
)

onShop(
  'every customer that is asked about has a next category, its chance and its reasons (needs ../shared)',
  async () => {
    const rows = await world.db.query<{ word: string; why: { factors: unknown[] } }>(sql`
    select s.word, r.why from insight.scored d join insight.score s on s.run = d.run
      left join insight.reason r on r.run = s.run and r.record = s.record where d.score = 'customer.next_category'`)
    expect(rows).toHaveLength(trained.scored)
    for (const { word, why } of rows) {
      expect(report.labels).toContain(word)
      expect(why.factors).toBeInstanceOf(Array)
    }
  },
)
