import { readFileSync } from 'node:fs'
import { lackingRight } from '@rapport/vocabulary/insights/lacking.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { type ImportDesk, openDesk } from '../../test/import.ts'
import { useWorld } from '../../test/world.ts'
import { hasWholeShop, wholeFile, wholeShop } from '../shop.fixture.ts'
import { ordersOf, readSold } from '../sold.ts'
import { boughtAfter } from './after.ts'
import { rulesOf } from './rules.ts'
import { boughtTogether } from './together.ts'

const world = useWorld()
const slice = readFileSync(new URL('../../../data/online-retail/online-retail.csv.gz', import.meta.url))
const period = { since: null, until: '2011-09-01T00:00:00Z' }
const mining = { support: 0.015, confidence: 0.2, most: 200 }
let desk: ImportDesk
beforeAll(async () => {
  desk = await openDesk(world.db)
  await desk.run(slice)
  // The shop names no categories, and single products are too many for its few customers: the last letters of the name stand in.
  const records = desk.as(desk.admin)
  const made = await Promise.all(
    Array.from({ length: 25 }, (_, n) => records.create('category', { name: `Branch ${n}` })),
  )
  await world.db.run(sql`
    update product set category = (${made.map((one) => one.id)}::uuid[])[1 + abs(hashtext(code)) % ${made.length}::int] where kind = 'goods'`)
  await world.db.run(sql`
    create view bought as
    select distinct o.id as "order", o.customer, o.placed_at, l.product as item, p.category
    from "order" o, order_line l, product p
    where l."order" = o.id and p.id = l.product and p.kind in ('goods', 'service') and o.status in ('open', 'shipped', 'done')
      and l.quantity - coalesce(l.returned, 0) > 0`)
}, 120_000)

const readAll = () => readSold(world.db, period, { level: 'product' })
const readBranches = () => readSold(world.db, period, { level: 'category' })

test('what was sold is read whole: every order with its customer, its day and its things', async () => {
  const sold = await readAll()
  const { orders, pairs } = await world.db.one<{ orders: number; pairs: number }>(
    sql`select count(distinct "order")::int as orders, count(*)::int as pairs from bought`,
  )
  expect([ordersOf(sold), sold.members.length]).toEqual([orders, pairs])
  const rows = await world.db.query<{ customer: string | null; day: number; items: string[] }>(sql`
    select customer, extract(epoch from placed_at)::float8 / 86400 as day, array_agg(item::text order by item) as items
    from bought group by "order", customer, placed_at order by customer nulls first, placed_at, "order"`)
  const read = Array.from({ length: ordersOf(sold) }, (_, o) => ({
    customer: sold.customers[sold.customer[o]!] ?? null,
    day: sold.day[o],
    items: Array.from(sold.members.subarray(sold.starts[o], sold.starts[o + 1]), (item) => sold.items[item]!).sort(),
  }))
  expect(read).toEqual(rows)
})

test('a line that came back whole, a charge and a cancelled order were not bought', async () => {
  const before = await readAll()
  const records = desk.as(desk.admin)
  const row = await world.db.one<{ id: string }>(sql`select "order" as id from bought order by 1 limit 1`)
  await records.update('order', row.id, { status: 'cancelled' })
  expect(ordersOf(await readAll())).toBe(ordersOf(before) - 1)
  await records.update('order', row.id, { status: 'done' })
  expect(await readAll()).toEqual(before)
})

test('support, confidence, lift and leverage of every pair and triple equal a recount in SQL', async () => {
  const rules = boughtTogether(await readAll(), mining)
  expect(rules.length).toBeGreaterThan(20)
  for (const rule of rules) {
    const n = await world.db.one<{ all: number; left: number; right: number; both: number }>(sql`
      with one as (
        select "order", count(*) filter (where item = any(${rule.left}::uuid[])) = ${rule.left.length} as l, bool_or(item = ${rule.right}::uuid) as r
        from bought group by 1)
      select count(*)::int as "all", count(*) filter (where l)::int as left, count(*) filter (where r)::int as right, count(*) filter (where l and r)::int as both from one`)
    expect([rule.both, rule.withLeft, rule.withRight]).toEqual([n.both, n.left, n.right])
    expect(rule.support).toBeCloseTo(n.both / n.all, 12)
    expect(rule.confidence).toBeCloseTo(n.both / n.left, 12)
    expect(rule.lift).toBeCloseTo((n.both / n.left) * (n.all / n.right), 9)
    expect(rule.leverage).toBeCloseTo(n.both / n.all - (n.left / n.all) * (n.right / n.all), 12)
  }
})

