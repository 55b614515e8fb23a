import { label } from '@rapport/vocabulary/define/label.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { customerSheet, laterOrders } from '../features/customers.ts'
import { type Examples, numbersIn, type Rows, stacked } from '../model/examples.ts'
import { filledLater } from '../model/leaks.ts'
import { partAnswers } from '../model/parts.ts'
import { unusedCustomers } from './lapse.ts'
import { momentsOf } from './moments.ts'
import { pastOf } from './past.ts'
import { populationSql } from './population.ts'
import type { Question } from './question.ts'

/** Known at the moment, and without an order for as long as the model looks ahead: prospective, or silent since. */
const leadsAt = (at: string, horizon: number): Sql => sql`
  (c.created_at < ${at}::timestamptz or b.orders > 0 or e.events > 0 or m.contacts > 0 or k.tickets > 0)
  and (b.last_at is null or b.last_at < ${at}::timestamptz - make_interval(days => ${horizon}::int))`

/** The more recent the last order, the likelier; whoever never ordered comes last. */
function recency(rows: Rows): Float64Array {
  const days = numbersIn(rows, 'days_since_order').map((value) => (Number.isNaN(value) ? Infinity : value))
  const sorted = Float64Array.from(days).sort()
  const place = new Map<number, number>()
  sorted.forEach((value, i) => {
    if (!place.has(value)) place.set(value, i)
  })
  return days.map((value) => 1 - (place.get(value)! + 0.5) / days.length)
}

/** Who of those that do not buy will: by who they are, by what they did, and by both. */
export const lead: Question = {
  kind: 'lead',
  methods: ['regression', 'logistic', 'svm', 'boosting'],
  async examples(settings, desk, served): Promise<Examples> {
    const moments = await momentsOf(desk.db, desk.now, settings.horizon)
    if (!moments) throw new Problem('invalid', 'There are no orders yet, so there is nothing to learn from.')
    const { asOf, horizon, test } = moments
    const { train, among: drawn, share } = await pastOf(desk.db, moments, served !== undefined)
    const among = populationSql(settings.population, 'customer', desk)
    const sheetAt = async (at: string, known: boolean) => {
      desk.progress(0.02, label(`Features as of ${at.slice(0, 10)}`, `截至 ${at.slice(0, 10)} 的特征`))
      const sheet = await customerSheet(desk.db, {
        vocabulary: desk.vocabulary,
        at,
        where: sql`${leadsAt(at, horizon)} and ${among}`,
        answers: known ? laterOrders(at, horizon) : undefined,
        among: known ? drawn : undefined,
        taken: settings.taken,
        left: settings.left,
      })
      const after = sheet.answers.orders_after
      const y = after ? after.map((orders) => (orders > 0 ? 1 : 0)) : new Float64Array(0)
      const rows: Rows = { ids: sheet.ids, at: sheet.ids.map(() => at), table: sheet.table, y }
      return { sheet, rows }
    }
    const past = []
    for (const at of train) past.push(await sheetAt(at, true))
    const judged = await sheetAt(test, true)
    const now = await sheetAt(asOf, false)
    const { features, refused } = now.sheet
    const later = filledLater(
      features,
      [...past, judged].map(({ sheet }) => ({ table: sheet.table, filledAfter: sheet.rolled.filledAfter })),
    )
    const out = new Set(later.map((one) => one.name))
    const nothing: Rows = { ...judged.rows, ids: [], at: [], y: new Float64Array(0), table: { rows: 0, columns: [] } }
    return {
      task: 'yes_no',
      labels: ['does not buy', 'buys'],
      features: features.filter((one) => !out.has(one.name)),
      refused: [...later, ...refused],
      train: past.length > 0 ? stacked(past.map((one) => one.rows)) : nothing,
      test: judged.rows,
      now: now.rows,
      asOf,
      horizon,
      split: 'time',
      baseline: {
        label: label('the more recent the last order, the likelier', '最近下单越近越可能'),
        predict: (rows) => recency(rows),
      },
      apart: true,
      unused: await unusedCustomers(desk, share),
    }
  },
  async values({ now, answers, pipeline }) {
    const percent = (value: number | undefined) => (value === undefined ? null : Math.round(value * 1000) / 10)
    const fit = partAnswers(pipeline.parts?.who, now.table)
    const engagement = partAnswers(pipeline.parts?.does, now.table)
    return [
      { field: 'lead_score', value: (i) => percent(answers[i]!), explained: true },
      { field: 'lead_fit', value: (i) => percent(fit?.[i]) },
      { field: 'lead_engagement', value: (i) => percent(engagement?.[i]) },
    ]
  },
}
