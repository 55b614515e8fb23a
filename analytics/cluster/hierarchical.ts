import { refuse } from '../errors.ts'
import { defineEstimator } from '../estimator.ts'
import { type Matrix, rowOf } from '../matrix.ts'
import type { Run } from '../model.ts'
import { choice_ } from '../params.ts'
import { type ClusterInput, readRows } from './rows.ts'

/** Most rows: half a matrix of distances is held. */
export const mostHierarchicalRows = 20000

/**
 * A dendrogram: merge m joins clusters left[m] and right[m] (numbers below n are rows, n + i is the cluster of merge i) at
 * height[m] into a cluster of size[m] rows. Heights rise.
 */
export type Dendrogram = {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly height: Float64Array
  readonly size: Int32Array
}

const linkages = ['ward', 'average', 'complete', 'single'] as const
type Linkage = (typeof linkages)[number]

/** Distances of all pairs of rows i > j at i (i − 1) / 2 + j, squared for Ward. */
function pairDistances(x: Matrix, squared: boolean, run: Run): Float64Array {
  const out = new Float64Array((x.rows * (x.rows - 1)) / 2)
  for (let i = 1, at = 0; i < x.rows; i++) {
    if (i % 512 === 0) run.progress((0.5 * i * i) / (x.rows * x.rows), 'distances')
    const a = rowOf(x, i)
    for (let j = 0; j < i; j++, at++) {
      let sum = 0
      for (let k = 0, b = j * x.columns; k < x.columns; k++, b++) sum += (a[k]! - x.data[b]!) ** 2
      out[at] = squared ? sum : Math.sqrt(sum)
    }
  }
  return out
}

/** Merges of a tree in any order, each named by a row of either side. */
export type Merges = { left: Int32Array; right: Int32Array; height: Float64Array }

/**
 * Nearest-neighbour chain (Benzécri 1982; Murtagh 1983): follow nearest neighbours until two clusters are each other's, and
 * merge them; Lance–Williams formulas give the new distances. O(n²) time. Merges come in the order of the chain, named by a row
 * of each cluster.
 */
function chain(d: Float64Array, n: number, linkage: Linkage, run: Run): Merges {
  const merges = { left: new Int32Array(n - 1), right: new Int32Array(n - 1), height: new Float64Array(n - 1) }
  const size = new Float64Array(n).fill(1)
  const active = Int32Array.from({ length: n }, (_, i) => i)
  const stack: number[] = []
  let count = n
  for (let m = 0; m < n - 1; m++) {
    if (m % 256 === 0) run.progress(0.5 + m / (2 * n), 'merges')
    if (!stack.length) stack.push(active[0]!)
    const { a, b, distance } = nextPair(d, stack, active, count)
    merges.left[m] = a
    merges.right[m] = b
    merges.height[m] = linkage === 'ward' ? Math.sqrt(distance) : distance
    join(d, active, count, size, a, b, distance, linkage)
    active.copyWithin(active.indexOf(a), active.indexOf(a) + 1, count--)
    size[b]! += size[a]!
  }
  return merges
}

const place = (i: number, j: number) => (i > j ? (i * (i - 1)) / 2 + j : (j * (j - 1)) / 2 + i)

function nextPair(d: Float64Array, stack: number[], active: Int32Array, count: number) {
  while (true) {
    const top = stack[stack.length - 1]!
    const before = stack.length > 1 ? stack[stack.length - 2]! : -1
    let nearest = before
    let distance = before < 0 ? Infinity : d[place(top, before)]!
    for (let k = 0; k < count; k++) {
      const other = active[k]!
      if (other === top) continue
      const value = d[other < top ? (top * (top - 1)) / 2 + other : (other * (other - 1)) / 2 + top]!
      if (value < distance) [distance, nearest] = [value, other]
    }
    if (nearest !== before) {
      stack.push(nearest)
      continue
    }
    stack.length -= 2
    return { a: Math.min(top, before), b: Math.max(top, before), distance }
  }
}

/** Distances of the merged cluster, kept under the name b. */
function join(
  d: Float64Array,
  active: Int32Array,
  count: number,
  size: Float64Array,
  a: number,
  b: number,
  distance: number,
  linkage: Linkage,
): void {
  const [na, nb] = [size[a]!, size[b]!]
  for (let k = 0; k < count; k++) {
    const c = active[k]!
    if (c === a || c === b) continue
    const at = place(b, c)
    const [da, db, nc] = [d[place(a, c)]!, d[at]!, size[c]!]
    if (linkage === 'single') d[at] = Math.min(da, db)
    else if (linkage === 'complete') d[at] = Math.max(da, db)
    else if (linkage === 'average') d[at] = (na * da + nb * db) / (na + nb)
    else d[at] = ((na + nc) * da + (nb + nc) * db - nc * distance) / (na + nb + nc)
  }
}

