import { type Matrix, matrix } from '../matrix.ts'
import { defineClassifier, defineRegressor } from '../model.ts'
import { boolean_, choice_, integer_ } from '../params.ts'
import { type Neighbours, nearestNeighbours } from './search.ts'

const parameters = {
  neighbours: integer_({ default: 25, min: 1, help: 'rows that answer' }),
  weighting: choice_(['uniform', 'distance'], {
    default: 'uniform',
    help: 'uniform: all neighbours count the same; distance: by 1 / distance, and exact matches alone when there are any',
  }),
  standardise: boolean_({ default: true, help: 'bring columns to mean 0 and deviation 1 first' }),
}

type Rows = {
  readonly rows: Float64Array
  readonly mean: Float64Array
  readonly scale: Float64Array
  readonly weights: Float64Array
}

function keep(x: Matrix, weights: Float64Array | undefined, standardise: boolean): Rows {
  const mean = new Float64Array(x.columns)
  const scale = new Float64Array(x.columns).fill(1)
  for (let j = 0; standardise && j < x.columns; j++) {
    let [sum, squares] = [0, 0]
    for (let i = 0; i < x.rows; i++) sum += x.data[i * x.columns + j]! / x.rows
    for (let i = 0; i < x.rows; i++) squares += (x.data[i * x.columns + j]! - sum) ** 2 / x.rows
    mean[j] = sum
    scale[j] = Math.sqrt(squares) > 1e-12 * Math.abs(sum) && squares > 0 ? Math.sqrt(squares) : 1
  }
  return { rows: scaled(x, mean, scale).data, mean, scale, weights: weights ?? new Float64Array(x.rows).fill(1) }
}

function scaled(x: Matrix, mean: Float64Array, scale: Float64Array): Matrix {
  const data = new Float64Array(x.data.length)
  for (let i = 0, k = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++, k++) data[k] = (x.data[k]! - mean[j]!) / scale[j]!
  }
  return matrix(x.rows, x.columns, data)
}

function neighboursOf(state: Rows, x: Matrix, k: number): Neighbours {
  const known = matrix(state.weights.length, x.columns, state.rows)
  return nearestNeighbours(known, scaled(x, state.mean, state.scale), k)
}

/** What each neighbour of row i counts. */
function votes(state: Rows, found: Neighbours, i: number, weighting: string, out: Float64Array): void {
  const exact = weighting === 'distance' && found.squared[i * found.k] === 0
  for (let s = 0; s < found.k; s++) {
    const squared = found.squared[i * found.k + s]!
    const weight = state.weights[found.rows[i * found.k + s]!]!
    out[s] = weighting === 'uniform' ? weight : exact ? (squared === 0 ? weight : 0) : weight / Math.sqrt(squared)
  }
}

/**
 * k-nearest neighbours for classes: the share of each class among the nearest learning rows, by Euclidean distance over
 * standardised columns; ties in distance go to the lower row. Rows of weight 0 are not asked.
 *
 * Cost: O(log n) a row for up to 12 columns, O(n × columns) for more. Source: Cover & Hart 1967.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `one_class`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example nearestClassifier.fit({ x, y, neighbours: 15, weighting: 'distance' }).predict(x)
 */
export const nearestClassifier = defineClassifier({
  name: 'nearest_neighbours',
  version: 1,
  title: 'Nearest neighbours',
  parameters,
  fit: ({ x, y, weights }, values) => {
    const used = usedRows(x, weights)
    return { ...keep(used.x, used.weights, values.standardise), labels: used.rows.map((i) => y[i]!) }
  },
  probability: (state, x) => {
    const { neighbours, weighting } = state.parameters as { neighbours: number; weighting: string }
    const found = neighboursOf(state, x, neighbours)
    const k = state.classes.length
    const out = new Float64Array(x.rows * k)
    const vote = new Float64Array(found.k)
    for (let i = 0; i < x.rows; i++) {
      votes(state, found, i, weighting, vote)
      const total = vote.reduce((sum, v) => sum + v, 0)
      // Divided once, since a sum of quotients can pass 1 by rounding.
      for (let s = 0; s < found.k; s++) out[i * k + state.labels[found.rows[i * found.k + s]!]!]! += vote[s]!
      for (let c = 0; c < k; c++) out[i * k + c]! /= total
    }
    return out
  },
})

function usedRows(x: Matrix, weights: Float64Array | undefined) {
  const rows = Int32Array.from({ length: x.rows }, (_, i) => i).filter((i) => !weights || weights[i]! > 0)
  if (rows.length === x.rows) return { x, rows, weights }
  const data = new Float64Array(rows.length * x.columns)
  rows.forEach((row, k) => {
    data.set(x.data.subarray(row * x.columns, (row + 1) * x.columns), k * x.columns)
  })
  return { x: matrix(rows.length, x.columns, data), rows, weights: Float64Array.from(rows, (i) => weights![i]!) }
}

/**
 * k-nearest neighbours for numbers: the mean answer of the nearest rows; see {@link nearestClassifier}.
 * Cost: as {@link nearestClassifier}.
 * Source: Stone 1977.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example nearestRegressor.fit({ x, y, neighbours: 5 }).predict(x)
 */
export const nearestRegressor = defineRegressor({
  name: 'nearest_neighbours_regression',
  version: 1,
  title: 'Nearest neighbours for numbers',
  parameters,
  fit: ({ x, y, weights }, values) => {
    const used = usedRows(x, weights)
    return { ...keep(used.x, used.weights, values.standardise), answers: Float64Array.from(used.rows, (i) => y[i]!) }
  },
  predict: (state, x) => {
    const { neighbours, weighting } = state.parameters as { neighbours: number; weighting: string }
    const found = neighboursOf(state, x, neighbours)
    const vote = new Float64Array(found.k)
    return Float64Array.from({ length: x.rows }, (_, i) => {
      votes(state, found, i, weighting, vote)
      let [sum, total] = [0, 0]
      for (let s = 0; s < found.k; s++) {
        sum += vote[s]! * state.answers[found.rows[i * found.k + s]!]!
        total += vote[s]!
      }
      return sum / total
    })
  },
})
