import type { Column, Table } from '@rapport/analytics/data/index.ts'

/** Told between parts how much is done, 0 to 1; throws when the work was cancelled. */
export type Look = (share: number) => void

/** As many rows at a time: the matrix that a model sees is much larger than the table that it comes from. */
const atOnce = 20_000

const part = (column: Column, from: number, to: number): Column => {
  if (column.kind === 'text') return { ...column, values: column.values.slice(from, to) }
  if (column.kind === 'category') return { ...column, codes: column.codes.subarray(from, to) }
  return { ...column, values: column.values.subarray(from, to) }
}

/** What is said of each row by itself, said of many rows in parts. */
export function byParts(table: Table, say: (part: Table) => Float64Array, look?: Look, most = atOnce): Float64Array {
  if (table.rows <= most) return say(table)
  let all: Float64Array | undefined
  for (let from = 0; from < table.rows; from += most) {
    look?.(from / table.rows)
    const to = Math.min(table.rows, from + most)
    const said = say({ rows: to - from, columns: table.columns.map((column) => part(column, from, to)) })
    const each = said.length / (to - from)
    all ??= new Float64Array(table.rows * each)
    all.set(said, from * each)
  }
  return all!
}
