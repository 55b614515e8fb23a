import { refuse } from '../errors.ts'
import { defineEstimator } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { childSeed, drawWeighted, mulberry32, type Uniform } from '../numeric/random.ts'
import { integer_, list_, nullable_, number_, type Values } from '../params.ts'
import { type ClusterInput, checkClusters, checkRows, readRows } from './rows.ts'

const parameters = {
  clusters: integer_({ default: 8, min: 1, help: 'number of clusters' }),
  categorical: list_(integer_({ default: 0, min: 0 }), { default: [], help: 'columns that hold category codes' }),
  gamma: nullable_(number_({ default: 1, min: 0 }), {
    default: null,
    help: 'distance of two different categories; null: half the mean deviation of the number columns, 1 without any',
  }),
  starts: integer_({ default: 10, min: 1, max: 10000, help: 'starts with seeds of their own; the best counts' }),
  passes: integer_({ default: 100, min: 1, help: 'passes over the rows in a start, at most' }),
}

/** What k-prototypes learns. */
export type Prototypes = {
  /** clusters × columns: means of numbers, modes of categories. */
  readonly centres: Float64Array
  readonly labels: Int32Array
  /** Σ squared distance in numbers + gamma × different categories. */
  readonly loss: number
  readonly columns: number
  /** 1 for categorical columns. */
  readonly kinds: Uint8Array
  readonly gammaUsed: number
}

type Measure = { kinds: Uint8Array; gamma: number }

function distance(x: Matrix, i: number, centres: Float64Array, c: number, { kinds, gamma }: Measure): number {
  const p = x.columns
  let sum = 0
  for (let j = 0, a = i * p, b = c * p; j < p; j++, a++, b++) {
    const [value, centre] = [x.data[a]!, centres[b]!]
    if (!kinds[j]) sum += (value - centre) * (value - centre)
    else if (value !== centre) sum += gamma
  }
  return sum
}

function assign(
  x: Matrix,
  centres: Float64Array,
  measure: Measure,
  labels: Int32Array,
): { loss: number; changed: number } {
  const k = centres.length / x.columns
  let [loss, changed] = [0, 0]
  for (let i = 0; i < x.rows; i++) {
    let [best, label] = [Infinity, 0]
    for (let c = 0; c < k; c++) {
      const d = distance(x, i, centres, c, measure)
      if (d < best) [best, label] = [d, c]
    }
    loss += best
    if (labels[i] !== label) changed++
    labels[i] = label
  }
  return { loss, changed }
}

function seeds(x: Matrix, k: number, measure: Measure, uniform: Uniform): Float64Array {
  const centres = new Float64Array(k * x.columns)
  const nearest = new Float64Array(x.rows).fill(Infinity)
  let row = Math.floor(uniform() * x.rows)
  for (let c = 0; c < k; c++) {
    centres.set(x.data.subarray(row * x.columns, (row + 1) * x.columns), c * x.columns)
    let total = 0
    for (let i = 0; i < x.rows; i++) {
      nearest[i] = Math.min(nearest[i]!, distance(x, i, centres, c, measure))
      total += nearest[i]!
    }
    row = total > 0 ? drawWeighted(nearest, total, uniform) : Math.floor(uniform() * x.rows)
  }
  return centres
}

/** Means of numbers, most frequent categories (the smaller code on ties); clusters without rows keep their centre. */
function recentre(
  x: Matrix,
  labels: Int32Array,
  centres: Float64Array,
  { kinds }: Measure,
  weights?: Float64Array,
): void {
  const p = x.columns
  const k = centres.length / p
  const mass = new Float64Array(k)
  const sums = new Float64Array(k * p)
  const votes = Array.from({ length: k * p }, (_, at) => (kinds[at % p] ? new Map<number, number>() : undefined))
  for (let i = 0; i < x.rows; i++) {
    const c = labels[i]!
    const weight = weights?.[i] ?? 1
    mass[c]! += weight
    for (let j = 0; j < p; j++) {
      const value = x.data[i * p + j]!
      const vote = votes[c * p + j]
      if (vote) vote.set(value, (vote.get(value) ?? 0) + weight)
      else sums[c * p + j]! += weight * value
    }
  }
  for (let at = 0; at < centres.length; at++) {
    const c = Math.floor(at / p)
    if (mass[c]! > 0) centres[at] = votes[at] ? mode(votes[at]!) : sums[at]! / mass[c]!
  }
}

function mode(votes: ReadonlyMap<number, number>): number {
  let [best, most] = [NaN, -1]
  for (const [value, count] of votes)
    if (count > most || (count === most && value < best)) [best, most] = [value, count]
  return best
}

function gammaFor(x: Matrix, kinds: Uint8Array): number {
  let [sum, numbers] = [0, 0]
  for (let j = 0; j < x.columns; j++) {
    if (kinds[j]) continue
    let [mean, squares] = [0, 0]
    for (let i = 0; i < x.rows; i++) mean += x.data[i * x.columns + j]! / x.rows
    for (let i = 0; i < x.rows; i++) squares += (x.data[i * x.columns + j]! - mean) ** 2 / x.rows
    sum += Math.sqrt(squares)
    numbers++
  }
  return numbers ? (0.5 * sum) / numbers : 1
}

function fit(input: ClusterInput, values: Values<typeof parameters>, run: Run): Prototypes {
  const { x, weights } = readRows('k_prototypes', input)
  checkClusters('k_prototypes', values.clusters, x.rows)
  const kinds = new Uint8Array(x.columns)
  for (const j of values.categorical) {
    if (j >= x.columns)
      refuse('unknown_column', `"categorical" names column ${j}, but there are ${x.columns} columns from 0.`)
    kinds[j] = 1
  }
  const measure = { kinds, gamma: values.gamma ?? gammaFor(x, kinds) }
  let best: { centres: Float64Array; labels: Int32Array; loss: number } | undefined
  for (let start = 0; start < values.starts; start++) {
    run.progress(start / values.starts, `start ${start + 1} of ${values.starts}`)
    const centres = seeds(x, values.clusters, measure, mulberry32(childSeed(run.seed, start)))
    const labels = new Int32Array(x.rows).fill(-1)
    let result = assign(x, centres, measure, labels)
    for (let pass = 0; pass < values.passes && result.changed; pass++) {
      recentre(x, labels, centres, measure, weights)
      result = assign(x, centres, measure, labels)
    }
    if (!best || result.loss < best.loss) best = { centres, labels, loss: result.loss }
  }
  return { ...best!, columns: x.columns, kinds, gammaUsed: measure.gamma }
}

/**
 * k-prototypes for tables with numbers and categories (k-modes when all columns are categorical): centres are means and
 * modes; distance² = Σ (number − mean)² + gamma × number of different categories. Scale number columns first.
 *
 * Cost: O(rows × columns × clusters) a pass. Source: Huang, Extensions to the k-means algorithm, 1998.
 * @throws AnalyticsError `too_few_rows`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example kPrototypes.fit(x, { clusters: 4, categorical: [0, 2] }).labels
 */
export const kPrototypes = defineEstimator({
  name: 'k_prototypes',
  version: 1,
  title: 'k-prototypes',
  parameters,
  fit,
  methods: (state) => ({
    /** Cluster of each row. */
    predict: (x: Matrix): Int32Array => {
      const labels = new Int32Array(x.rows)
      assign(
        checkRows('k_prototypes', state.columns, x),
        state.centres,
        { kinds: state.kinds, gamma: state.gammaUsed },
        labels,
      )
      return labels
    },
  }),
})
