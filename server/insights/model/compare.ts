import { answersOf, groupedFolds, type Task, withColumn } from '@rapport/analytics/data/index.ts'
import { AnalyticsError } from '@rapport/analytics/errors.ts'
import { crossValidate } from '@rapport/analytics/select/index.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { Desk } from '../run/kind.ts'
import type { Examples, Rows } from './examples.ts'
import type { Method } from './methods.ts'
import type { Tried } from './simplest.ts'

const target = 'outcome'
export const seed = 1

/** Rows as the library's task; the outcome is one column of the table. */
export function taskOf(examples: Pick<Examples, 'task' | 'labels'>, rows: Rows): Task {
  const { task, labels } = examples
  if (task === 'choice') {
    const table = withColumn(rows.table, {
      kind: 'category',
      name: target,
      codes: Int32Array.from(rows.y),
      levels: labels,
    })
    const answers = {
      name: target,
      task: 'classification' as const,
      y: rows.y,
      labels,
      rows: Int32Array.from(rows.y.keys()),
    }
    return { table, answers }
  }
  const table = withColumn(rows.table, { kind: 'number', name: target, values: rows.y })
  return { table, answers: answersOf(table, target, task === 'number' ? 'regression' : 'classification') }
}

/** Cross-validates each method on the same rows of the past; one that cannot be fitted says why. */
export function compare(methods: readonly Method[], rows: Rows, task: Task, folds: number, desk: Desk): Tried[] {
  // A record that is there at several moments stays in one fold: otherwise it would be learned from and judged by.
  const splits = new Set(rows.ids).size < rows.ids.length ? groupedFolds(rows.ids, { folds, seed }) : undefined
  return methods.map((method, i) => {
    desk.progress(
      0.15 + (0.45 * i) / methods.length,
      label(`Comparing: ${method.label.en}`, `比较：${method.label.zh}`),
    )
    const began = performance.now()
    const { name, label: called } = method
    const seconds = () => Math.round(performance.now() - began) / 1000
    try {
      const found = crossValidate(method.recipe, task, { folds, seed, splits, signal: desk.signal })
      const { mean, deviation } = found
      return { name, label: called, mean, deviation, seconds: seconds(), folds: found.folds }
    } catch (error) {
      if (!(error instanceof AnalyticsError) || error.code === 'cancelled') throw error
      return { name, label: called, mean: {}, deviation: {}, seconds: seconds(), folds: [], failure: error.message }
    }
  })
}
