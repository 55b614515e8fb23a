import { label } from '@rapport/vocabulary/define/label.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { notRefused } from '../consent.ts'
import { type Examples, picked, type Rows, stacked } from '../model/examples.ts'
import { firstOf, firstRows } from '../model/lists.ts'
import { candidatesOf } from '../next/candidates.ts'
import { known } from '../next/known.ts'
import { recommenderSays, simpleRules } from '../next/opponents.ts'
import { customersAt, pairsOf } from '../next/pairs.ts'
import { type Past, pastOf } from '../next/past.ts'
import type { Desk } from '../run/kind.ts'
import { readSold } from '../sold.ts'
import { unusedCustomers } from './lapse.ts'
import { momentsOf } from './moments.ts'
import { populationSql } from './population.ts'
import type { Answered, ModelSettings, Question } from './question.ts'

/** Pairs of a customer and a product that are learned from, at most: more tell no more and take longer. */
const mostLearned = 40_000
const mostJudged = 4_000
const mostAnswered = 40_000

const mayAsk = async (settings: ModelSettings, desk: Desk): Promise<ReadonlySet<string>> => {
  const rows = await desk.db.query<{ id: string }>(sql`
    select c.id from customer c where c.deleted_at is null and ${notRefused('profiling', sql`c.id`)} and ${populationSql(settings.population, 'customer', desk)}`)
  return new Set(rows.map((row) => row.id))
}

async function readPast(desk: Desk, test: string, asOf: string): Promise<Past> {
  desk.progress(0.02, label('Reading orders', '读取订单'))
  const sold = await readSold(desk.db, { since: null, until: asOf }, { level: 'product', withReturned: true })
  return pastOf(sold, await candidatesOf(desk.db, sold, Date.parse(test) / 86_400_000))
}

const nothing = (rows: Rows): Rows => picked(rows, [])

/** Which products a customer's next order is likeliest to hold, of those that sell well. */
export const nextProduct: Question = {
  kind: 'next_product',
  methods: ['tree', 'forest', 'mlp'],
  async examples(settings, desk): Promise<Examples> {
    const moments = await momentsOf(desk.db, desk.now, settings.horizon)
    if (!moments) throw new Problem('invalid', 'There are no orders yet, so there is nothing to learn from.')
    const { asOf, horizon, test, train } = moments
    const past = await readPast(desk, test, asOf)
    const size = past.candidates.length
    const asking = { within: horizon, mayAsk: await mayAsk(settings, desk) }
    const each = Math.max(1, Math.floor(mostLearned / Math.max(1, size) / Math.max(1, train.length)))
    const rowsAt = (ask: Parameters<typeof customersAt>[1]) => {
      desk.progress(0.04, label(`Features as of ${ask.at.slice(0, 10)}`, `截至 ${ask.at.slice(0, 10)} 的特征`))
      const { asked, beyond } = customersAt(past, ask)
      return { asked, beyond, rows: pairsOf(past, asked, ask) }
    }
    const learned = train.map((at) => rowsAt({ ...asking, at, most: each }).rows)
    const judged = rowsAt({ ...asking, at: test, most: mostJudged })
    const now = rowsAt({ ...asking, at: asOf, within: null, most: mostAnswered })
    const opponents = [
      ...simpleRules(judged.rows),
      ...(size > 0 ? [await recommenderSays(desk.db, past, Date.parse(test) / 86_400_000, judged.asked)] : []),
    ]
    const all = learned.length > 0 ? stacked(learned) : nothing(judged.rows)
    return {
      task: 'yes_no',
      labels: ['not in the next order', 'in the next order'],
      features: known,
      refused: [],
      train: all,
      test: judged.rows,
      now: now.rows,
      asOf,
      horizon,
      split: 'time',
      baseline: { label: opponents[0]!.label, predict: () => opponents[0]!.scores },
      lists: {
        size,
        things: past.candidates.map((item) => past.sold.items[item]!),
        opponents,
        learned: all.ids.length / Math.max(1, size),
      },
      unused: [
        ...(await unusedCustomers(desk)),
        ...(now.beyond > 0
          ? [{ rows: now.beyond, reason: label('customers who bought longer ago', '更早之前购买的客户') }]
          : []),
      ],
    }
  },
  // The likeliest product of each customer: that row says why.
  rows: ({ answers, lists }) => firstRows(answers, lists!.size),
  values: async ({ answers, lists }) => fieldsOf(answers, lists!),
}

const listOf = (answers: Float64Array, size: number, row: number): { from: number; own: Float64Array } => {
  const from = row - (row % size)
  return { from, own: answers.subarray(from, from + size) }
}

function fieldsOf(answers: Float64Array, { size, things }: NonNullable<Answered['lists']>) {
  const at = (place: number) => (row: number) =>
    things[firstOf(listOf(answers, size, row).own, place + 1)[place]!] ?? null
  return [
    { field: 'next_product', value: at(0), explained: true },
    { field: 'next_product_chance', value: (row: number) => Math.round(answers[row]! * 1000) / 10 },
    { field: 'next_product_second', value: at(1) },
    { field: 'next_product_third', value: at(2) },
  ]
}