test('no rule is kept that a shorter one says as surely', async () => {
  const rules = boughtTogether(await readAll(), mining)
  for (const long of rules.filter((rule) => rule.left.length > 1))
    for (const short of rules.filter((rule) => rule.left.length < long.left.length && rule.right === long.right))
      if (short.left.every((item) => long.left.includes(item)))
        expect(long.confidence).toBeGreaterThan(short.confidence)
})

test('what follows what within 90 days equals a recount in SQL, with its usual gap', async () => {
  const rules = boughtAfter(await readBranches(), { ...mining, support: 0.05, within: 90 })
  expect(rules.length).toBeGreaterThan(5)
  for (const rule of rules.filter((one) => one.left.length === 1).slice(0, 60)) {
    const n = await world.db.one<{ all: number; left: number; right: number; both: number; usual: number }>(sql`
      with mine as (select customer, placed_at, category as item from bought where customer is not null and category is not null),
      gap as (
        select a.customer, min(extract(epoch from b.placed_at - a.placed_at) / 86400)::float8 as days from mine a join mine b on b.customer = a.customer
        where a.item = ${rule.left[0]}::uuid and b.item = ${rule.right}::uuid
          and b.placed_at - a.placed_at between interval '1 day' and interval '90 days' group by 1)
      select (select count(distinct customer) from mine)::int as "all",
        (select count(distinct customer) from mine where item = ${rule.left[0]}::uuid)::int as left,
        (select count(distinct customer) from mine where item = ${rule.right}::uuid)::int as right,
        (select count(*) from gap)::int as both,
        (select days from gap order by days offset (select count(*) / 2 from gap) limit 1) as usual`)
    expect([rule.both, rule.withLeft, rule.withRight]).toEqual([n.both, n.left, n.right])
    expect(rule.confidence).toBeCloseTo(n.both / n.left, 12)
    expect(rule.lift).toBeCloseTo((n.both / n.left) * (n.all / n.right), 9)
    expect(rule.usual).toBeCloseTo(n.usual, 6)
  }
})

test('whoever matches the left side and lacks the right is a list, and agrees with a recount', async () => {
  const records = desk.as(desk.admin)
  const rule = boughtTogether(await readAll(), mining)[0]!
  const filter = lackingRight('product', rule, { together: true, since: null })
  const { data, total } = await records.list('customer', { filter, limit: 500, total: true })
  const expected = await world.db.query<{ id: string }>(sql`
    with one as (
      select o.id, o.customer, array_agg(l.product) as items from "order" o join order_line l on l."order" = o.id
      where o.status <> 'cancelled' group by 1, 2)
    select distinct a.customer as id from one a where a.items @> ${rule.left}::uuid[] and a.customer is not null
      and not exists (select 1 from one b where b.customer = a.customer and ${rule.right}::uuid = any(b.items)) order by 1`)
  expect(data.map((row) => row.id).sort()).toEqual(expected.map((row) => row.id))
  expect(total?.value).toBe(expected.length)
  expect(expected.length).toBeGreaterThan(0)
})

test('whoever bought the left side since a day and never the right is a list, by category too', async () => {
  const records = desk.as(desk.admin)
  const rule = boughtAfter(await readBranches(), { ...mining, support: 0.05, within: 90 })[0]!
  const filter = lackingRight('category', rule, { together: false, since: '2011-01-01T00:00:00Z' })
  const { total } = await records.list('customer', { filter, total: true })
  const { n } = await world.db.one<{ n: number }>(sql`
    with sold as (
      select o.customer, o.placed_at, p.category from "order" o, order_line l, product p
      where l."order" = o.id and p.id = l.product and o.status <> 'cancelled')
    select count(*)::int as n from customer c
    where ${rule.left.length} = (select count(distinct category) from sold where customer = c.id and category = any(${rule.left}::uuid[]) and placed_at >= '2011-01-01')
      and not exists (select 1 from sold where customer = c.id and category = ${rule.right}::uuid)`)
  expect(total).toEqual({ value: n, exact: true })
})

test.skipIf(!hasWholeShop)(
  `nine months of the shop give rules at a share that is found (skipped where ${wholeFile} is absent)`,
  () => {
    const rules = rulesOf(wholeShop().sold, { support: null, confidence: 0.2, within: 90 }, () => undefined)
    expect(rules.together.rules.length).toBeGreaterThan(60)
    expect(rules.after.rules.length).toBeGreaterThan(20)
  },
  300_000,
)
