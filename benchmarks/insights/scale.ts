/*
 * Insights over very many customers, each beside a plain ceiling of the same run: features of all of them in one pass beside a plain
 * aggregate of the same tables; writing their scores beside a plain COPY; reading what was sold beside a plain join; a run of a kind.
 *
 *   node benchmarks/insights/scale.ts <URL of a database filled by fill.ts> [features scores sold train score]
 */
import { loadavg } from 'node:os'
import { openDatabase } from '@rapport/server/database/pool.ts'
import { type Sql, sql } from '@rapport/server/database/sql.ts'
import { customerSheet, laterOrders } from '@rapport/server/insights/features/customers.ts'
import { runInsight } from '@rapport/server/insights/run/thread.ts'
import { writeScores } from '@rapport/server/insights/scores.ts'
import { ordersOf, readSold } from '@rapport/server/insights/sold.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { type Cost, costOf, told } from './watch.ts'

const [url, ...given] = process.argv.slice(2)
if (!url) throw new Error('Give the URL of a filled database.')
const wanted = given.length > 0 ? given : ['features', 'scores', 'sold', 'train', 'score']
const db = openDatabase({ address: { url }, connections: 3 })
const eye = openDatabase({ address: { url }, connections: 1 })

const say = (name: string, cost: Cost): void =>
  console.log(`${name.padEnd(44)} ${told(cost)}; load ${loadavg()[0]!.toFixed(1)}`)
const beside = (own: Cost, ceiling: Cost): void => {
  const cpu = (own.own + own.postgres) / (ceiling.own + ceiling.postgres)
  console.log(
    `${''.padEnd(44)} ${(own.seconds / ceiling.seconds).toFixed(2)} times the ceiling, ${cpu.toFixed(2)} of its CPU`,
  )
}

const plain = (statement: Sql) => costOf(eye, () => db.query(statement, { prepare: false }))
const { until } = await db.one<{ until: string }>(sql`select max(placed_at) as until from "order"`)
const now = new Date(Math.floor(Date.parse(until) / 86_400_000) * 86_400_000 + 86_400_000).toISOString()

async function features(): Promise<void> {
  const ceiling = await plain(sql`
    select count(*) from (
      select o.customer, count(*), sum(o.total), max(o.placed_at), sum(l.quantity), count(distinct l.product)
      from "order" o join order_line l on l."order" = o.id where o.deleted_at is null and l.deleted_at is null group by 1) one`)
  say('plain aggregate of orders and lines', ceiling.cost)
  const sheet = await costOf(eye, () => customerSheet(db, { vocabulary, at: now, where: sql`true` }))
  const { ids, table } = sheet.answer
  say(`${table.columns.length} features of ${ids.length} customers`, sheet.cost)
  beside(sheet.cost, ceiling.cost)
  const at = new Date(Date.parse(now) - 90 * 86_400_000).toISOString()
  const past = await costOf(eye, () =>
    customerSheet(db, { vocabulary, at, where: sql`b.orders > 0`, answers: laterOrders(at, 90) }),
  )
  say(`the same of ${past.answer.ids.length} buyers, with what came after`, past.cost)
}

async function scores(): Promise<void> {
  const records = (await db.query<{ id: string }>(sql`select id from customer order by id`)).map((row) => row.id)
  const value = (i: number): number => ((i * 7_919) % 100_003) / 1_000.03
  await db.run(sql`drop table if exists plain_score`)
  await db.run(sql`create table plain_score (like insight.score including all)`)
  async function* lines(): AsyncGenerator<string> {
    for (let from = 0; from < records.length; from += 5_000)
      yield records
        .slice(from, from + 5_000)
        .map((id, i) => `1\t${id}\t${value(from + i)}\n`)
        .join('')
  }
  const ceiling = await costOf(eye, () => db.copyIn(sql`copy plain_score (run, record, number) from stdin`, lines()))
  say(`plain COPY of ${records.length} scores`, ceiling.cost)
  await db.run(sql`drop table plain_score`)
  const field = vocabulary.find('customer')!.fields.lapse_risk!
  const id = '00000000-0000-7000-8000-000000000001'
  const source = { model: id, version: id, asOf: now, now }
  for (const pass of ['the first', 'a later']) {
    const { cost } = await costOf(eye, () => writeScores(db, source, [{ field, records, value }]))
    say(`${pass} pass of as many scores`, cost)
    beside(cost, ceiling.cost)
  }
}

async function sold(): Promise<void> {
  const ceiling = await plain(sql`
    select count(*) from (select o.customer, o.placed_at, o.id, l.product from "order" o join order_line l on l."order" = o.id
      where o.deleted_at is null and l.deleted_at is null order by 1, 2, 3, 4 offset 0) one`)
  say('plain join of orders and lines, sorted', ceiling.cost)
  const read = await costOf(eye, () => readSold(db, { since: null, until: now }, { level: 'product' }))
  say(`${read.answer.members.length} things of ${ordersOf(read.answer)} orders`, read.cost)
  beside(read.cost, ceiling.cost)
}

async function model(kind: string): Promise<string> {
  const there = await db.maybe<{ id: string }>(sql`select id from model where kind = ${kind} and deleted_at is null`)
  if (there) return there.id
  const { id } = await db.one<{ id: string }>(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, updated_at, version)
    values (gen_random_uuid(), ${kind}, ${kind}, 'customer', 'draft', 'nightly', now(), now(), 1) returning id`)
  return id
}

/** One kind in a thread of its own, with what each of its stages took. */
async function run(kind: string, question: string): Promise<void> {
  const id = await model(question)
  const stages = new Map<string, number>()
  let last = { stage: '', at: performance.now() }
  const onProgress = (_: number, { en }: { en: string }): void => {
    const at = performance.now()
    stages.set(last.stage, (stages.get(last.stage) ?? 0) + (at - last.at) / 1_000)
    last = { stage: en, at }
  }
  const options = { address: { url: url! }, now, signal: new AbortController().signal, onProgress }
  const { cost, answer } = await costOf(eye, () => runInsight(kind, { model: id }, options))
  onProgress(1, { en: '' })
  for (const [stage, seconds] of stages)
    if (seconds >= 0.5) console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${stage || 'start'}`)
  say(`${kind} ${question}: ${(answer as { scored: number }).scored} scored`, cost)
}

const works: { readonly [name: string]: () => Promise<void> } = { features, scores, sold }
for (const name of wanted) {
  const [kind = '', question = 'lapse'] = name.split(':')
  await (works[kind] ?? (() => run(kind, question)))()
}
await db.close()
await eye.close()
