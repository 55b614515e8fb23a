import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { openDesk } from '../../test/import.ts'
import { useWorld } from '../../test/world.ts'
import { type Buyers, readBuyers } from './buyers.ts'
import { cellsOf } from './cells.ts'
import { clusterBuyers } from './clusters.ts'
import { continued } from './matching.ts'
import { movesBetween } from './moves.ts'
import { namesOf } from './names.ts'
import { profilesOf } from './profiles.ts'
import { scoreBuyers } from './scores.ts'

const world = useWorld()
const slice = readFileSync(new URL('../../../data/online-retail/online-retail.csv.gz', import.meta.url))
const asOf = '2011-09-01T00:00:00Z'
const spring = '2011-04-01T00:00:00Z'

beforeAll(async () => {
  const desk = await openDesk(world.db)
  await desk.run(slice)
  await rawLines(slice)
}, 120_000)

/** The file in a table of texts, so that the recount shares nothing with the import but COPY. */
async function rawLines(packed: Buffer): Promise<void> {
  await world.db.run(
    sql`create table raw_line (n serial, invoice text, code text, description text, quantity int, at timestamptz, price numeric, customer text, country text)`,
  )
  const text = gunzipSync(packed).toString()
  await world.db.copyIn(
    sql`copy raw_line (invoice, code, description, quantity, at, price, customer, country) from stdin (format csv, header)`,
    (async function* () {
      yield text
    })(),
  )
}

/** Recency, frequency, money and their scores of every customer, by the raw lines and percentile_cont alone. */
const recount = (moment: string) => sql`
  with line as (
    select *, first_value(at) over (partition by invoice order by n) as placed from raw_line
    where customer is not null and not (quantity < 0 and price = 0)),
  one as (
    select replace(customer, '.0', '') as customer, count(distinct invoice) filter (where quantity > 0)::int as frequency,
      floor(extract(epoch from ${moment}::timestamptz - max(placed) filter (where quantity > 0)) / 86400)::int as recency,
      sum(round(quantity * price, 4))::float8 as money,
      (coalesce(-sum(round(quantity * price, 4)) filter (where quantity < 0), 0) / sum(round(quantity * price, 4)) filter (where quantity > 0))::float8 as back
    from line where placed < ${moment}::timestamptz group by customer having count(*) filter (where quantity > 0) > 0),
  edge as (
    select percentile_cont(array[.2, .4, .6, .8]) within group (order by recency) as r,
      percentile_cont(array[.2, .4, .6, .8]) within group (order by frequency) as f,
      percentile_cont(array[.2, .4, .6, .8]) within group (order by money) as m from one)
  select customer, recency, frequency, money::numeric(18, 2)::float8 as money,
    round(least(1, back)::numeric, 6)::float8 as returned,
    5 - (select count(*) from unnest(edge.r) e where one.recency > e)::int as r,
    1 + (select count(*) from unnest(edge.f) e where one.frequency > e)::int as f,
    1 + (select count(*) from unnest(edge.m) e where one.money > e)::int as m
  from one, edge order by customer`

async function told(buyers: Buyers) {
  const names = await world.db.query<{ id: string; external_id: string }>(sql`select id, external_id from customer`)
  const external = new Map(names.map((row) => [row.id, row.external_id]))
  const scores = scoreBuyers(buyers)
  return buyers.ids
    .map((id, i) => ({
      customer: external.get(id)!,
      recency: buyers.recency[i]!,
      frequency: buyers.frequency[i]!,
      money: Math.round(buyers.money[i]! * 100) / 100,
      returned: Math.round(buyers.returned[i]! * 1e6) / 1e6,
      r: scores.recency[i]!,
      f: scores.frequency[i]!,
      m: scores.money[i]!,
    }))
    .sort((a, b) => a.customer.localeCompare(b.customer))
}

test.each([asOf, spring])('recency, frequency, money and scores as of %s agree with a recount', async (moment) => {
  expect(await told(await readBuyers(world.db, moment))).toEqual(await world.db.query(recount(moment)))
})

test('buyers come whole in steps of any size', async () => {
  expect(await readBuyers(world.db, asOf, 7)).toEqual(await readBuyers(world.db, asOf))
})

test('clusters are the same for the same seed, and a number that is given is kept', async () => {
  const buyers = await readBuyers(world.db, asOf)
  const choice = { method: 'kmeans', clusters: null, seed: 5 } as const
  const [first, second] = [clusterBuyers(buyers, choice), clusterBuyers(buyers, choice)]
  expect(first).toEqual(second)
  expect(first.tried.map((one) => one.clusters)).toEqual([2, 3, 4, 5, 6, 7, 8])
  expect(first.tried.find((one) => one.clusters === first.clusters)!.score).toBe(
    Math.max(...first.tried.map((one) => one.score)),
  )
  const three = clusterBuyers(buyers, { ...choice, clusters: 3, method: 'gaussian_mixture' })
  expect(new Set(three.labels).size).toBeLessThanOrEqual(3)
  expect(three.tried).toEqual([])
})

test('profiles of groups add up to that of everybody', async () => {
  const buyers = await readBuyers(world.db, asOf)
  const profiles = profilesOf(buyers, cellsOf(scoreBuyers(buyers)))
  const all = profiles.get(undefined)!
  const own = [...profiles].filter(([cell]) => cell !== undefined).map(([, profile]) => profile)
  expect(own.reduce((sum, one) => sum + one.customers, 0)).toBe(all.customers)
  expect(own.reduce((sum, one) => sum + one.revenue, 0)).toBeCloseTo(all.revenue, 4)
})

test('a group keeps its name when most of its members stay, whatever its number', () => {
  const before = ['a', 'a', 'a', 'b', 'b', 'b', undefined] as const
  expect(continued([1, 1, 1, 0, 0, 1, 0], 2, before)).toEqual(['b', 'a'])
  expect(continued([0, 1, 2, 0, 1, 2, 2], 3, before).filter((one) => one !== undefined).length).toBeLessThanOrEqual(2)
  expect(continued([0, 0], 1, [undefined, undefined])).toEqual([undefined])
})

test('names say what is special, and no two are alike', () => {
  const all = { customers: 9, recency: 60, frequency: 4, money: 400, average: 100, returned: 0.02, revenue: 3600 }
  const names = namesOf(
    [
      { ...all, recency: 5, frequency: 20 },
      { ...all, recency: 6, frequency: 19 },
      { ...all, recency: 300, frequency: 1, average: 300 },
      all,
    ],
    all,
  )
  expect(names.map((one) => one.en)).toEqual([
    'Recent, frequent',
    'Recent, frequent 2',
    'Long absent, occasional',
    'Typical buyers',
  ])
  expect(names[0]!.zh).toBe('近期下单、高频')
})

test('moves count every customer of the later moment once', () => {
  const moves = movesBetween(
    new Map([
      ['1', 'a'],
      ['2', 'a'],
      ['3', 'b'],
    ]),
    new Map([
      ['1', 'a'],
      ['2', 'b'],
      ['4', 'b'],
    ]),
  )
  expect(moves).toEqual([
    { from: 'a', to: 'a', customers: 1 },
    { from: 'a', to: 'b', customers: 1 },
    { from: null, to: 'b', customers: 1 },
  ])
})
