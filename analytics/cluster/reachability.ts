import type { Matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { KdTree, Nearest } from '../neighbours/kd-tree.ts'
import type { Merges } from './hierarchical.ts'

/** Distance from each row to its `neighbours`-th nearest row, itself counted: small where rows are dense. */
export function coreDistances(x: Matrix, neighbours: number): Float64Array {
  const tree = new KdTree(x)
  const best = new Nearest(Math.min(neighbours, x.rows))
  const out = new Float64Array(x.rows)
  for (let i = 0; i < x.rows; i++) {
    tree.nearest(x.data.subarray(i * x.columns, (i + 1) * x.columns), best)
    out[i] = Math.sqrt(best.squared[best.held - 1]!)
  }
  return out
}

/**
 * Minimum spanning tree of the rows under the mutual reachability distance max(core_i, core_j, ‖x_i − x_j‖), by Prim's
 * algorithm; a pair whose core distances already exceed the best edge is not measured. Cost: O(n² columns) time at worst,
 * O(n) memory.
 */
export function reachabilityTree(x: Matrix, core: Float64Array, run: Run): Merges {
  const n = x.rows
  const tree = { left: new Int32Array(n - 1), right: new Int32Array(n - 1), height: new Float64Array(n - 1) }
  const best = new Float64Array(n).fill(Infinity)
  const from = new Int32Array(n)
  const open = Int32Array.from({ length: n }, (_, i) => i)
  let row = 0
  open.copyWithin(0, 1)
  for (let left = n - 1; left > 0; left--) {
    if (left % 512 === 0) run.progress(0.2 + (0.7 * (n - left)) / n, 'spanning tree')
    const at = nearestOpen(x, core, row, open.subarray(0, left), best, from)
    const next = open[at]!
    const edge = n - 1 - left
    tree.left[edge] = from[next]!
    tree.right[edge] = next
    tree.height[edge] = best[next]!
    open[at] = open[left - 1]!
    row = next
  }
  return tree
}

/** Lowers the best edges of the open rows by those from `row`; the place of the open row with the lowest. */
function nearestOpen(
  x: Matrix,
  core: Float64Array,
  row: number,
  open: Int32Array,
  best: Float64Array,
  from: Int32Array,
): number {
  const { columns: p, data } = x
  const start = row * p
  let at = 0
  for (let k = 0; k < open.length; k++) {
    const other = open[k]!
    const floor = Math.max(core[row]!, core[other]!)
    if (floor < best[other]!) {
      let squared = 0
      for (let j = 0, b = other * p; j < p; j++, b++) squared += (data[start + j]! - data[b]!) ** 2
      const reach = Math.max(floor, Math.sqrt(squared))
      if (reach < best[other]!) {
        best[other] = reach
        from[other] = row
      }
    }
    const lowest = open[at]!
    if (best[other]! < best[lowest]! || (best[other] === best[lowest] && other < lowest)) at = k
  }
  return at
}
