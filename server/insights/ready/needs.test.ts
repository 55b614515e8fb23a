import { readFileSync } from 'node:fs'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import { beforeAll, expect, test, vi } from 'vitest'
import { sql } from '../../database/sql.ts'
import { openDesk } from '../../test/import.ts'
import { useWorld } from '../../test/world.ts'
import { testDesk } from '../desk.fixture.ts'
import { saidOfLater } from '../model/refit.fixture.ts'
import { type Trained, trainModel } from '../model/train.ts'
import { wordsOf } from '../needs/groups.ts'
import { hasWholeShop, wholeFile } from '../shop.fixture.ts'

// Learning takes as long as the machine lets it.
vi.setConfig({ testTimeout: 180_000 })

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

interface Case {
  readonly came: number
  readonly usual: number
  readonly last: number
}

/** The group on most of these lines, the first of equals; nothing where no line has one. */
function commonest(codes: readonly number[]): number | undefined {
  const counts = report.labels.map((_, code) => codes.filter((one) => one === code).length)
  const most = Math.max(...counts)
  return most === 0 ? undefined : counts.indexOf(most)
}

type Line = { customer: string; order: string; day: number; name: string }
const readLines = (): Promise<Line[]> =>
  world.db.query<Line>(sql`
    select o.customer, o.id as "order", extract(epoch from o.placed_at)::float8 / 86400 as day, case when p.kind <> 'charge' then p.name else '' end as name
    from "order" o left join order_line l on l."order" = o.id and l.deleted_at is null left join product p on p.id = l.product
    where o.customer is not null and o.status <> 'cancelled' and o.deleted_at is null order by o.customer, o.placed_at, o.id`)

/** Who is asked about at a moment, what came, and what two rules say: counted line by line, with nothing of what the model uses. */
function casesAt(lines: readonly Line[], at: number): Map<string, Case> {
  const codes = new Map<string, number>()
  const codeOf = (name: string) => {
    if (!codes.has(name))
      codes.set(
        name,
        report.labels.findIndex((word) => wordsOf(name).has(word.toLowerCase())),
      )
    return codes.get(name)!
  }
  const cases = new Map<string, Case>()
  for (const [customer, own] of Map.groupBy(lines, (line) => line.customer)) {
    const before = own.filter((line) => line.day < at)
    const next = own.find((line) => line.day >= at && line.day < at + report.horizon!)
    if (!next || (before.at(-1)?.day ?? 0) < at - 365) continue
    const of = (some: readonly Line[]) => commonest(some.map((line) => codeOf(line.name)))
    const came = of(own.filter((line) => line.order === next.order))
    const usual = of(before)
    if (came === undefined || usual === undefined) continue
    cases.set(customer, { came, usual, last: of(before.filter((line) => line.order === before.at(-1)!.order)) ?? 0 })
  }
  return cases
}

onShop(
  'the cases, the accuracy of each rule and that of the model are exactly what plain loops over the lines count (needs ../shared)',
  async () => {
    const lines = await readLines()
    const day = (at: string) => Date.parse(at) / 86_400_000
    const cases = casesAt(lines, day(report.population.testAt!))
    const learned = report.population.trainAt.flatMap((at) => [...casesAt(lines, day(at)).values()])
    expect(report.population).toMatchObject({ train: learned.length, test: cases.size })
    const { examples, answers } = await saidOfLater(model, report, testDesk(world.db, now))
    expect(new Set(examples.test.ids)).toEqual(new Set(cases.keys()))
    const share = (says: (one: Case, customer: string) => number) =>
      [...cases].filter(([customer, one]) => says(one, customer) === one.came).length / cases.size
    const always = commonest(learned.map((one) => one.came))!
    const rules = [share(() => always), share((one) => one.usual), share((one) => one.last)]
    expect(report.baseline.measures.accuracy).toBe(Math.max(...rules))
    const said = new Map(examples.test.ids.map((id, i) => [id, answers[i]!]))
    const right = share((_, customer) => said.get(customer)!)
    expect(report.measures.accuracy).toBe(right)
    const [margin] = report.margins!
    expect(margin!.value).toBeCloseTo(right - Math.max(...rules), 12)
    expect(margin!.low).toBeLessThan(margin!.value)
    expect(margin!.high).toBeGreaterThan(margin!.value)
    report.confusion!.forEach((row, code) => {
      expect(row.reduce((a, b) => a + b, 0)).toBe([...cases.values()].filter((one) => one.came === code).length)
    })
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
