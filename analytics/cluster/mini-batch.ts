import type { Uniform } from '../numeric/random.ts'
import type { KMeansData } from './kmeans-rows.ts'

/**
 * Mini-batch k-means (Sculley 2010): each centre moves towards the mean of its rows of the batch by their share of all rows
 * it has seen. Ends after `passes` × n / batch batches, or when the smoothed loss has not improved for ten batches.
 * Rows find their centre in single precision, since the exact pass that follows decides; centres move in double.
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
  const { n } = data
  const size = Math.min(batch, n)
  const mark = data.team.mark()
  const place = placeBatch(data, k, size)
  const state = { centres: Float64Array.from(start), seen: new Float64Array(k) }
  let [smooth, best, since] = [Infinity, Infinity, 0]
  const share = Math.min(1, (2 * size) / (n + 1))
  for (let step = 0; step < Math.ceil((passes * n) / size) && since < 10; step++) {
    drawRows(place, uniform)
    findCentres(place, state.centres)
    const loss = moveCentres(place, state)
    smooth = smooth === Infinity ? loss : smooth * (1 - share) + loss * share
    since = smooth < best ? 0 : since + 1
    best = Math.min(best, smooth)
  }
  data.team.release(mark)
  return state.centres
}

type Place = {
  data: KMeansData
  size: number
  /** Columns with zeros to a multiple of four, as the kernel reads them. */
  width: number
  rows: Float64Array
  singles: Float32Array
  squares: Float64Array
  drawn: Int32Array
  batch: Float32Array
  centres: Float32Array
  norms: Float32Array
  labels: Int32Array
  scores: Float32Array
  args: number
}

const chunk = 1024

function placeBatch(data: KMeansData, k: number, size: number): Place {
  const { team, n, w } = data
  const width = (w + 3) & ~3
  const [centres, norms, batch] = [team.alloc(k * width * 4), team.alloc(k * 4), team.alloc(size * width * 4)]
  const [labels, scores] = [team.alloc(size * 4), team.alloc(size * 4)]
  const args = team.args([], [centres, norms, batch, labels, scores, k, size, 1, width, chunk])
  return {
    data,
    size,
    width,
    rows: team.f64(data.at, n * w),
    singles: team.f32(data.single, n * w),
    squares: team.f64(data.squares, n),
    drawn: new Int32Array(size),
    batch: team.f32(batch, size * width).fill(0),
    centres: team.f32(centres, k * width).fill(0),
    norms: team.f32(norms, k),
    labels: team.i32(labels, size),
    scores: team.f32(scores, size),
    args,
  }
}

function drawRows({ data, size, width, singles, drawn, batch }: Place, uniform: Uniform): void {
  const { n, w } = data
  for (let b = 0; b < size; b++) {
    const row = Math.floor(uniform() * n)
    drawn[b] = row
    for (let j = 0, from = row * w, to = b * width; j < w; j++) batch[to + j] = singles[from + j]!
  }
}

function findCentres({ data, size, width, centres: singles, norms, args }: Place, centres: Float64Array): void {
  const { team, w } = data
  for (let c = 0; c < norms.length; c++) {
    let sum = 0
    for (let j = 0; j < w; j++) {
      const value = centres[c * w + j]!
      singles[c * width + j] = value
      sum += value * value
    }
    norms[c] = sum
  }
  team.run('nearestRows', Math.ceil(size / chunk), args)
}

/** Moves the centres towards the batch and returns its mean loss: |x|² + |c|² − 2 x·c. */
function moveCentres(place: Place, { centres, seen }: { centres: Float64Array; seen: Float64Array }): number {
  const { data, size, rows, squares, drawn, labels, scores } = place
  const { w } = data
  const sums = new Float64Array(centres.length)
  const counts = new Float64Array(seen.length)
  let loss = 0
  for (let b = 0; b < size; b++) {
    const [row, label] = [drawn[b]!, labels[b]!]
    loss += Math.max(0, squares[row]! + scores[b]!)
    counts[label]!++
    for (let j = 0, from = row * w, to = label * w; j < w; j++) sums[to + j]! += rows[from + j]!
  }
  for (let c = 0; c < seen.length; c++) {
    if (!counts[c]) continue
    seen[c]! += counts[c]!
    const rate = counts[c]! / seen[c]!
    for (let j = 0; j < w; j++) centres[c * w + j]! += rate * (sums[c * w + j]! / counts[c]! - centres[c * w + j]!)
  }
  return loss / size
}
