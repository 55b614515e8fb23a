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

type Search = {
  data: Float64Array
  m: number
  u: Float64Array
  v: Float64Array
  rowAt: Int32Array
  columnOf: Int32Array
}

/** n ≤ m. */
function solveWide(data: Float64Array, n: number, m: number): Assignment {
  const [rowAt, columnOf] = [new Int32Array(m).fill(-1), new Int32Array(n).fill(-1)]
  const search = { data, m, u: new Float64Array(n), v: new Float64Array(m), rowAt, columnOf }
  const buffers = { least: new Float64Array(m), way: new Int32Array(m), open: new Int32Array(m) }
  for (let row = 0; row < n; row++) augment(search, row, buffers)
  return { columns: columnOf, cost: total(data, m, columnOf) }
}

/** `open` holds the columns still to be reached, and from `left` on those that were, the latest first. */
type Buffers = { least: Float64Array; way: Int32Array; open: Int32Array }

function augment(search: Search, row: number, buffers: Buffers): void {
  const { m, rowAt } = search
  const { least, open } = buffers
  least.fill(Infinity)
  for (let j = 0; j < m; j++) open[j] = j
  let [left, from, reached, column] = [m, row, 0, -1]
  while (column < 0) {
    const place = closest(search, from, reached, left, buffers)
    if (place < 0) refuse('infeasible', `The forbidden pairs leave no column for row ${row}.`)
    const next = open[place]!
    reached = least[next]!
    open[place] = open[--left]!
    open[left] = next
    if (rowAt[next]! < 0) column = next
    else from = rowAt[next]!
  }
  lift(search, row, reached, left, buffers)
  turn(search, row, column, buffers.way)
}

/** Shortens the ways to the open columns by the row and gives the place of the nearest, a free one on ties; −1 for none. */
function closest(search: Search, row: number, reached: number, left: number, { least, way, open }: Buffers): number {
  const { data, m, u, v, rowAt } = search
  const at = row * m
  const base = reached - u[row]!
  let [lowest, place] = [Infinity, -1]
  for (let k = 0; k < left; k++) {
    const j = open[k]!
    const distance = base + data[at + j]! - v[j]!
    if (distance < least[j]!) {
      least[j] = distance
      way[j] = row
    }
    const best = least[j]!
    if (best < lowest || (best === lowest && best < Infinity && rowAt[j]! < 0)) {
      lowest = best
      place = k
    }
  }
  return place
}

/** New potentials, once for each row: what was reached before the end had that much to spare. */
function lift({ m, u, v, rowAt }: Search, row: number, reached: number, left: number, { least, open }: Buffers): void {
  u[row]! += reached
  for (let k = left; k < m; k++) {
    const j = open[k]!
    const spare = reached - least[j]!
    if (rowAt[j]! >= 0) u[rowAt[j]!]! += spare
    v[j]! -= spare
  }
}

/** Gives the free column at the end of the way to the row before it, and so on back to `row`. */
function turn({ rowAt, columnOf }: Search, row: number, end: number, way: Int32Array): void {
  for (let [column, from] = [end, -1]; from !== row; ) {
    from = way[column]!
    rowAt[column] = from
    const given = columnOf[from]!
    columnOf[from] = column
    column = given
  }
}
