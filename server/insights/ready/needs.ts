import { label } from '@rapport/vocabulary/define/label.ts'
import type { Groups } from '@rapport/vocabulary/insights/report.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { customerSheet } from '../features/customers.ts'
import type { Feature } from '../features/feature.ts'
import type { Among } from '../features/sample.ts'
import { type Examples, picked, type Rows, stacked } from '../model/examples.ts'
import { chancesFor } from '../model/judge.ts'
import { filledLater } from '../model/leaks.ts'
import { type Grouped, grouped, groupsOf, readGoods } from '../needs/groups.ts'
import { boughtBefore, boughtNext } from '../needs/parts.ts'
import { simpleRules, strongest } from '../needs/rules.ts'
import type { Desk } from '../run/kind.ts'
import { unusedCustomers } from './lapse.ts'
import { type Moments, momentsOf } from './moments.ts'
import { pastOf } from './past.ts'
import { populationSql } from './population.ts'
import type { ModelSettings, Question } from './question.ts'

interface Ask {
  readonly settings: ModelSettings
  readonly desk: Desk
  readonly groups: Groups
  readonly goods: Grouped
  readonly moments: Moments
  /** Whom of, where the outcome is known. */
  readonly among: Among
}

/** Customers of the year before the moment; where the outcome is known, those that bought again. */
async function rowsAt({ settings, desk, groups, goods, moments, among }: Ask, at: string, known: boolean) {
  desk.progress(0.02, label(`Features as of ${at.slice(0, 10)}`, `截至 ${at.slice(0, 10)} 的特征`))
  const before = boughtBefore(groups, goods)
  const after = known ? boughtNext(groups, at, moments.horizon) : undefined
  const sheet = await customerSheet(desk.db, {
    vocabulary: desk.vocabulary,
    at,
    where: sql`b.last_at >= ${at}::timestamptz - interval '365 days' and q.usual is not null
      and ${populationSql(settings.population, 'customer', desk)}${after ? sql` and x.code is not null` : sql.empty}`,
    answers: after,
    among: known ? among : undefined,
    wider: before,
    taken: settings.taken,
    left: settings.left,
  })
  const y = sheet.answers.next ?? new Float64Array(0)
  const rows: Rows = { ids: sheet.ids, at: sheet.ids.map(() => at), table: sheet.table, y }
  return { sheet, rows }
}

const nothing = (rows: Rows): Rows => picked(rows, [])

/** Said on the page, so that nobody takes words for the shop's own categories. */
const withoutCategories = ({ from, names }: Groups): Examples['refused'] => {
  if (from === 'categories') return []
  const [en, zh] = [names.slice(0, -1).join(', '), names.slice(0, -1).join('、')]
  const reason = label(
    `fewer than three were sold; goods are told apart by the commonest words of their names instead: ${en}`,
    `售出的类别不足三个，改按产品名称中最常见的词区分：${zh}`,
  )
  return [{ name: 'category', label: label('Categories of the catalogue', '产品目录的类别'), reason }]
}

/** What a customer will buy next, told by the groups of goods. */
export const needs: Question = {
  kind: 'needs',
  methods: ['tree', 'forest', 'mlp'],
  async examples(settings, desk, served): Promise<Examples> {
    const moments = await momentsOf(desk.db, desk.now, settings.horizon)
    if (!moments) throw new Problem('invalid', 'There are no orders yet, so there is nothing to learn from.')
    const { asOf, horizon, test } = moments
    const { train, among: drawn, share } = await pastOf(desk.db, moments, served !== undefined)
    const sold = await readGoods(desk.db, test)
    // A version goes on with the groups that it learned; groups are made from what was sold before the cases that judge.
    const groups = served?.groups ?? groupsOf(sold)
    const ask: Ask = { settings, desk, groups, goods: grouped(sold, groups), moments, among: drawn }
    const past = []
    for (const at of train) past.push(await rowsAt(ask, at, true))
    const judged = await rowsAt(ask, test, true)
    const now = await rowsAt(ask, asOf, false)
    const { features, refused } = now.sheet
    const later = filledLater(
      features,
      [...past, judged].map(({ sheet }) => ({ table: sheet.table, filledAfter: sheet.rolled.filledAfter })),
    )
    const out = new Set(later.map((one) => one.name))
    const learned = past.length > 0 ? stacked(past.map((one) => one.rows)) : nothing(judged.rows)
    const rule = strongest(simpleRules(groups), judged.rows, learned)
    return {
      task: 'choice',
      labels: groups.names.slice(0, -1),
      features: features.filter((one: Feature) => !out.has(one.name)),
      refused: [...withoutCategories(groups), ...later, ...refused],
      train: learned,
      test: judged.rows,
      now: now.rows,
      asOf,
      horizon,
      split: 'time',
      baseline: rule,
      groups,
      unused: await unusedCustomers(desk, share),
    }
  },
  async values({ now, answers, pipeline, report }) {
    const chances = chancesFor(pipeline, now.table)
    const size = chances.length / Math.max(1, now.ids.length)
    const best = (i: number) => Math.max(...chances.subarray(i * size, (i + 1) * size))
    return [
      { field: 'next_category', value: (i) => report.labels[answers[i]!]!, explained: true },
      { field: 'next_category_chance', value: (i) => Math.round(best(i) * 1000) / 10 },
    ]
  },
}
