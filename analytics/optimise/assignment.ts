import { refuse } from '../errors.ts'
import type { Matrix } from '../matrix.ts'

/** The column of each row (−1 for rows without one, when there are more rows than columns) and the total cost. */
export type Assignment = { readonly columns: Int32Array; readonly cost: number }

/**
 * Cheapest one-to-one assignment of rows to columns: successive shortest augmenting paths with potentials (Hungarian method,
 * Jonker–Volgenant form). Exact; rectangular matrices leave the surplus out. Infinity forbids a pair; negate for the
 * dearest. Cost: smaller side² × larger side at most.
 *
 * @throws AnalyticsError `not_finite` for NaN or −Infinity, `infeasible` when forbidden pairs leave no assignment.
 * Sources: Kuhn 1955; Jonker, Volgenant, Computing 38, 1987.
 * @example
 * assign(fromRows([[4, 1, 3], [2, 0, 5], [3, 2, 2]])) // columns 1, 0, 2; cost 5
 */
export function assign(cost: Matrix): Assignment {
  const bad = cost.data.findIndex((value) => !(value > -Infinity))
  if (bad >= 0)
    refuse(
      'not_finite',
      `The cost of row ${Math.floor(bad / cost.columns)}, column ${bad % cost.columns} is ${cost.data[bad]}.`,
    )
  if (cost.rows <= cost.columns) return { ...solveWide(cost.data, cost.rows, cost.columns) }
  const { columns: rowsOf } = solveWide(transposed(cost), cost.columns, cost.rows)
  const columns = new Int32Array(cost.rows).fill(-1)
  rowsOf.forEach((row, column) => {
    columns[row] = column
  })
  return { columns, cost: total(cost.data, cost.columns, columns) }
}

function transposed({ data, rows, columns }: Matrix): Float64Array {
  return Float64Array.from(data, (_, k) => data[(k % rows) * columns + Math.floor(k / rows)]!)
}

function total(data: Float64Array, width: number, columns: Int32Array): number {
  return columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : data[row * width + column]!), 0)
}

type Search = { data: Float64Array; m: number; u: Float64Array; v: Float64Array; rowAt: Int32Array }

/** n ≤ m. Columns are numbered from 1; column 0 holds the row that looks for one. */
function solveWide(data: Float64Array, n: number, m: number): Assignment {
  const rowAt = new Int32Array(m + 1).fill(-1)
  const search = { data, m, u: new Float64Array(n), v: new Float64Array(m + 1), rowAt }
  const buffers = { least: new Float64Array(m + 1), way: new Int32Array(m + 1), used: new Uint8Array(m + 1) }
  for (let row = 0; row < n; row++) augment(search, row, buffers)
  const columns = new Int32Array(n)
  for (let j = 1; j <= m; j++) if (rowAt[j]! >= 0) columns[rowAt[j]!] = j - 1
  return { columns, cost: total(data, m, columns) }
}

type Buffers = { least: Float64Array; way: Int32Array; used: Uint8Array }

function augment(search: Search, row: number, buffers: Buffers): void {
  const { rowAt } = search
  buffers.least.fill(Infinity)
  buffers.used.fill(0)
  rowAt[0] = row
  let column = 0
  while (rowAt[column]! >= 0) column = stepFrom(search, column, row, buffers)
  while (column !== 0) {
    const before = buffers.way[column]!
    rowAt[column] = rowAt[before]!
    column = before
  }
}

function stepFrom(
  { data, m, u, v, rowAt }: Search,
  column: number,
  row: number,
  { least, way, used }: Buffers,
): number {
  used[column] = 1
  const i = rowAt[column]!
  let [delta, next] = [Infinity, -1]
  for (let j = 1; j <= m; j++) {
    if (used[j]) continue
    const reduced = data[i * m + j - 1]! - u[i]! - v[j]!
    if (reduced < least[j]!) {
      least[j] = reduced
      way[j] = column
    }
    if (least[j]! < delta) {
      delta = least[j]!
      next = j
    }
  }
  if (next < 0) refuse('infeasible', `The forbidden pairs leave no column for row ${row}.`)
  for (let j = 0; j <= m; j++) {
    if (used[j]) {
      u[rowAt[j]!]! += delta
      v[j]! -= delta
    } else least[j]! -= delta
  }
  return next
}
