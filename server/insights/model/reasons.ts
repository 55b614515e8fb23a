import type { Column, Table } from '@rapport/analytics/data/index.ts'
import type { Factor, Step } from '@rapport/vocabulary/insights/scores.ts'
import type { Strength } from './strength.ts'

/** Why a record has its score. */
export interface Why {
  readonly factors: readonly Factor[]
  /** Past cases that were alike, and how they ended: record, moment, outcome. */
  readonly alike: readonly (readonly [record: string, at: string, outcome: number])[]
  /** What would change it; none where nothing that can change would. */
  readonly change: readonly Step[]
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

export type Usual = { column: Column; value: number | string | null }

/** The column with the usual value of the population in every row. */
export function usualColumn(column: Column, population: Column): Usual | undefined {
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

export const cellOf = (column: Column, row: number): number | string | null => {
  if (column.kind === 'category') return column.codes[row]! < 0 ? null : column.levels[column.codes[row]!]!
  if (column.kind === 'text') return null
  return Number.isNaN(column.values[row]!) ? null : column.values[row]!
}

const most = 6

/** The strongest reasons of each row, of every sort. */
export const strongest = (...sorts: readonly (readonly Factor[][])[]): Factor[][] =>
  sorts[0]!.map((_, i) =>
    sorts
      .flatMap((sort) => sort[i] ?? [])
      .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
      .slice(0, most),
  )

/**
 * For each row, what its answer owes to each feature: the answer as it is, less the answer if that one feature were as usual in the
 * population. It holds for every method alike. Cost: one prediction of all rows for each feature.
 */
export function factorsOf(strength: Strength, rows: Table, population: Table): Factor[][] {
  const answers = strength(rows)
  const found: Factor[][] = Array.from({ length: rows.rows }, () => [])
  rows.columns.forEach((column, c) => {
    const usual = usualColumn(column, population.columns[c]!)
    if (!usual) return
    const without = strength({ rows: rows.rows, columns: rows.columns.with(c, usual.column) })
    for (let i = 0; i < rows.rows; i++) {
      const by = answers[i]! - without[i]!
      if (Math.abs(by) < 1e-4) continue
      found[i]!.push({ name: column.name, has: cellOf(column, i), usual: usual.value, by })
    }
  })
  return found
}
