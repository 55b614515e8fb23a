import type { Report } from '@rapport/vocabulary/insights/report.ts'
import { expect, test, vi } from 'vitest'
import { sql } from '../../database/sql.ts'
import { countingIds } from '../../test/office.ts'
import { useWorld } from '../../test/world.ts'
import { testDesk } from '../desk.fixture.ts'
import { trainModel } from '../model/train.ts'

// Learning takes as long as the machine lets it.
vi.setConfig({ testTimeout: 180_000 })

const world = useWorld({ connections: 4 })
const now = '2026-06-01T00:00:00.000Z'
const model = '01900000-0000-7000-8000-0000000000a1'
const things = 7

/** Customers who buy seven things in turn, one a week, each beginning with another: what was bought longest ago comes next. */
async function sellInTurn(customers: number): Promise<void> {
  await world.db.run(sql`
    insert into product (id, name, kind, status, created_at, updated_at, version)
    select ('00000000-0000-7000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, 'Thing ' || n, 'good', 'active', '2025-01-01', now(), 1
    from generate_series(0, ${things - 1}::int) n`)
  await world.db.run(sql`
    insert into customer (id, name, type, lifecycle, created_at, updated_at, version)
    select ('00000000-0000-7000-8000-00000001' || lpad(n::text, 4, '0'))::uuid, 'Customer ' || n, 'person', 'active', '2025-01-01', now(), 1
    from generate_series(1, ${customers}::int) n`)
  await world.db.run(sql`
    insert into "order" (id, number, customer, status, placed_at, created_at, updated_at, version)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 4, '0') || '0000' || lpad(w::text, 4, '0'))::uuid, n || '-' || w,
      ('00000000-0000-7000-8000-00000001' || lpad(n::text, 4, '0'))::uuid, 'delivered',
      ${now}::timestamptz - make_interval(days => 7 * w, hours => 1 + n % 20), now(), now(), 1
    from generate_series(1, ${customers}::int) n, generate_series(0, 39) w`)
  await world.db.run(sql`
    insert into order_line (id, "order", product, quantity, unit_price, created_at, updated_at, version)
    select gen_random_uuid(), o.id, p.id, 1, 5, now(), now(), 1
    from "order" o join product p on p.name = 'Thing ' || ((split_part(o.number, '-', 1)::int + 39 - split_part(o.number, '-', 2)::int) % ${things}::int)`)
}

const make = () =>
  world.db.run(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, updated_at, version)
    values (${model}, 'Next product', 'next_product', 'customer', 'draft', 'nightly', ${now}, ${now}, 1)`)

const newId = countingIds(0x900000)
const train = () => trainModel(model, null, testDesk(world.db, now, { newId }))

test('where few products sell well enough it says how many there are and how many it takes', async () => {
  await make()
  await sellInTurn(19)
  expect((await train()).missing?.en).toMatch(
    /^Only 0 products sell well enough .* at least 5 are needed, each on sale and bought by 20 customers/,
  )
  await world.db.run(sql`truncate order_line, "order", product, customer cascade`)
})

test('where the next thing can be told, it is told to each customer with its reasons, and rules are left behind', async () => {
  await sellInTurn(150)
  await world.db.run(sql`
    insert into consent (id, customer, purpose, given, at, created_at, updated_at, version)
    select gen_random_uuid(), id, 'profiling', false, '2025-02-01', now(), now(), 1 from customer where name = 'Customer 7'`)
  const trained = await train()
  expect(trained).toMatchObject({ serving: true, missing: null, scored: 149 })
  const { report } = await world.db.one<{ report: Report }>(
    sql`select report from insight.artefact where version = ${trained.version}`,
  )
  expect(report.lists).toMatchObject({ things, records: 149 })
  expect(report.measures.hit3!).toBeGreaterThan(0.95)
  for (const margin of report.margins!) expect(margin.low).toBeGreaterThan(0)
  const scores = await world.db.query<{ name: string; product: string; why: { factors: unknown[] } | null }>(sql`
    select c.name, p.name as product, r.why from insight.scored d join insight.score s on s.run = d.run
      join customer c on c.id = s.record join product p on p.id = s.link left join insight.reason r on r.run = s.run and r.record = s.record
    where d.score like 'customer.next_product%'`)
  const explained = scores.filter((one) => one.why !== null)
  expect(explained).toHaveLength(149)
  // Who has what is usual has nothing that speaks for or against.
  expect(explained.filter((one) => one.why!.factors.length > 0).length).toBeGreaterThan(100)
  const comes = (name: string) => `Thing ${(Number(name.split(' ')[1]) + 40) % things}`
  expect(scores.filter((one) => one.product === comes(one.name)).length).toBeGreaterThan(140)
})

test('a product that is not for sale any more is not told', async () => {
  await world.db.run(sql`update product set status = 'retired' where name = 'Thing 3'`)
  const trained = await train()
  const rows = await world.db.query(sql`
    select 1 from insight.scored d join insight.score s on s.run = d.run join product p on p.id = s.link
    where d.score like 'customer.next_product%' and p.name = 'Thing 3' and s.run in (select run from insight.scoring where version = ${trained.version})`)
  expect(rows).toHaveLength(0)
})
