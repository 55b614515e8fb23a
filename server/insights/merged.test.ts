import { beforeAll, expect, test } from 'vitest'
import { areas } from '../areas.ts'
import { sql } from '../database/sql.ts'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'
import { followingTables } from './merged.ts'

const world = useWorld()
let office: Office
let [product, version, plan]: string[] = []
const id = () => office.engine.newId()

/** Worked out anew each night, and of nobody once the customer lies in the trash. */
const workedOutAnew = ['recommendation']

beforeAll(async () => {
  office = await openOffice(world.db, { areas })
  const admin = office.as(office.admin)
  product = (await admin.create('product', { name: 'Lamp' })).id
  ;[version, plan] = [id(), id()]
  const model = id()
  await world.db.run(sql`
    insert into model (id, name, kind, object, created_at, updated_at, version) values (${model}, 'Lapse', 'lapse', 'customer', now(), now(), 1)`)
  await world.db.run(sql`
    insert into model_version (id, model, number, created_at, updated_at, version) values (${version!}, ${model}, 1, now(), now(), 1)`)
  await world.db.run(sql`
    insert into insight.plan (id, name, made_at, settings, figures) values (${plan!}, 'Spring', now(), '{}', '{}')`)
})

const customer = async (name: string) => (await office.as(office.admin).create('customer', { name })).id

const shown = (of: string, day: string, place = 'customer') =>
  world.db.run(sql`
    insert into insight.shown (id, customer, product, place, run, held_out, rank, at, day)
    values (${id()}, ${of}, ${product!}, ${place}, ${id()}, false, 1, ${day}::date, ${day})`)

/** A line of a plan, what was shown on a day, and rows that a version learned from. */
async function fillFor(of: string, day: string): Promise<void> {
  await shown(of, day)
  await world.db.run(sql`
    insert into insight.plan_line (id, plan, customer, product, channel, state, price, cost, pieces, chance, gain, spends)
    values (${id()}, ${plan!}, ${of}, ${product!}, 'email', 'planned', 1, 1, 1, 1, 1, 1)`)
  await world.db.run(sql`
    insert into insight.learned (version, origin, record, rows) values (${version!}, ${of}, ${of}, 3)`)
}

const rowsOf = async () => {
  const [seen, lines, learned] = await Promise.all([
    world.db.query(sql`select * from insight.shown order by id`),
    world.db.query(sql`select * from insight.plan_line order by id`),
    world.db.query(sql`select * from insight.learned order by origin`),
  ])
  return { seen, lines, learned }
}

const namedIn = async (of: string) => {
  const { seen, lines, learned } = await rowsOf()
  const count = (rows: readonly object[], column: string) =>
    rows.filter((row) => (row as { [name: string]: unknown })[column] === of).length
  return [count(seen, 'customer'), count(lines, 'customer'), count(learned, 'record')]
}

test('what insights hold of a customer follows a merge, and an un-merge gives all of it back', async () => {
  const [keep, other] = [await customer('Keep'), await customer('Other')]
  await fillFor(keep, '2026-11-01')
  await fillFor(other, '2026-11-02')
  const before = await rowsOf()
  const { change } = await office.as(office.admin).merge('customer', keep, [other])
  expect([await namedIn(keep), await namedIn(other)]).toEqual([
    [2, 2, 2],
    [0, 0, 0],
  ])
  await office.as(office.admin).unmerge(change)
  expect(await rowsOf()).toEqual(before)
  expect(await world.db.query(sql`select 1 from insight.moved`)).toEqual([])
})

test('a merge into one who is merged on goes back step by step', async () => {
  const [a, b, c] = [await customer('A'), await customer('B'), await customer('C')]
  await fillFor(a, '2026-11-03')
  await fillFor(b, '2026-11-04')
  const before = await rowsOf()
  const into = await office.as(office.admin).merge('customer', b, [a])
  const between = await rowsOf()
  const on = await office.as(office.admin).merge('customer', c, [b])
  expect(await namedIn(c)).toEqual([2, 2, 2])
  await office.as(office.admin).unmerge(on.change)
  expect(await rowsOf()).toEqual(between)
  await office.as(office.admin).unmerge(into.change)
  expect(await rowsOf()).toEqual(before)
})

test('what was shown to both on one day counts once', async () => {
  const [keep, other] = [await customer('Kim'), await customer('Kim again')]
  await shown(keep, '2026-11-05')
  await shown(other, '2026-11-05')
  await shown(other, '2026-11-05', 'campaign')
  const before = await rowsOf()
  const { change } = await office.as(office.admin).merge('customer', keep, [other])
  expect([(await namedIn(keep))[0], (await namedIn(other))[0]]).toEqual([2, 1])
  await office.as(office.admin).unmerge(change)
  expect(await rowsOf()).toEqual(before)
})

test('every table of insights that points to a customer follows merges, or is worked out anew', async () => {
  const pointing = await world.db.query<{ name: string }>(sql`
    select distinct c.relname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.confrelid = 'customer'::regclass and n.nspname = 'insight'`)
  const known = [...workedOutAnew, ...followingTables.map(({ name }) => name)]
  expect(pointing.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
})
