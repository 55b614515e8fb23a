import { label } from '@rapport/vocabulary/define/label.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { customerSheet, laterOrders } from '../features/customers.ts'
import { type Examples, numbersIn, type Rows, stacked } from '../model/examples.ts'
import { filledLater } from '../model/leaks.ts'
import type { Desk } from '../run/kind.ts'
import { refusedRows } from '../withdrawn.ts'
import { momentsOf } from './moments.ts'
import { pastOf } from './past.ts'
import { populationSql } from './population.ts'
import type { Question } from './question.ts'

const day = 86_400_000

/** Customers that bought within the last year before the moment: of the others there is nothing left to ask. */
const recent = (at: string) => sql`b.last_at >= ${at}::timestamptz - interval '365 days'`

/** Will a customer stop buying: no order within the horizon. */
export const lapse: Question = {
  kind: 'lapse',
  async examples(settings, desk, served): Promise<Examples> {
    const moments = await momentsOf(desk.db, desk.now, settings.horizon)
    if (!moments) throw new Problem('invalid', 'There are no orders yet, so there is nothing to learn from.')
    const { asOf, horizon, test } = moments
    const { train, among: drawn, share } = await pastOf(desk.db, moments, served !== undefined)
    const sheetAt = async (at: string, known: boolean) => {
      desk.progress(0.02, label(`Features as of ${at.slice(0, 10)}`, `截至 ${at.slice(0, 10)} 的特征`))
      const sheet = await customerSheet(desk.db, {
        vocabulary: desk.vocabulary,
        at,
        where: sql`${recent(at)} and ${populationSql(settings.population, 'customer', desk)}`,
        answers: known ? laterOrders(at, horizon) : undefined,
        among: known ? drawn : undefined,
        taken: settings.taken,
        left: settings.left,
      })
      const after = sheet.answers.orders_after
      const y = after ? after.map((orders) => (orders === 0 ? 1 : 0)) : new Float64Array(0)
      const rows: Rows = { ids: sheet.ids, at: sheet.ids.map(() => at), table: sheet.table, y }
      return { sheet, rows }
    }
    const past = []
    for (const at of train) past.push(await sheetAt(at, true))
    const judged = await sheetAt(test, true)
    const now = await sheetAt(asOf, false)
    const all = [...past, judged]
    const { features, refused } = now.sheet
    const later = filledLater(
      features,
      all.map(({ sheet }) => ({ table: sheet.table, filledAfter: sheet.rolled.filledAfter })),
    )
    const out = new Set(later.map((one) => one.name))
    const nothing: Rows = { ...judged.rows, ids: [], at: [], y: new Float64Array(0), table: { rows: 0, columns: [] } }
    return {
      task: 'yes_no',
      labels: ['stays', 'lapses'],
      features: features.filter((one) => !out.has(one.name)),
      refused: [...later, ...refused],
      train: past.length > 0 ? stacked(past.map((one) => one.rows)) : nothing,
      test: judged.rows,
      now: now.rows,
      asOf,
      horizon,
      split: 'time',
      baseline: {
        label: label('the longer silent, the riskier', '沉默越久风险越高'),
        predict: (rows) => silence(rows),
      },
      unused: await unusedCustomers(desk, share),
    }
  },
  async values({ now, answers, asOf }) {
    const gap = numbersIn(now, 'days_between')
    const since = numbersIn(now, 'days_since_order')
    const end = Date.parse(asOf)
    const next = (i: number): string | null => {
      if (Number.isNaN(gap[i]!)) return null
      const due = end + Math.max(0, gap[i]! - since[i]!) * day
      // Whoever is likelier gone than not has no next order to expect.
      return answers[i]! > 0.5 ? null : new Date(due).toISOString().slice(0, 10)
    }
    return [
      { field: 'lapse_risk', value: (i) => Math.round(answers[i]! * 1000) / 10, explained: true },
      { field: 'next_order_on', value: next },
    ]
  },
}

/** Days since the last order, put between 0 and 1 so that the Brier score is defined: how many are less silent. */
function silence(rows: Rows): Float64Array {
  const days = numbersIn(rows, 'days_since_order')
  const order = Int32Array.from(days.keys()).sort((a, b) => days[a]! - days[b]!)
  const out = new Float64Array(days.length)
  order.forEach((row, place) => {
    out[row] = (place + 0.5) / days.length
  })
  return out
}

/** Customers that no model sees, and those that the past was read without, and why. */
export async function unusedCustomers(desk: Pick<Desk, 'db' | 'vocabulary'>, share = 1): Promise<Examples['unused']> {
  const { trashed, all } = await desk.db.one<{ trashed: number; all: number }>(sql`
    select count(*) filter (where deleted_at is not null)::int as trashed, count(*) filter (where deleted_at is null)::int as "all" from customer`)
  const drawn = label(
    'customers left out by chance when learning, because more cases would hardly add anything',
    '学习时随机略去的客户，更多案例几乎不会带来改善',
  )
  return [
    ...(await refusedRows(desk.db, desk.vocabulary.find('customer')!)),
    { rows: trashed, reason: label('customers in the trash', '回收站中的客户') },
    { rows: Math.round(all * (1 - share)), reason: drawn },
  ].filter((one) => one.rows > 0)
}
