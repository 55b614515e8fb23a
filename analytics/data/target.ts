import { refuse } from '../errors.ts'
import { type Column, columnNamed, type Table } from './table.ts'

/** A column as something to learn. */
export type Answers = {
  readonly name: string
  readonly task: 'classification' | 'regression'
  /** Class numbers (an index into `labels`) or numbers; NaN where the answer is missing. */
  readonly y: Float64Array
  /** Class labels, negative before positive when there are two; empty for numbers. */
  readonly labels: readonly string[]
  /** Rows with an answer. */
  readonly rows: Int32Array
}

const positives = ['yes', 'true', 'y', 't', '1', '是', 'churned', 'won', 'converted', 'positive']

/**
 * The answers in a column: categories, numbers with two values, and up to ten whole numbers in five rows or more each
 * are classes; other numbers are numbers. `task` decides otherwise. Of two classes the one that reads as yes comes second, so that it is what probabilities speak of.
 * @throws AnalyticsError `one_class`, `too_few_rows`, `bad_input` for dates and free text.
 * @example answersOf(table, 'churn').labels // ['no', 'yes']
 */
export function answersOf(table: Table, name: string, task?: Answers['task']): Answers {
  const column = columnNamed(table, name)
  const kind = task ?? taskOf(column)
  if (kind === 'regression') return numbersOf(column)
  const { texts, codes } = codesOf(column)
  const labels = orderLabels(texts.filter((_, code) => codes.includes(code)))
  if (!labels.length)
    refuse('too_few_rows', `Column "${name}" has no value in any row; there is nothing to learn from.`)
  if (labels.length < 2)
    refuse('one_class', `Column "${name}" has only the value "${labels[0]}"; there is nothing to tell apart.`)
  const index = new Map(labels.map((label, c) => [label, c]))
  const rank = texts.map((text) => index.get(text) ?? NaN)
  const y = new Float64Array(table.rows)
  for (let i = 0; i < y.length; i++) y[i] = codes[i]! < 0 ? NaN : rank[codes[i]!]!
  return { name, task: 'classification', y, labels, rows: answered(y) }
}

/** Distinct texts of a column and, for each row, which it is (−1 when missing). */
function codesOf(column: Column): { texts: readonly string[]; codes: Int32Array } {
  if (column.kind === 'category') return { texts: column.levels, codes: column.codes }
  const seen = new Map<number | string | null, number>()
  const codes = new Int32Array(column.values.length)
  for (let i = 0; i < codes.length; i++) {
    const value = column.values[i]!
    if (value === null || Number.isNaN(value)) codes[i] = -1
    else {
      if (!seen.has(value)) seen.set(value, seen.size)
      codes[i] = seen.get(value)!
    }
  }
  return { texts: [...seen.keys()].map(String), codes }
}

function taskOf(column: Column): Answers['task'] {
  if (column.kind === 'category') return 'classification'
  if (column.kind !== 'number') {
    refuse(
      'bad_input',
      `Column "${column.name}" holds ${column.kind === 'date' ? 'dates' : 'free text'}, which cannot be predicted; choose a column of categories or numbers.`,
    )
  }
  return areCodes((column as { values: Float64Array }).values) ? 'classification' : 'regression'
}

/** Two values of any kind, or up to ten whole numbers of which each stands in five rows or more. */
function areCodes(values: Float64Array): boolean {
  const counts = new Map<number, number>()
  for (const value of values) {
    if (Number.isNaN(value)) continue
    counts.set(value, (counts.get(value) ?? 0) + 1)
    if (counts.size > 10) return false
  }
  if (counts.size <= 2) return true
  return [...counts].every(([value, rows]) => Number.isInteger(value) && rows >= 5)
}

function numbersOf(column: Column): Answers {
  if (column.kind !== 'number') return refuse('bad_input', `Column "${column.name}" holds no numbers to predict.`)
  const rows = answered(column.values)
  if (!rows.length) refuse('too_few_rows', `Column "${column.name}" holds no value.`)
  return { name: column.name, task: 'regression', y: column.values, labels: [], rows }
}

function answered(y: Float64Array): Int32Array {
  const rows = new Int32Array(y.length)
  let n = 0
  for (let i = 0; i < y.length; i++) if (!Number.isNaN(y[i]!)) rows[n++] = i
  return rows.subarray(0, n)
}

function orderLabels(labels: string[]): string[] {
  const sorted = labels.sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
  if (sorted.length === 2 && positives.includes(sorted[0]!.toLowerCase())) sorted.reverse()
  return sorted
}
