import { readFileSync } from 'node:fs'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import { beforeAll, expect, test, vi } from 'vitest'
import { sql } from '../../database/sql.ts'
import { openDesk } from '../../test/import.ts'
import { useWorld } from '../../test/world.ts'
import { testDesk } from '../desk.fixture.ts'
import { saidOfLater } from '../model/refit.fixture.ts'
import { type Trained, trainModel } from '../model/train.ts'
import { hasWholeShop, wholeFile } from '../shop.fixture.ts'

// Learning takes as long as the machine lets it.
vi.setConfig({ testTimeout: 180_000 })

const world = useWorld({ connections: 4 })
const now = '2011-09-01T00:00:00.000Z'
const model = '01900000-0000-7000-8000-0000000000a1'
const onShop = test.skipIf(!hasWholeShop)
const day = 86_400_000
let trained: Trained
let report: Report

const make = () =>
  world.db.run(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, updated_at, version)
    values (${model}, 'Next product', 'next_product', 'customer', 'draft', 'nightly', ${now}, ${now}, 1)`)

beforeAll(async () => {
  await make()
  if (!hasWholeShop) return
  const desk = await openDesk(world.db)
  await desk.run(readFileSync(new URL(`../../../../shared/data/purchases/${wholeFile}`, import.meta.url)))
  trained = await trainModel(model, null, testDesk(world.db, now))
  const kept = await world.db.one<{ report: Report }>(
    sql`select report from insight.artefact where version = ${trained.version}`,
  )
  report = kept.report
}, 400_000)

type Line = { customer: string; order: string; day: number; product: string }

/** Every line that was bought, the earliest first. */
const readLines = (): Promise<Line[]> =>
  world.db.query<Line>(sql`
    select o.customer, o.id as "order", extract(epoch from o.placed_at)::float8 / 86400 as day, p.id as product
    from "order" o join order_line l on l."order" = o.id join product p on p.id = l.product
    where o.deleted_at is null and o.status <> 'cancelled' and l.deleted_at is null and p.deleted_at is null and p.kind <> 'charge'
      and o.customer is not null
    order by o.placed_at, o.id`)

/** Products by how many different customers had bought them before, the most first. */
function bestSold(before: readonly Line[]): string[] {
  const buyers = Map.groupBy(before, (line) => line.product)
  const counted = [...buyers].map(([product, lines]) => ({
    product,
    buyers: new Set(lines.map((one) => one.customer)).size,
  }))
  return counted
    .filter((one) => one.buyers >= 20)
    .sort((a, b) => b.buyers - a.buyers || (a.product < b.product ? -1 : 1))
    .slice(0, 30)
    .map((one) => one.product)
}

/** What the next order of each customer of the year before held, within the horizon. */
function nextOrders(lines: readonly Line[], at: number, horizon: number): Map<string, Set<string>> {
  const last = new Map<string, number>()
  for (const line of lines) if (line.day < at) last.set(line.customer, line.day)
  const orders = new Map<string, { order: string; products: Set<string> }>()
  for (const line of lines) {
    if (line.day < at || line.day >= at + horizon || !(last.get(line.customer)! >= at - 365)) continue
    const own = orders.get(line.customer) ?? { order: line.order, products: new Set<string>() }
    if (own.order === line.order) own.products.add(line.product)
    orders.set(line.customer, own)
  }
  return new Map([...orders].map(([customer, one]) => [customer, one.products]))
}

onShop(
  'the next orders that judge, and how often lists were right, are what plain loops count (needs ../shared)',
  async () => {
    const lines = await readLines()
    const at = Date.parse(report.population.testAt!) / day
    const candidates = bestSold(lines.filter((line) => line.day < at))
    const came = nextOrders(lines, at, report.horizon!)
    const { examples, answers } = await saidOfLater(model, report, testDesk(world.db, now))
    expect(examples.lists!.things).toEqual(candidates)
    const asked = examples.test.ids.filter((_, i) => i % candidates.length === 0)
    expect(new Set(asked)).toEqual(new Set(came.keys()))
    const hits = { model: 0, popular: 0 }
    const month = lines.filter((line) => line.day < at && line.day >= at - 30)
    const sold = candidates.map(
      (product) => new Set(month.filter((one) => one.product === product).map((one) => one.order)).size,
    )
    const three = (score: (k: number) => number) =>
      candidates
        .map((product, k) => ({ product, k }))
        .sort((a, b) => score(b.k) - score(a.k) || a.k - b.k)
        .slice(0, 3)
    asked.forEach((customer, u) => {
      const holds = (list: { product: string }[]) => (list.some((one) => came.get(customer)!.has(one.product)) ? 1 : 0)
      hits.model += holds(three((k) => answers[u * candidates.length + k]!))
      hits.popular += holds(three((k) => sold[k]!))
    })
    const told = new Map(report.lists!.rows.map((row) => [row.name, row.measures.hit3!]))
    expect(told.get('model')).toBeCloseTo(hits.model / asked.length, 12)
    expect(told.get('popular')).toBeCloseTo(hits.popular / asked.length, 12)
  },
)

onShop('it serves only where it is ahead of every rule and of the recommender beyond doubt (needs ../shared)', () => {
  expect(report.lists!.rows.map((row) => row.name)).toEqual(['model', 'popular', 'usual', 'last', 'recommender'])
  expect(report.margins).toHaveLength(4)
  expect(report.compared.map((one) => one.name)).toEqual(['tree', 'forest', 'mlp'])
  expect(trained.serving).toBe(report.margins!.every((one) => one.low > 0))
})

onShop('outcomes that were learned from end before the moment that is judged at (needs ../shared)', () => {
  for (const at of report.population.trainAt)
    expect(Date.parse(at) + report.horizon! * day).toBeLessThanOrEqual(Date.parse(report.population.testAt!))
})
