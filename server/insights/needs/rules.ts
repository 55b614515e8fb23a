import { accuracy } from '@rapport/analytics/metrics/index.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { Groups } from '@rapport/vocabulary/insights/report.ts'
import type { Baseline, Rows } from '../model/examples.ts'

/** The group that most cases ended in. */
function commonest(y: Float64Array): number {
  const counts = new Map<number, number>()
  for (const value of y) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
}

/** The group that a column names for each row. */
const said =
  ({ names }: Groups, column: string) =>
  (rows: Rows): Float64Array => {
    const found = rows.table.columns.find((one) => one.name === column)
    if (found?.kind !== 'category') return new Float64Array(rows.ids.length)
    return Float64Array.from(found.codes, (code) => Math.max(0, names.indexOf(found.levels[code] ?? '')))
  }

/** What anyone would guess without a model. */
export const simpleRules = (groups: Groups): readonly Baseline[] => [
  {
    label: label('always what most buy next', '总是选大家最常买的'),
    predict: (rows, learned) => new Float64Array(rows.ids.length).fill(commonest(learned.y)),
  },
  { label: label('what the customer bought most often', '客户最常购买的'), predict: said(groups, 'group_usual') },
  { label: label('what the customer bought last', '客户上次购买的'), predict: said(groups, 'group_last') },
]

/** The rule that is right most often on the very cases that judge: the hardest to beat. */
export const strongest = (rules: readonly Baseline[], test: Rows, learned: Rows): Baseline =>
  test.y.length === 0
    ? rules[0]!
    : rules.reduce((a, b) =>
        accuracy(test.y, b.predict(test, learned)) > accuracy(test.y, a.predict(test, learned)) ? b : a,
      )
