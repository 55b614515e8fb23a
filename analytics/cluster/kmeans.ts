import { defineEstimator } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { childSeed, mulberry32, type Uniform } from '../numeric/random.ts'
import { withTeam } from '../numeric/team.ts'
import { integer_, nullable_, number_, type Values } from '../params.ts'
import { type KMeansData, placeForKMeans } from './kmeans-rows.ts'
import { type KMeansResult, Lloyd } from './kmeans-run.ts'
import { seedCentres } from './kmeans-seed.ts'
import { miniBatch } from './mini-batch.ts'
import { type ClusterInput, checkClusters, checkRows, columnMeans, readRows } from './rows.ts'

const parameters = {
  clusters: integer_({ default: 8, min: 1, help: 'number of clusters' }),
  starts: integer_({ default: 10, min: 1, max: 10000, help: 'starts with seeds of their own; the best counts' }),
  passes: integer_({ default: 300, min: 1, help: 'passes over the rows in a start, at most' }),
  tolerance: number_({
    default: 1e-4,
    min: 0,
    help: 'stop when the squared moves of the centres fall below this share of the mean variance; 0: when no label changes',
  }),
  batch: nullable_(integer_({ default: 1024, min: 1 }), {
    default: null,
    help: 'rows of a mini-batch; null: all rows at each pass, which is exact',
  }),
}

/** What k-means learns. */
export type KMeans = {
  /** Row-major, clusters × columns. */
  readonly centres: Float64Array
  /** Cluster of each learning row. */
  readonly labels: Int32Array
  /** Σ weight × squared distance to the own centre. */
  readonly inertia: number
  readonly passes: number
  readonly columns: number
}

function fit(input: ClusterInput, values: Values<typeof parameters>, run: Run): KMeans {
  const { x, weights } = readRows('kmeans', input)
  checkClusters('kmeans', values.clusters, x.rows)
  return withTeam(x.rows * x.columns * values.clusters > 1e6, (team) => {
    const middle = columnMeans(x, weights)
    const data = placeForKMeans(team, x.data, x.rows, x.columns, middle, weights)
    const tolerance = values.tolerance * meanVariance(data)
    let best: KMeansResult | undefined
    const lloyd = new Lloyd(data, values.clusters)
    if (values.batch !== null) best = byBatches(data, lloyd, values, run)
    for (let start = 0; values.batch === null && start < values.starts; start++) {
      run.progress(start / values.starts, `start ${start + 1} of ${values.starts}`)
      const { rows } = seedCentres(data, values.clusters, mulberry32(childSeed(run.seed, start)))
      const result = lloyd.run(centresAt(data, rows), values.passes, tolerance)
      if (!best || result.inertia < best.inertia) best = result
    }
    return { ...best!, centres: restore(best!.centres, data.w, middle), columns: x.columns }
  })
}

function centresAt(data: KMeansData, rows: Int32Array): Float64Array {
  const all = data.team.f64(data.at, data.n * data.w)
  const out = new Float64Array(rows.length * data.w)
  rows.forEach((row, c) => {
    out.set(all.subarray(row * data.w, (row + 1) * data.w), c * data.w)
  })
  return out
}

/** The best of `starts` seedings on samples of three batches, mini-batches from there, and one exact pass. */
function byBatches(data: KMeansData, lloyd: Lloyd, values: Values<typeof parameters>, run: Run): KMeansResult {
  const { clusters, batch, passes, starts } = values
  const size = Math.min(data.n, 3 * Math.max(batch!, clusters))
  let best: { loss: number; centres: Float64Array } | undefined
  for (let start = 0; start < starts; start++) {
    run.progress(start / (starts + 1), `start ${start + 1} of ${starts}`)
    const uniform = mulberry32(childSeed(run.seed, start))
    const mark = data.team.mark()
    const sample = sampleOf(data, size, uniform)
    const { rows, loss } = seedCentres(sample, clusters, uniform)
    if (!best || loss < best.loss) best = { loss, centres: centresAt(sample, rows) }
    data.team.release(mark)
  }
  const uniform = mulberry32(childSeed(run.seed, starts))
  return lloyd.run(miniBatch(data, best!.centres, clusters, batch!, passes, uniform), 1, Infinity)
}

function sampleOf(data: KMeansData, size: number, uniform: Uniform): KMeansData {
  const { team, n, w } = data
  const all = team.f64(data.at, n * w)
  const rows = new Float64Array(size * w)
  for (let s = 0; s < size; s++) {
    const row = size === n ? s : Math.floor(uniform() * n)
    rows.set(all.subarray(row * w, (row + 1) * w), s * w)
  }
  return placeForKMeans(team, rows, size, w, new Float64Array(w), undefined)
}

function meanVariance(data: KMeansData): number {
  const squares = data.team.f64(data.squares, data.n)
  let sum = 0
  for (let i = 0; i < squares.length; i++) sum += squares[i]!
  return sum / (data.n * data.w)
}

function restore(centres: Float64Array, w: number, middle: Float64Array): Float64Array {
  const columns = middle.length
  const out = new Float64Array((centres.length / w) * columns)
  for (let k = 0; k < out.length; k++)
    out[k] = centres[Math.floor(k / columns) * w + (k % columns)]! + middle[k % columns]!
  return out
}

/**
 * Index of the nearest centre of each row, the first on ties.
 * @example
 * nearestCentres(Float64Array.of(0, 10), fromRows([[2], [7]])) // 0, 1
 */
export function nearestCentres(centres: Float64Array, x: Matrix): Int32Array {
  const { columns, rows, data } = x
  const k = centres.length / columns
  const out = new Int32Array(rows)
  for (let i = 0; i < rows; i++) {
    let best = Infinity
    for (let c = 0; c < k; c++) {
      let sum = 0
      for (let j = 0; j < columns && sum < best; j++) sum += (data[i * columns + j]! - centres[c * columns + j]!) ** 2
      if (sum < best) {
        best = sum
        out[i] = c
      }
    }
  }
  return out
}

/**
 * k-means: centres that make Σ |x − nearest centre|² small. Starts by greedy k-means++, goes on by Lloyd's iterations with
 * Hamerly's exact bounds, and keeps the best of `starts`; with `batch` by mini-batches (Sculley 2010). Scale columns first.
 *
 * Cost: O(rows × columns × clusters) a pass at most. Memory: 12 n (columns + 4) bytes.
 * Source: Arthur & Vassilvitskii 2007; Hamerly, Making k-means even faster, 2010.
 * @throws AnalyticsError `too_few_rows`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 *
 * @example
 * const fitted = kmeans.fit(x, { clusters: 5, seed: 1 })
 * fitted.labels[0]; fitted.predict(more); fitted.inertia
 */
export const kmeans = defineEstimator({
  name: 'kmeans',
  version: 1,
  title: 'k-means',
  parameters,
  fit,
  methods: (state) => ({
    /** Cluster of each row. */
    predict: (x: Matrix): Int32Array => nearestCentres(state.centres, checkRows('kmeans', state.columns, x)),
  }),
})
