import { label } from '@rapport/vocabulary/define/label.ts'
import { idText, readBinary, type TakeField } from '../../database/binary.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { customerSheet, laterOrders } from '../features/customers.ts'
import { type Examples, numbersIn, type Rows, stacked } from '../model/examples.ts'
import { within } from '../model/interval.ts'
import { buyingRivals } from './buying.ts'
import { unusedCustomers } from './lapse.ts'
import { momentsOf } from './moments.ts'
import { pastOf } from './past.ts'
import { populationSql } from './population.ts'
import type { Question } from './question.ts'

const tiers = [
  ['top', 0.1],
  ['high', 0.3],
  ['middle', 0.6],
  ['low', 1],
] as const

/** The tier of each row by its place among all, the most valuable first. */
function tiersOf(values: Float64Array): string[] {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!)
  const out: string[] = new Array(values.length)
  order.forEach((row, place) => {
    out[row] = tiers.find(([, share]) => (place + 0.5) / values.length <= share)![0]
  })
  return out
}

/** An end of an interval; versions that were made before there were any have none. */
const amount = (value: number): string | null => (Number.isNaN(value) ? null : Math.max(0, value).toFixed(2))

/** The revenue of the past, carried on at the same rate. */
const ownRate =
  (horizon: number) =>
  (rows: Rows): Float64Array => {
    const revenue = numbersIn(rows, 'revenue')
    const known = numbersIn(rows, 'days_known')
    return revenue.map((sum, i) => (sum / Math.max(horizon, known[i]!)) * horizon)
  }

const margins = sql`
  select id, least(1, greatest(0, value / nullif(revenue, 0)))::float8 as share from customer where revenue > 0 order by id`

/** What is left of each customer's revenue as margin, 0 to 1. Both come ordered by id, so that they are walked side by side. */
async function marginShares(db: Runner, ids: readonly string[]): Promise<Float64Array> {
  const shares = new Float64Array(ids.length)
  let row = 0
  let id = ''
  const take: TakeField = (column, data, at, length) => {
    if (column === 0) {
      id = idText(data, at)
      while (row < ids.length && ids[row]! < id) row++
    } else if (length > 0 && ids[row] === id) shares[row] = data.readDoubleBE(at)
  }
  await db.copyOut(sql`copy (${margins}) to stdout (format binary)`, (chunks) => readBinary(chunks, take))
  return shares
}

/** What a customer will bring within the horizon: its orders after each moment of the past are what is learned. */
export const value: Question = {
  kind: 'value',
  async examples(settings, desk, served): Promise<Examples> {
    const moments = await momentsOf(desk.db, desk.now, settings.horizon)
    if (!moments) throw new Problem('invalid', 'There are no orders yet, so there is nothing to learn from.')
    const { asOf, horizon, test } = moments
    const { train, among: drawn, share } = await pastOf(desk.db, moments, served !== undefined)
    const among = populationSql(settings.population, 'customer', desk)
    const rowsAt = async (at: string, known: boolean) => {
      desk.progress(0.02, label(`Features as of ${at.slice(0, 10)}`, `截至 ${at.slice(0, 10)} 的特征`))
      const sheet = await customerSheet(desk.db, {
        vocabulary: desk.vocabulary,
        at,
        where: sql`b.orders > 0 and ${among}`,
        answers: known ? laterOrders(at, horizon) : undefined,
        among: known ? drawn : undefined,
        taken: settings.taken,
        left: settings.left,
      })
      const rows: Rows = {
        ids: sheet.ids,
        at: sheet.ids.map(() => at),
        table: sheet.table,
        y: sheet.answers.revenue_after ?? new Float64Array(0),
      }
      return { sheet, rows }
    }
    const past: Rows[] = []
    for (const at of train) past.push((await rowsAt(at, true)).rows)
    const judged = await rowsAt(test, true)
    const now = await rowsAt(asOf, false)
    return {
      task: 'number',
      labels: [],
      features: now.sheet.features,
      refused: now.sheet.refused,
      train:
        past.length > 0 ? stacked(past) : { ids: [], at: [], y: new Float64Array(0), table: { rows: 0, columns: [] } },
      test: judged.rows,
      now: now.rows,
      asOf,
      horizon,
      split: 'time',
      baseline: {
        label: label('each goes on at its own rate so far', '各客户按以往速度继续'),
        predict: ownRate(horizon),
      },
      rivals: buyingRivals(horizon),
      unused: await unusedCustomers(desk, share),
    }
  },
  async values({ now, answers, pipeline, report }, _, desk) {
    const share = await marginShares(desk.db, now.ids)
    const expected = answers.map((answer) => Math.max(0, answer))
    const worth = expected.map((revenue, i) => revenue * share[i]!)
    const tier = tiersOf(worth)
    // Where nearly all bring nothing, what is expected may lie above the interval: it is widened, so that neither denies the other.
    const about = pipeline.interval?.(now.table) ?? within(report.intervals?.bands ?? [], answers)
    return [
      { field: 'expected_revenue', value: (i) => expected[i]!.toFixed(2), explained: true },
      { field: 'expected_low', value: (i) => amount(Math.min(expected[i]!, about.low[i]!)) },
      { field: 'expected_high', value: (i) => amount(Math.max(expected[i]!, about.high[i]!)) },
      { field: 'expected_value', value: (i) => worth[i]!.toFixed(2) },
      { field: 'tier', value: (i) => tier[i]! },
    ]
  },
}
