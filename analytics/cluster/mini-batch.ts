import type { Uniform } from '../numeric/random.ts'
import type { KMeansData } from './kmeans-rows.ts'

/**
 * Mini-batch k-means (Sculley 2010): each centre moves towards the mean of its rows of the batch by their share of all rows
 * it has seen. Ends after `passes` × n / batch batches, or when the smoothed loss has not improved for ten batches.
 * Returns the centres.
 */
export function miniBatch(
  data: KMeansData,
  start: Float64Array,
  k: number,
  batch: number,
  passes: number,
  uniform: Uniform,
): Float64Array {
  const { n, w } = data
  const rows = data.team.f64(data.at, n * w)
  const centres = Float64Array.from(start)
  const seen = new Float64Array(k)
  let [smooth, best, since] = [Infinity, Infinity, 0]
  const size = Math.min(batch, n)
  const share = Math.min(1, (2 * size) / (n + 1))
  for (let step = 0; step < Math.ceil((passes * n) / size) && since < 10; step++) {
    const loss = oneBatch(rows, w, centres, seen, size, n, uniform)
    smooth = smooth === Infinity ? loss : smooth * (1 - share) + loss * share
    since = smooth < best ? 0 : since + 1
    best = Math.min(best, smooth)
  }
  return centres
}

function oneBatch(
  rows: Float64Array,
  w: number,
  centres: Float64Array,
  seen: Float64Array,
  size: number,
  n: number,
  uniform: Uniform,
): number {
  const k = seen.length
  const sums = new Float64Array(k * w)
  const counts = new Float64Array(k)
  let loss = 0
  for (let b = 0; b < size; b++) {
    const at = Math.floor(uniform() * n) * w
    let [best, label] = [Infinity, 0]
    for (let c = 0; c < k; c++) {
      let sum = 0
      for (let j = 0; j < w; j++) {
        const d = rows[at + j]! - centres[c * w + j]!
        sum += d * d
      }
      if (sum < best) [best, label] = [sum, c]
    }
    loss += best
    counts[label]!++
    for (let j = 0; j < w; j++) sums[label * w + j]! += rows[at + j]!
  }
  for (let c = 0; c < k; c++) {
    if (!counts[c]) continue
    seen[c]! += counts[c]!
    const rate = counts[c]! / seen[c]!
    for (let j = 0; j < w; j++) centres[c * w + j]! += rate * (sums[c * w + j]! / counts[c]! - centres[c * w + j]!)
  }
  return loss / size
}
