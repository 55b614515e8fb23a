import type { CategoryColumn, Column } from '@rapport/analytics/data/index.ts'
import { psi, psiOfCategories } from '@rapport/analytics/metrics/index.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { FeatureReport } from '@rapport/vocabulary/insights/report.ts'
import type { Known } from '../features/feature.ts'
import type { Rows } from './examples.ts'

type Group = FeatureReport['groups'][number]

const mean = (rows: readonly number[], y: Float64Array): number => rows.reduce((sum, i) => sum + y[i]!, 0) / rows.length

/** Tenths of a number's values with the outcome in each; equal values stay together. */
function numberGroups(values: Float64Array, y: Float64Array): Group[] {
  const known = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!))
  known.sort((a, b) => values[a]! - values[b]!)
  const groups: Group[] = []
  for (let from = 0; from < known.length; ) {
    let to = Math.min(known.length, from + Math.max(1, Math.ceil(known.length / 10)))
    while (to < known.length && values[known[to]!] === values[known[to - 1]!]) to++
    const rows = known.slice(from, to)
    groups.push({ from: values[rows[0]!]!, to: values[rows.at(-1)!]!, rows: rows.length, outcome: mean(rows, y) })
    from = to
  }
  const empty = Array.from(values.keys()).filter((i) => Number.isNaN(values[i]!))
  return empty.length > 0 ? [...groups, { word: '', rows: empty.length, outcome: mean(empty, y) }] : groups
}

/** The commonest words with the outcome of each. */
function wordGroups(column: CategoryColumn, y: Float64Array, most = 8): Group[] {
  const byCode = new Map<number, number[]>()
  column.codes.forEach((code, i) => {
    const rows = byCode.get(code)
    if (rows) rows.push(i)
    else byCode.set(code, [i])
  })
  return [...byCode]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, most)
    .map(([code, rows]) => ({ word: code < 0 ? '' : column.levels[code]!, rows: rows.length, outcome: mean(rows, y) }))
}

const filledShare = (column: Column): number => {
  const all = column.kind === 'category' ? column.codes.length : column.values.length
  if (all === 0) return 0
  if (column.kind === 'category') return column.codes.filter((code) => code >= 0).length / all
  if (column.kind === 'text') return column.values.filter((value) => value !== null).length / all
  return column.values.filter((value) => !Number.isNaN(value)).length / all
}

const preparedAs = (column: Column): FeatureReport['prepared'] => {
  if (column.kind === 'text') return label('words counted in hashed columns', '按词散列计数')
  if (column.kind === 'category')
    return label('one column a word; words in fewer than 5 rows count as others', '每个词一列；少于 5 行的词归为其他')
  return filledShare(column) < 1
    ? label('empty ones become the median, or stay empty for trees; scaled', '缺失值取中位数（树模型保留缺失）；标准化')
    : label('scaled', '标准化')
}

const driftOf = (before: Column, after: Column | undefined): number => {
  if (after === undefined || before.kind !== after.kind || before.kind === 'text') return 0
  if (before.kind === 'category') return psiOfCategories(before, after as CategoryColumn)
  return psi(before.values, (after as typeof before).values)
}

/** How each feature lies in the training rows, and how far it has moved since. */
export function describeFeatures(
  features: readonly Known[],
  train: Rows,
  now: Rows,
  importance: ReadonlyMap<string, number>,
): FeatureReport[] {
  return features
    .flatMap((feature): FeatureReport[] => {
      const column = train.table.columns.find((one) => one.name === feature.name)
      if (!column) return []
      const { name, label: called, unit, about } = feature
      const groups =
        column.kind === 'category'
          ? wordGroups(column, train.y)
          : column.kind === 'number'
            ? numberGroups(column.values, train.y)
            : []
      const drift =
        now.ids.length > 0
          ? driftOf(
              column,
              now.table.columns.find((one) => one.name === name),
            )
          : 0
      return [
        {
          name,
          label: called,
          unit,
          about,
          filled: filledShare(column),
          prepared: preparedAs(column),
          importance: importance.get(name) ?? 0,
          drift,
          groups,
        },
      ]
    })
    .sort((a, b) => b.importance - a.importance)
}
