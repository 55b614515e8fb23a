import { label } from '@rapport/vocabulary/define/label.ts'
import type { Database } from '../../database/pool.ts'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { keepResult, tooLittle } from '../result.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { ordersOf, readSold, type Sold } from '../sold.ts'
import { Reasons } from './because.ts'
import { companionLists, customerLists, type List } from './lists.ts'
import { learnFor, methodNamed, type Weights } from './methods.ts'
import { partOf } from './part.ts'
import type { RecommendContent } from './report.ts'
import { counted, fewestChoosers, fewestJudges, type Trial, tryMethods } from './trial.ts'
import { boughtBefore, windowsOf } from './windows.ts'
import { wordsFor } from './words.ts'

const seed = 1
const fewestProducts = 10
const fewestDays = 56
const chunk = 500

const stages = {
  read: label('Reading orders', '读取订单'),
  compare: label('Comparing methods on the last weeks', '用最近几周比较各方法'),
  learn: label('Learning from everything', '用全部数据学习'),
  write: label('Writing the lists', '写入推荐列表'),
}

const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t')
const line = (run: string, { of, heldOut, products, scores, because }: List, told: boolean): string =>
  [
    run,
    of,
    ...(told ? [heldOut ? 't' : 'f'] : []),
    `{${products.join()}}`,
    `{${scores.map((score) => score.toPrecision(6)).join()}}`,
    escaped(JSON.stringify(because)),
  ].join('\t')

async function* lines(run: string, lists: Iterable<List>, told: boolean, onList: () => void): AsyncGenerator<string> {
  let some: string[] = []
  for (const list of lists) {
    onList()
    some.push(line(run, list, told))
    if (some.length < chunk) continue
    yield `${some.join('\n')}\n`
    some = []
  }
  if (some.length > 0) yield `${some.join('\n')}\n`
}

/** Only lists of customers and products that still stand: they may have gone since they were read. */
const copyStanding = async (tx: Runner, table: string, columns: Sql, source: AsyncIterable<string>): Promise<void> => {
  const own = table === 'recommendation' ? sql.id('customer') : sql.id('product')
  await tx.run(sql`create temp table coming (like ${sql.id('insight', table)}) on commit drop`)
  await tx.copyIn(sql`copy coming (${columns}) from stdin`, source)
  await tx.run(sql`
    insert into ${sql.id('insight', table)} (${columns}) select ${columns} from coming where exists (select 1 from ${own} o where o.id = coming.${own})`)
  await tx.run(sql`drop table coming`)
}

async function writeLists(desk: Desk, sold: Sold, trial: Trial, weights: Weights, words: string[][]): Promise<string> {
  const run = desk.newId()
  const all = (of: Sold) => ({ table: boughtBefore(of, Number.POSITIVE_INFINITY), words })
  const ground = all(sold)
  const learned = learnFor(trial.chosen, weights, all(partOf(sold)), { seed, signal: desk.signal })
  const reasons = new Reasons(ground.table, words)
  const model = methodNamed(trial.chosen, learned, weights)
  let done = 0
  const count = () => {
    if (++done % 200 === 0)
      desk.progress(0.7 + 0.3 * (done / (sold.customers.length + sold.items.length)), stages.write)
  }
  await desk.db.transaction(async (tx) => {
    const lists = customerLists(ground, model, learned.recent!, reasons)
    const own = sql`run, customer, held_out, products, scores, because`
    await copyStanding(tx, 'recommendation', own, lines(run, lists, true, count))
    const companions = lines(run, companionLists(ground, reasons), false, count)
    await copyStanding(tx, 'companion', sql`run, product, products, scores, because`, companions)
  })
  return run
}

/** Lists that are not served any more. */
async function dropOthers(db: Database, run: string | null): Promise<void> {
  await db.run(sql`delete from insight.recommendation where run is distinct from ${run}::uuid`)
  await db.run(sql`delete from insight.companion where run is distinct from ${run}::uuid`)
}

async function work(desk: Desk): Promise<RecommendContent> {
  desk.progress(0, stages.read)
  const sold = await readSold(
    desk.db,
    { since: null, until: desk.now },
    { level: 'product', onOrders: () => desk.progress(0.05, stages.read) },
  )
  const end = Date.parse(desk.now) / 86_400_000
  const from = sold.day.reduce((least, day) => Math.min(least, day), end)
  const windows = windowsOf(from, lastDay(sold, end))
  const days = Math.max(0, Math.floor(lastDay(sold, end) - from))
  const lacking = tooLittle({
    customers: [sold.customers.length, fewestJudges],
    products: [sold.items.length, fewestProducts],
    days: [days, fewestDays],
  })
  if (lacking || !windows) return lacking ?? { tooLittle: [{ of: 'days', has: days, needs: fewestDays }] }
  const { choosers, judges } = counted(partOf(sold), windows, seed)
  const unjudged = tooLittle({ choosers: [choosers, fewestChoosers], judges: [judges, fewestJudges] })
  if (unjudged) return unjudged
  const words = await wordsFor(desk.db, sold.items)
  desk.progress(0.15, stages.compare)
  const trial = tryMethods(partOf(sold), windows, { seed, words, signal: desk.signal })
  desk.progress(0.6, stages.learn)
  const run = trial.wins ? await writeLists(desk, sold, trial, trial.weights, words) : null
  return {
    run,
    asOf: desk.now,
    customers: sold.customers.length,
    products: sold.items.length,
    orders: ordersOf(sold),
    trial,
  }
}

/** Sales may have ended before today: windows without any sale would measure nothing. */
const lastDay = (sold: Sold, now: number): number => Math.min(now, sold.day.reduce((a, b) => Math.max(a, b), 0) + 1e-6)

/** Compares ways to recommend on purchases that they have not seen, and serves the best if it beats what sells anyway. */
export const recommend: InsightKind<object> = {
  title: label('Recommendations', '推荐'),
  async work(_input, desk) {
    const content = await work(desk)
    await keepResult(desk.db, 'recommend', desk.now, content)
    const run = 'tooLittle' in content ? null : content.run
    await dropOthers(desk.db, run)
    return 'tooLittle' in content ? content : { live: content.run !== null, chosen: content.trial.chosen }
  },
}
