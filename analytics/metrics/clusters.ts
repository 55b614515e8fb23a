import type { Matrix } from '../matrix.ts'
import { mulberry32, permutation } from '../numeric/random.ts'

/**
 * Silhouette: mean over rows of (b − a) / max(a, b), a = mean distance to the own cluster's other rows, b = to the nearest
 * other cluster; 0 for clusters of one. Labels below 0 (noise) are passed over. Cost: O(n²·p); above `sample` rows a random
 * sample is measured against itself. NaN with fewer than two clusters. Source: Rousseeuw 1987.
 * @example silhouette(fromRows([[0], [1], [9], [10]]), [0, 0, 1, 1]) // 0.888545
 */
export function silhouette(
  x: Matrix,
  labels: ArrayLike<number>,
  options: { sample?: number; seed?: number } = {},
): number {
  const { sample = 5000, seed = 1 } = options
  const kept = permutation(x.rows, mulberry32(seed)).filter((i) => labels[i]! >= 0)
  const rows = (x.rows > sample ? kept.subarray(0, sample) : kept).sort()
  const ids = [...new Set(Array.from(rows, (i) => labels[i]!))].sort((a, b) => a - b)
  if (ids.length < 2) return NaN
  const cluster = Int32Array.from(rows, (i) => ids.indexOf(labels[i]!))
  const sizes = new Float64Array(ids.length)
  for (const c of cluster) sizes[c]!++
  let sum = 0
  for (let i = 0; i < rows.length; i++) sum += silhouetteOf(x, rows, cluster, sizes, i)
  return sum / rows.length
}

function silhouetteOf(x: Matrix, rows: Int32Array, cluster: Int32Array, sizes: Float64Array, i: number): number {
  const totals = new Float64Array(sizes.length)
  for (let j = 0; j < rows.length; j++) totals[cluster[j]!]! += distance(x, rows[i]!, rows[j]!)
  const own = cluster[i]!
  if (sizes[own]! < 2) return 0
  const a = totals[own]! / (sizes[own]! - 1)
  let b = Infinity
  for (let c = 0; c < sizes.length; c++) if (c !== own) b = Math.min(b, totals[c]! / sizes[c]!)
  return Math.max(a, b) > 0 ? (b - a) / Math.max(a, b) : 0
}

function distance(x: Matrix, i: number, j: number): number {
  let sum = 0
  for (let k = 0, a = i * x.columns, b = j * x.columns; k < x.columns; k++, a++, b++)
    sum += (x.data[a]! - x.data[b]!) ** 2
  return Math.sqrt(sum)
}

/**
 * Adjusted Rand index of two labelings: 1 when they agree, about 0 by chance. Source: Hubert & Arabie 1985.
 * @example
 * adjustedRand([0, 0, 1, 1], [1, 1, 0, 0]) // 1
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [cells, left, right] = [new Map<string, number>(), new Map<number, number>(), new Map<number, number>()]
  for (let i = 0; i < a.length; i++) {
    cells.set(`${a[i]}|${b[i]}`, (cells.get(`${a[i]}|${b[i]}`) ?? 0) + 1)
    left.set(a[i]!, (left.get(a[i]!) ?? 0) + 1)
    right.set(b[i]!, (right.get(b[i]!) ?? 0) + 1)
  }
  const pairs = (counts: Iterable<number>) => [...counts].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
  const [both, inA, inB] = [pairs(cells.values()), pairs(left.values()), pairs(right.values())]
  const all = (a.length * (a.length - 1)) / 2
  const expected = (inA * inB) / all
  const most = (inA + inB) / 2
  return most === expected ? 1 : (both - expected) / (most - expected)
}
