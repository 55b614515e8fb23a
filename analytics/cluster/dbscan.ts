import { defineEstimator } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { KdTree } from '../neighbours/kd-tree.ts'
import { integer_, number_ } from '../params.ts'
import { type ClusterInput, checkRows, readRows } from './rows.ts'

/**
 * DBSCAN: a row with at least `neighbours` rows within `radius` (itself counted) is a core row; core rows within reach of
 * each other are one cluster, other rows within reach of a core row join the first found, the rest is noise (−1).
 * Clusters are numbered in the order of their first core row.
 *
 * Cost: O(n log n) to O(n²) by columns and radius. Source: Ester, Kriegel, Sander & Xu 1996.
 * @throws AnalyticsError `too_few_rows`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example dbscan.fit(x, { radius: 0.5, neighbours: 5 }).labels
 */
export const dbscan = defineEstimator({
  name: 'dbscan',
  version: 1,
  title: 'Density clusters (DBSCAN)',
  parameters: {
    radius: number_({ default: 0.5, above: 0, help: 'reach of a row' }),
    neighbours: integer_({ default: 5, min: 1, help: 'rows within reach that make a core row, itself counted' }),
  },
  fit: (input: ClusterInput, { radius, neighbours }, run) => {
    const { x } = readRows('dbscan', input)
    const tree = new KdTree(x)
    const near = (row: number) => {
      const found: number[] = []
      tree.within(x.data.subarray(row * x.columns, (row + 1) * x.columns), radius, (other) => found.push(other))
      return found
    }
    const core = new Uint8Array(x.rows)
    const labels = new Int32Array(x.rows).fill(-1)
    const seen = new Uint8Array(x.rows)
    let clusters = 0
    for (let row = 0; row < x.rows; row++) {
      if (row % 1024 === 0) run.progress(row / x.rows, `row ${row}`)
      if (seen[row]) continue
      const first = near(row)
      seen[row] = 1
      if (first.length < neighbours) continue
      grow(row, first, clusters++, { labels, seen, core, near, neighbours })
    }
    const cores = Int32Array.from({ length: x.rows }, (_, i) => i).filter((i) => core[i])
    return {
      labels,
      clusters,
      columns: x.columns,
      coreRows: copyRows(x, cores),
      coreLabels: cores.map((i) => labels[i]!),
    }
  },
  methods: (state) => ({
    /** The cluster of the nearest core row within reach, or −1. */
    predict: (x: Matrix): Int32Array => {
      checkRows('dbscan', state.columns, x)
      const rows = state.coreLabels.length
      if (!rows) return new Int32Array(x.rows).fill(-1)
      const tree = new KdTree({ rows, columns: x.columns, data: state.coreRows })
      return Int32Array.from({ length: x.rows }, (_, i) => {
        let [best, label] = [Infinity, -1]
        tree.within(x.data.subarray(i * x.columns, (i + 1) * x.columns), state.parameters.radius, (row, squared) => {
          if (squared < best) [best, label] = [squared, state.coreLabels[row]!]
        })
        return label
      })
    },
  }),
})

type Growing = {
  labels: Int32Array
  seen: Uint8Array
  core: Uint8Array
  near: (row: number) => number[]
  neighbours: number
}

function grow(row: number, first: number[], cluster: number, state: Growing): void {
  const { labels, seen, core, near, neighbours } = state
  labels[row] = cluster
  core[row] = 1
  const queue = first
  while (queue.length) {
    const next = queue.pop()!
    if (labels[next]! < 0) labels[next] = cluster
    if (seen[next]) continue
    seen[next] = 1
    const around = near(next)
    if (around.length < neighbours) continue
    core[next] = 1
    for (const other of around) if (!seen[other] || labels[other]! < 0) queue.push(other)
  }
}

function copyRows(x: Matrix, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * x.columns)
  rows.forEach((row, k) => {
    out.set(x.data.subarray(row * x.columns, (row + 1) * x.columns), k * x.columns)
  })
  return out
}
