import { type Column, type Table, table, takeTableRows } from '@rapport/analytics/data/index.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { Groups, Refused, TaskKind } from '@rapport/vocabulary/insights/report.ts'
import type { Known } from '../features/feature.ts'
import type { Lists } from './lists.ts'
import type { Rival } from './rival.ts'

/** Rows with what is known of them, and what came of them. */
export interface Rows {
  readonly ids: readonly string[]
  /** ISO moment that the features of each row lie before. */
  readonly at: readonly string[]
  readonly table: Table
  /** 1 and 0, a number, or the index of a label. Empty where the outcome is not known yet. */
  readonly y: Float64Array
}

/** A simple rule that the model has to beat. */
export interface Baseline {
  readonly label: Label
  /** A number for each row; more means more likely, or more. For choices the index of a label. */
  readonly predict: (rows: Rows, learned: Rows) => Float64Array
}

/** What a question is answered from: learned from `train`, judged on `test`, answered for `now`. */
export interface Examples {
  readonly task: TaskKind
  readonly labels: readonly string[]
  readonly features: readonly Known[]
  readonly refused: readonly Refused[]
  readonly train: Rows
  readonly test: Rows
  readonly now: Rows
  /** Up to when data were known for the scores. */
  readonly asOf: string
  readonly horizon: number | null
  readonly split: 'time' | 'chance'
  readonly baseline: Baseline
  /** Models of another kind, judged beside the best of the compared methods. */
  readonly rivals?: readonly Rival[]
  /** Who records are and what they do are also learned from apart. */
  readonly apart?: boolean
  /** What goods are told apart by, where the labels are groups of them. */
  readonly groups?: Groups
  /** Where cases are things that a record may want: the cases of each make a list, and lists are what is judged. */
  readonly lists?: Lists
  /** Rows that could not be used, by reason. */
  readonly unused: readonly { readonly rows: number; readonly reason: Label }[]
}

const stackedColumn = (parts: readonly Column[]): Column => {
  const first = parts[0]!
  if (first.kind === 'text')
    return { ...first, values: parts.flatMap((part) => (part.kind === 'text' ? part.values : [])) }
  if (first.kind === 'category') {
    const levels = [...new Set(parts.flatMap((part) => (part.kind === 'category' ? part.levels : [])))]
    const index = new Map(levels.map((level, code) => [level, code]))
    const codes = parts.flatMap((part) =>
      part.kind === 'category'
        ? Array.from(part.codes, (code) => (code < 0 ? -1 : index.get(part.levels[code]!)!))
        : [],
    )
    return { ...first, levels, codes: Int32Array.from(codes) }
  }
  const values = new Float64Array(
    parts.reduce((sum, part) => sum + (part.kind === first.kind ? part.values.length : 0), 0),
  )
  let at = 0
  for (const part of parts)
    if (part.kind === first.kind) {
      values.set(part.values as Float64Array, at)
      at += part.values.length
    }
  return { ...first, values } as Column
}

/** Rows of several moments, one under the other. */
export function stacked(parts: readonly Rows[]): Rows {
  const [first] = parts
  const columns = first!.table.columns.map((_, i) => stackedColumn(parts.map((part) => part.table.columns[i]!)))
  const ids = parts.flatMap((part) => part.ids)
  return {
    ids,
    at: parts.flatMap((part) => part.at),
    table: { ...table(columns), rows: ids.length },
    y: Float64Array.from(parts.flatMap((part) => Array.from(part.y))),
  }
}

/** Some of the rows, in this order. */
export const picked = (rows: Rows, which: readonly number[]): Rows => ({
  ids: which.map((row) => rows.ids[row]!),
  at: which.map((row) => rows.at[row]!),
  table: takeTableRows(rows.table, which),
  y: Float64Array.from(which, (row) => rows.y[row]!),
})

/** The rows with only these columns. */
export const withColumns = (rows: Rows, names: ReadonlySet<string>): Rows => ({
  ...rows,
  table: { rows: rows.table.rows, columns: rows.table.columns.filter((column) => names.has(column.name)) },
})

/** The values of a number column, by its name. */
export const numbersIn = (rows: Rows, name: string): Float64Array => {
  const column = rows.table.columns.find((one) => one.name === name)
  return column?.kind === 'number' ? column.values : new Float64Array(rows.ids.length).fill(Number.NaN)
}