/** Sorts merges by height and names clusters by merge. */
export function toDendrogram({ left, right, height }: Merges): Dendrogram {
  const n = height.length + 1
  const order = Array.from(height, (_, m) => m).sort((a, b) => height[a]! - height[b]! || a - b)
  const parent = Int32Array.from({ length: n }, (_, i) => i)
  const name = Int32Array.from({ length: n }, (_, i) => i)
  const count = new Int32Array(n).fill(1)
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!
    return i
  }
  const out = {
    left: new Int32Array(n - 1),
    right: new Int32Array(n - 1),
    height: new Float64Array(n - 1),
    size: new Int32Array(n - 1),
  }
  order.forEach((m, at) => {
    const [a, b] = [find(left[m]!), find(right[m]!)]
    out.left[at] = Math.min(name[a]!, name[b]!)
    out.right[at] = Math.max(name[a]!, name[b]!)
    out.height[at] = height[m]!
    parent[a] = b
    count[b]! += count[a]!
    out.size[at] = count[b]!
    name[b] = n + at
  })
  return out
}

/**
 * Labels after the first n − clusters merges, numbered in the order of their first rows.
 * @example
 * cutDendrogram(hierarchical.fit(fromRows([[0], [1], [9]])), 2) // 0, 0, 1
 */
export function cutDendrogram(tree: Dendrogram, clusters: number): Int32Array {
  const n = tree.height.length + 1
  if (!(clusters >= 1 && clusters <= n)) {
    refuse('illegal_parameter', `A dendrogram of ${n} rows can be cut into 1 to ${n} clusters, not ${clusters}.`)
  }
  const parent = Int32Array.from({ length: 2 * n - 1 }, (_, i) => i)
  for (let m = 0; m < n - clusters; m++) parent[tree.left[m]!] = parent[tree.right[m]!] = n + m
  const names = new Map<number, number>()
  return Int32Array.from({ length: n }, (_, i) => {
    let at = i
    while (parent[at] !== at) at = parent[at]!
    if (!names.has(at)) names.set(at, names.size)
    return names.get(at)!
  })
}

/**
 * Rows in the order in which a drawing of the dendrogram lists them, without crossing lines.
 * @example
 * leafOrder(hierarchical.fit(fromRows([[0], [9], [1]]))).length // 3
 */
export function leafOrder(tree: Dendrogram): Int32Array {
  const n = tree.height.length + 1
  const out: number[] = []
  const stack = [2 * n - 2]
  while (stack.length) {
    const at = stack.pop()!
    if (at < n) out.push(at)
    else stack.push(tree.right[at - n]!, tree.left[at - n]!)
  }
  return Int32Array.from(out)
}

/**
 * Agglomerative clustering: the two nearest clusters merge until one is left. Ward: the merge that raises the squared
 * error least (heights as in SciPy and R's ward.D2); average, complete, single: mean, largest, smallest distance of pairs.
 *
 * Cost: O(n² columns) time, 4 n² bytes; at most 20,000 rows. Source: Murtagh & Contreras 2012; Müllner 2011.
 * @example
 * const tree = hierarchical.fit(x, { linkage: 'ward' })
 * tree.cut(4) // labels
 * @throws AnalyticsError `bad_input` above 20,000 rows.
 */
export const hierarchical = defineEstimator({
  name: 'hierarchical',
  version: 1,
  title: 'Hierarchical clusters',
  parameters: { linkage: choice_(linkages, { default: 'ward', help: 'distance of two clusters' }) },
  fit: (input: ClusterInput, { linkage }, run): Dendrogram => {
    const { x } = readRows('hierarchical', input)
    if (x.rows > mostHierarchicalRows) {
      const sentence = `hierarchical holds all distances of pairs, so it takes at most ${mostHierarchicalRows} rows, not ${x.rows}; cluster a sample, or use kmeans.`
      refuse('bad_input', sentence)
    }
    return toDendrogram(chain(pairDistances(x, linkage === 'ward', run), x.rows, linkage, run))
  },
  methods: (state) => ({
    /** Labels of the learning rows for a number of clusters. */
    cut: (clusters: number): Int32Array => cutDendrogram(state, clusters),
    /** Labels of the learning rows when merges above a height are undone. */
    cutAt: (height: number): Int32Array =>
      cutDendrogram(state, state.height.length + 1 - state.height.filter((h) => h <= height).length),
    leafOrder: (): Int32Array => leafOrder(state),
  }),
})
