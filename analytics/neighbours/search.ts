import type { Matrix } from '../matrix.ts'
import { type Team, withTeam } from '../numeric/team.ts'
import { KdTree, Nearest } from './kd-tree.ts'

/** Rows and squared distances of the k nearest learning rows of each query, nearest first, n × k row-major. */
export type Neighbours = { readonly rows: Int32Array; readonly squared: Float64Array; readonly k: number }

const trees = new WeakMap<Float64Array, KdTree>()
const fewColumns = 12
// Rows beyond k that single precision may have put in the wrong order.
const spare = 16

/**
 * The k nearest rows of `x` for each row of `queries`, by Euclidean distance; ties go to the lower row. A k-d tree (kept for
 * later calls on the same data) for few columns, else a scan in single precision whose best k + 16 are measured in double.
 * @example nearestNeighbours(fromRows([[0], [5], [1]]), fromRows([[0.2]]), 2).rows // 0, 2
 */
export function nearestNeighbours(x: Matrix, queries: Matrix, k: number): Neighbours {
  const size = Math.min(k, x.rows)
  return x.columns <= fewColumns ? byTree(x, queries, size) : byScan(x, queries, size)
}

function byTree(x: Matrix, queries: Matrix, k: number): Neighbours {
  const tree = trees.get(x.data) ?? new KdTree(x)
  trees.set(x.data, tree)
  const rows = new Int32Array(queries.rows * k)
  const squared = new Float64Array(queries.rows * k)
  const best = new Nearest(k)
  for (let i = 0; i < queries.rows; i++) {
    tree.nearest(queries.data.subarray(i * x.columns, (i + 1) * x.columns), best)
    rows.set(best.rows, i * k)
    squared.set(best.squared, i * k)
  }
  return { rows, squared, k }
}

function byScan(x: Matrix, queries: Matrix, k: number): Neighbours {
  const rows = new Int32Array(queries.rows * k)
  const squared = new Float64Array(queries.rows * k)
  const wide = Math.min(x.rows, k + spare)
  withTeam(x.rows * queries.rows * x.columns > 1e6, (team) => {
    const found = scan(team, x, queries, wide)
    const best = new Nearest(k)
    for (let i = 0; i < queries.rows; i++) {
      best.clear()
      for (let s = 0; s < wide; s++) {
        const row = found[i * wide + s]!
        best.offer(row, squaredDistance(x, row, queries, i))
      }
      rows.set(best.rows, i * k)
      squared.set(best.squared, i * k)
    }
  })
  return { rows, squared, k }
}

function squaredDistance(x: Matrix, row: number, queries: Matrix, i: number): number {
  let sum = 0
  for (let j = 0, a = row * x.columns, b = i * x.columns; j < x.columns; j++, a++, b++) {
    sum += (x.data[a]! - queries.data[b]!) ** 2
  }
  return sum
}

function scan(team: Team, x: Matrix, queries: Matrix, k: number): Int32Array {
  const width = (x.columns + 3) & ~3
  const middle = x.data.subarray(0, x.columns)
  const [rows, asked] = [placeSingle(team, x, width, middle), placeSingle(team, queries, width, middle)]
  const singles = team.f32(rows, x.rows * width)
  const norms = Float32Array.from({ length: x.rows }, (_, i) => {
    let sum = 0
    for (let j = i * width; j < (i + 1) * width; j++) sum += singles[j]! * singles[j]!
    return sum
  })
  const out = team.alloc(queries.rows * k * 4)
  const places = [rows, team.place(norms), asked, out, team.alloc(queries.rows * k * 4)]
  team.run('nearestRows', Math.ceil(queries.rows / 64), team.args([], [...places, x.rows, queries.rows, k, width, 64]))
  return team.i32(out, queries.rows * k)
}

function placeSingle(team: Team, x: Matrix, width: number, middle: Float64Array): number {
  const at = team.alloc(x.rows * width * 4)
  const out = team.f32(at, x.rows * width).fill(0)
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++) out[i * width + j] = x.data[i * x.columns + j]! - middle[j]!
  }
  return at
}
