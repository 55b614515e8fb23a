import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { areas } from '../areas.ts'
import { sql } from '../database/sql.ts'
import { Files } from '../files/store.ts'
import { importAreas } from '../imports.ts'
import { Imports } from '../records/import/imports.ts'
import { createRecords } from '../records/records.ts'
import { countingIds, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'
import { loadSample } from './sample.ts'

const world = useWorld()
const now = new Date('2026-11-23T12:00:00Z')

beforeAll(async () => {
  const { engine: bare, admin } = await openOffice(world.db, { areas })
  const engine = { ...bare, clock: () => now, newId: countingIds(0x9000000) }
  const files = new Files({ folder: mkdtempSync(join(tmpdir(), 'rapport-sample-')), newId: engine.newId })
  const imports = new Imports({
    engine,
    areas: importAreas,
    place: (sha256) => files.place(sha256),
    send: async () => undefined,
    personOf: async () => admin,
  })
  await world.db.run(
    sql`insert into organisation (id, name, created_at, updated_at, version) values (${engine.newId()}, 'Sample', ${now}, ${now}, 1)`,
  )
  await createRecords(engine).as(admin).create('pipeline', { name: 'Untouched' })
  await loadSample({ engine, imports, files, person: admin })
}, 240_000)

const count = async (table: string, where = sql`true`) =>
  (await world.db.one<{ n: number }>(sql`select count(*)::int as n from ${sql.id(table)} where ${where}`)).n

test('every customer of the sample is invented and says so', async () => {
  expect(await count('customer')).toBeGreaterThan(150)
  expect(await count('customer', sql`invented is not true`)).toBe(0)
  expect(await count('customer', sql`name ~ '^Customer '`)).toBe(0)
  const strangers = await world.db.query(
    sql`select emails from customer where (emails -> 0 ->> 'value') not like '%.example.com'`,
  )
  expect(strangers).toEqual([])
})

test('customers live in several countries, some of them in China', async () => {
  const countries = await world.db.query<{ country: string; n: number }>(
    sql`select country, count(*)::int as n from customer group by 1 order by 2 desc`,
  )
  expect(countries.length).toBeGreaterThan(8)
  expect(countries.find((one) => one.country === 'China')?.n).toBeGreaterThan(8)
  expect(await count('customer', sql`name ~ '[一-龥]'`)).toBeGreaterThan(8)
})

test('every object that people look at shows life', async () => {
  const least = {
    order: 250,
    order_line: 2500,
    return: 30,
    return_line: 60,
    product: 800,
    category: 10,
    deal: 60,
    deal_line: 100,
    stage: 6,
    ticket: 200,
    message: 400,
    campaign: 8,
    campaign_contact: 150,
    segment: 3,
    promotion: 2,
    task: 40,
    call: 70,
    meeting: 18,
    note: 60,
    review: 150,
    article: 6,
    event: 1500,
  }
  for (const [table, most] of Object.entries(least))
    expect([table, await count(table)]).toEqual([table, expect.toSatisfy((n) => n >= most)])
})

test('nothing that is past lies in the future, and the last order is near today', async () => {
  const today = sql`${now}::timestamptz`
  for (const [table, column] of [
    ['order', 'placed_at'],
    ['return', 'returned_at'],
    ['ticket', 'resolved_at'],
    ['ticket', 'created_at'],
    ['message', 'at'],
    ['review', 'at'],
    ['call', 'at'],
    ['event', 'at'],
    ['deal', 'closed_at'],
    ['campaign_contact', 'at'],
  ] as const)
    expect([table, await count(table, sql`${sql.id(column)} > ${today}`)]).toEqual([table, 0])
  const { days } = await world.db.one<{ days: number }>(
    sql`select extract(day from ${today} - max(placed_at))::int as days from "order"`,
  )
  expect(days).toBeLessThan(9)
})

test('what follows from orders stands: value, lifecycle, returns matched to their orders', async () => {
  expect(await count('customer', sql`lifecycle = 'active' and value > 0`)).toBeGreaterThan(40)
  expect(await count('customer', sql`lifecycle = 'lapsed'`)).toBeGreaterThan(5)
  expect(await count('return_line', sql`order_line is not null`)).toBeGreaterThan(40)
  expect(await count('customer', sql`revenue is not null and value <> revenue - cost`)).toBe(0)
  expect(await count('ticket', sql`status in ('resolved', 'closed') and resolved_at is null`)).toBe(0)
})

test('a team has a past, new deals wait for somebody, and orders name the campaigns that brought them', async () => {
  expect(await count('user', sql`email like '%@northwind.example'`)).toBe(3)
  expect(
    await count(
      'deal',
      sql`status <> 'open' and owner in (select id from "user" where email like '%@northwind.example')`,
    ),
  ).toBe(210)
  expect(await count('deal', sql`status = 'open' and owner is null`)).toBe(16)
  expect(await count('order', sql`campaign is not null`)).toBeGreaterThan(100)
  const early = sql`campaign is not null and placed_at < (select starts_at from campaign c where c.id = "order".campaign)`
  expect(await count('order', early)).toBe(0)
})

test('links lead somewhere', async () => {
  expect(
    await count(
      'ticket',
      sql`"order" is not null and not exists (select 1 from "order" o where o.id = ticket."order" and o.customer = ticket.customer)`,
    ),
  ).toBe(0)
  expect(
    await count(
      'customer',
      sql`employer is not null and not exists (select 1 from customer e where e.id = customer.employer and e.type = 'company')`,
    ),
  ).toBe(0)
  expect(await count('customer', sql`employer is not null`)).toBeGreaterThan(40)
})

test('an untouched pipeline gives way to that of the sample, so that the board has one row of stages', async () => {
  const rows = await world.db.query<{ name: string; deleted: boolean }>(
    sql`select name, deleted_at is not null as deleted from pipeline order by name`,
  )
  expect(rows).toEqual([
    { name: 'Untouched', deleted: true },
    { name: 'Wholesale', deleted: false },
  ])
  const stages = await world.db.query(
    sql`select 1 from stage s join pipeline p on p.id = s.pipeline where p.name = 'Untouched' and s.deleted_at is null`,
  )
  expect(stages).toEqual([])
})
