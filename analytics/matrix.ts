import { refuse } from './errors.ts'

/**
 * Dense matrix: entry (i, j) is `data[i * columns + j]` (row-major). NaN means missing. `names` are the column names, used
 * in messages and explanations.
 */
export type Matrix = {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
  readonly names?: readonly string[]
}

/**
 * Compressed sparse rows: row i holds `values[k]` in column `indices[k]` for k in [starts[i], starts[i + 1]); indices rise
 * within a row. What is not stored is 0.
 */
export type SparseMatrix = {
  readonly rows: number
  readonly columns: number
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
  readonly names?: readonly string[]
}

/** What a model can learn from. */
export type Features = Matrix | SparseMatrix

/** Whether features are stored sparse. @example isSparse(toSparse(fromRows([[0, 1]]))) // true */
export function isSparse(x: Features): x is SparseMatrix {
  return 'indices' in x
}

/**
 * A dense matrix over `data` (not copied), or zeros.
 * @throws AnalyticsError `wrong_shape` when `data.length` is not rows × columns.
 * @example matrix(2, 2, Float64Array.of(1, 2, 3, 4)) // 1 2 / 3 4
 */
export function matrix(rows: number, columns: number, data?: Float64Array, names?: readonly string[]): Matrix {
  const values = data ?? new Float64Array(rows * columns)
  if (values.length !== rows * columns) {
    refuse(
      'wrong_shape',
      `A matrix of ${rows} × ${columns} needs ${rows * columns} numbers but was given ${values.length}.`,
    )
  }
  return names ? { rows, columns, data: values, names } : { rows, columns, data: values }
}

/** A dense matrix from rows of equal length. @throws AnalyticsError `wrong_shape`. @example fromRows([[1, 2], [3, 4]]) */
export function fromRows(rows: readonly ArrayLike<number>[], names?: readonly string[]): Matrix {
  const columns = rows[0]?.length ?? names?.length ?? 0
  const data = new Float64Array(rows.length * columns)
  rows.forEach((row, i) => {
    if (row.length !== columns) refuse('wrong_shape', `Row ${i} has ${row.length} values but row 0 has ${columns}.`)
    data.set(row, i * columns)
  })
  return matrix(rows.length, columns, data, names)
}

/**
 * A dense matrix from columns of equal length. @throws AnalyticsError `wrong_shape`.
 * @example
 * fromColumns([[1, 2], [3, 4]]).data // 1, 3, 2, 4
 */
export function fromColumns(columns: readonly ArrayLike<number>[], names?: readonly string[]): Matrix {
  const rows = columns[0]?.length ?? 0
  const data = new Float64Array(rows * columns.length)
  columns.forEach((column, j) => {
    if (column.length !== rows)
      refuse('wrong_shape', `Column ${j} has ${column.length} values but column 0 has ${rows}.`)
    for (let i = 0; i < rows; i++) data[i * columns.length + j] = column[i]!
  })
  return matrix(rows, columns.length, data, names)
}

/** Row i as a view (no copy). @example rowOf(fromRows([[1, 2], [3, 4]]), 1) // 3, 4 */
export function rowOf(x: Matrix, i: number): Float64Array {
  return x.data.subarray(i * x.columns, (i + 1) * x.columns)
}

/** Column j as a copy. @example columnOf(fromRows([[1, 2], [3, 4]]), 1) // 2, 4 */
export function columnOf(x: Matrix, j: number): Float64Array {
  const out = new Float64Array(x.rows)
  for (let i = 0; i < x.rows; i++) out[i] = x.data[i * x.columns + j]!
  return out
}

/**
 * The name of column j for messages: its own name, or `column 3`.
 * @example
 * columnName(fromRows([[1, 2]], ['age', 'spend']), 1) // 'column "spend"'
 */
export function columnName(x: Features, j: number): string {
  return x.names?.[j] === undefined ? `column ${j}` : `"${x.names[j]}"`
}

/**
 * The given rows, in the given order, as a new matrix. Cost: O(rows × columns).
 * @example
 * takeRows(fromRows([[1, 2], [3, 4]]), [1]).data // 3, 4
 */
export function takeRows<X extends Features>(x: X, rows: ArrayLike<number>): X {
  return (isSparse(x) ? takeSparseRows(x, rows) : takeDenseRows(x, rows)) as X
}

function takeDenseRows(x: Matrix, rows: ArrayLike<number>): Matrix {
  const { columns } = x
  const data = new Float64Array(rows.length * columns)
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * columns
    const to = i * columns
    for (let j = 0; j < columns; j++) data[to + j] = x.data[from + j]!
  }
  return matrix(rows.length, columns, data, x.names)
}

function takeSparseRows(x: SparseMatrix, rows: ArrayLike<number>): SparseMatrix {
  const starts = new Int32Array(rows.length + 1)
  for (let i = 0; i < rows.length; i++) {
    starts[i + 1] = starts[i]! + x.starts[rows[i]! + 1]! - x.starts[rows[i]!]!
  }
  const indices = new Int32Array(starts[rows.length]!)
  const values = new Float64Array(indices.length)
  for (let i = 0; i < rows.length; i++) {
    const [from, end] = [x.starts[rows[i]!]!, x.starts[rows[i]! + 1]!]
    indices.set(x.indices.subarray(from, end), starts[i]!)
    values.set(x.values.subarray(from, end), starts[i]!)
  }
  return { ...x, rows: rows.length, starts, indices, values }
}

/**
 * The given columns, in the given order, as a new matrix.
 * @example
 * takeColumns(fromRows([[1, 2], [3, 4]]), [1]).data // 2, 4
 */
export function takeColumns(x: Matrix, columns: ArrayLike<number>): Matrix {
  const data = new Float64Array(x.rows * columns.length)
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < columns.length; j++) data[i * columns.length + j] = x.data[i * x.columns + columns[j]!]!
  }
  const names = x.names && Array.from(columns, (j) => x.names![j]!)
  return matrix(x.rows, columns.length, data, names)
}

/** Entries of y at the given rows. @example takeValues([5, 6, 7], [2, 0]) // 7, 5 */
export function takeValues(y: ArrayLike<number>, rows: ArrayLike<number>): Float64Array {
  const out = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) out[i] = y[rows[i]!]!
  return out
}

/**
 * Dense copy of a sparse matrix. Memory: 8 × rows × columns bytes.
 * @example
 * toDense(toSparse(fromRows([[0, 1]]))).data // 0, 1
 */
export function toDense(x: SparseMatrix): Matrix {
  const out = matrix(x.rows, x.columns, undefined, x.names)
  for (let i = 0; i < x.rows; i++) {
    for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++) out.data[i * x.columns + x.indices[k]!] = x.values[k]!
  }
  return out
}

/** Sparse copy of a dense matrix; exact zeros are dropped. @example toSparse(fromRows([[0, 1]])).indices // 1 */
export function toSparse(x: Matrix): SparseMatrix {
  const starts = new Int32Array(x.rows + 1)
  let stored = 0
  for (const value of x.data) if (value !== 0) stored++
  const indices = new Int32Array(stored)
  const values = new Float64Array(stored)
  let k = 0
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++) {
      const value = x.data[i * x.columns + j]!
      if (value === 0) continue
      indices[k] = j
      values[k++] = value
    }
    starts[i + 1] = k
  }
  return { rows: x.rows, columns: x.columns, starts, indices, values, ...(x.names && { names: x.names }) }
}
