import type { Column, Table } from '@rapport/analytics/data/index.ts'
import type { Answerer } from './answerer.ts'
import type { Rows, TaskKind } from './examples.ts'
import { answersFor } from './judge.ts'

/** One thing that speaks for or against: the feature, what the record has, what is usual, and by how much it moves the answer. */
export interface Factor {
  readonly name: string
  readonly has: number | string | null
  readonly usual: number | string | null
  readonly by: number
}

/** Why a record has its score. */
export interface Why {
  readonly factors: readonly Factor[]
  /** Past cases that were alike, and how they ended: record, moment, outcome. */
  readonly alike: readonly (readonly [record: string, at: string, outcome: number])[]
}

const middle = (values: Float64Array): number => {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  return known.length === 0 ? Number.NaN : known[known.length >> 1]!
}

const commonest = (codes: Int32Array): number => {
  const counts = new Map<number, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [-1, 0])[0]
}

type Usual = { column: Column; value: number | string | null }

/** The column with the usual value of the population in every row. */
function usualColumn(column: Column, population: Column): Usual | undefined {
  if (column.kind === 'category' && population.kind === 'category') {
    const code = commonest(population.codes)
    const word = code < 0 ? null : population.levels[code]!
    const levels = word === null || column.levels.includes(word) ? column.levels : [...column.levels, word]
    const at = word === null ? -1 : levels.indexOf(word)
    return { column: { ...column, levels, codes: new Int32Array(column.codes.length).fill(at) }, value: word }
  }
  if (column.kind !== 'number' || population.kind !== 'number') return undefined
  const value = middle(population.values)
  return {
    column: { ...column, values: new Float64Array(column.values.length).fill(value) },
    value: Number.isNaN(value) ? null : value,
  }
}

const cellOf = (column: Column, row: number): number | string | null => {
  if (column.kind === 'category') return column.codes[row]! < 0 ? null : column.levels[column.codes[row]!]!
  if (column.kind === 'text') return null
  return Number.isNaN(column.values[row]!) ? null : column.values[row]!
}

const most = 6

/**
 * For each row, what its answer owes to each feature: the answer as it is, less the answer if that one feature were as usual in the
 * population. It holds for every method alike. Cost: one prediction of all rows for each feature.
 */
export function factorsOf(task: TaskKind, pipeline: Answerer, rows: Table, population: Table): Factor[][] {
  const answers = answersFor(task, pipeline, rows)
  const found: Factor[][] = Array.from({ length: rows.rows }, () => [])
  rows.columns.forEach((column, c) => {
    const usual = usualColumn(column, population.columns[c]!)
    if (!usual) return
    const without = answersFor(task, pipeline, { rows: rows.rows, columns: rows.columns.with(c, usual.column) })
    for (let i = 0; i < rows.rows; i++) {
      const by = answers[i]! - without[i]!
      if (Math.abs(by) < 1e-4) continue
      found[i]!.push({ name: column.name, has: cellOf(column, i), usual: usual.value, by })
    }
  })
  return found.map((factors) => factors.sort((a, b) => Math.abs(b.by) - Math.abs(a.by)).slice(0, most))
}

const neighbours = 5
const mostPast = 3_000

/**
 * For each row, the past cases nearest to it, by the features as the model sees them, each weighted by how much it matters. Cost: rows ×
 * past cases × features.
 */
export function alikeOf(
  pipeline: Answerer,
  rows: Table,
  past: Rows,
  importance: ReadonlyMap<string, number>,
): Why['alike'][] {
  const used = past.ids.length > mostPast ? past.ids.length - mostPast : 0
  const x = pipeline.matrixOf(rows)
  const before = pipeline.matrixOf(past.table)
  const weights = (x.names ?? []).map((name) => {
    const origin = [...importance.keys()].find((one) => name === one || name.startsWith(`${one}=`)) ?? name
    return Math.max(0, importance.get(origin) ?? 0)
  })
  const columns = weights.flatMap((weight, j) => (weight > 0 ? [j] : []))
  const cell = (value: number) => (Number.isNaN(value) ? 0 : value)
  return Array.from({ length: rows.rows }, (_, i) => {
    const nearest: { at: number; far: number }[] = []
    for (let k = used; k < past.ids.length; k++) {
      let far = 0
      const limit = nearest.length < neighbours ? Number.POSITIVE_INFINITY : nearest.at(-1)!.far
      for (const j of columns) {
        const gap = cell(x.data[i * x.columns + j]!) - cell(before.data[k * x.columns + j]!)
        far += weights[j]! * gap * gap
        if (far >= limit) break
      }
      if (far >= limit) continue
      nearest.push({ at: k, far })
      nearest.sort((a, b) => a.far - b.far)
      if (nearest.length > neighbours) nearest.pop()
    }
    return nearest.map(({ at }) => [past.ids[at]!, past.at[at]!, past.y[at]!] as const)
  })
}
