import { drawWeighted, type Uniform } from '../numeric/random.ts'
import type { KMeansData } from './kmeans-rows.ts'

/**
 * k-means++ (Arthur & Vassilvitskii 2007), greedy: each next centre is the best of four rows drawn with probability
 * proportional to weight × squared distance to the centres so far. Distances are in single precision.
 * Returns the rows and what is left of the loss. Cost: O(n k columns).
 */
export function seedCentres(data: KMeansData, k: number, uniform: Uniform): { rows: Int32Array; loss: number } {
  const { team, n, w, tasks } = data
  const mark = team.mark()
  const nearest = team.alloc(n * 8)
  const distances = team.f64(nearest, n).fill(Infinity)
  const [lanes, norms, parts] = [team.alloc(w * 16), team.alloc(16), team.alloc(tasks * 32)]
  const places = [data.single, data.squares, data.weights, nearest, lanes, norms, team.alloc(n * 16), parts]
  const args = team.args([], [...places, n, w, data.chunk, 0])
  const words = team.i32(args, 12)
  const sums = team.f64(parts, tasks * 4)
  const rows = new Int32Array(k)
  const weights = data.weights ? team.f64(data.weights, n) : undefined
  let [kept, loss] = [0, 0]
  for (let c = 0; c < k; c++) {
    const drawn = c
      ? drawRows(data, distances, weights, sums, kept, loss, uniform)
      : new Array<number>(trials).fill(firstRow(n, weights, uniform))
    placeCandidates(data, drawn, lanes, norms)
    team.run('kmeansSeed', tasks, args)
    kept = c ? leastPotential(sums, tasks) : 0
    rows[c] = drawn[kept]!
    words[11] = kept
    team.run('kmeansKeep', tasks, args)
    loss = potential(sums, tasks, kept)
  }
  team.release(mark)
  return { rows, loss }
}

const trials = 4

function placeCandidates(data: KMeansData, rows: readonly number[], lanes: number, norms: number): void {
  const { team, n, w } = data
  const all = team.f32(data.single, n * w)
  const squares = team.f64(data.squares, n)
  const out = team.f32(lanes, w * trials)
  rows.forEach((row, t) => {
    for (let j = 0; j < w; j++) out[j * trials + t] = all[row * w + j]!
    team.f32(norms, trials)[t] = squares[row]!
  })
}

function leastPotential(sums: Float64Array, tasks: number): number {
  let best = 0
  for (let t = 1; t < trials; t++) if (potential(sums, tasks, t) < potential(sums, tasks, best)) best = t
  return best
}

function potential(sums: Float64Array, tasks: number, t: number): number {
  let sum = 0
  for (let task = 0; task < tasks; task++) sum += sums[task * trials + t]!
  return sum
}

function firstRow(n: number, weights: Float64Array | undefined, uniform: Uniform): number {
  if (!weights) return Math.floor(uniform() * n)
  return drawWeighted(
    weights,
    weights.reduce((sum, weight) => sum + weight, 0),
    uniform,
  )
}

/** Rows drawn by distance: first the chunk by its sum, then the row within it. */
function drawRows(
  data: KMeansData,
  distances: Float64Array,
  weights: Float64Array | undefined,
  sums: Float64Array,
  kept: number,
  total: number,
  uniform: Uniform,
): number[] {
  return Array.from({ length: trials }, () => {
    if (!(total > 0)) return Math.floor(uniform() * data.n)
    let left = uniform() * total
    let task = 0
    while (task < data.tasks - 1 && left >= sums[task * trials + kept]!) left -= sums[task++ * trials + kept]!
    const end = Math.min(data.n, (task + 1) * data.chunk)
    let last = task * data.chunk
    for (let i = last; i < end; i++) {
      const mass = distances[i]! * (weights ? weights[i]! : 1)
      if (mass > 0) last = i
      left -= mass
      if (left < 0) return i
    }
    return last
  })
}
