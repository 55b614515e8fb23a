import type { Matrix, SparseMatrix } from '../matrix.ts'
import { defineClassifier, type Prepared, type Run } from '../model.ts'
import { withTeam } from '../numeric/team.ts'
import { boolean_, integer_, number_, type Values } from '../params.ts'
import { classBalance } from '../trees/class-weights.ts'
import { fitDual, placeSparse } from './hinge-dual.ts'
import { fitHinge, type HingeData, placeHinge } from './hinge-newton.ts'
import { type Calibration, calibrate, foldsOf, probabilitiesOf, usableFolds } from './probabilities.ts'

const parameters = {
  cost: number_({ default: 1, above: 0, help: 'C: price of a row on the wrong side; smaller shrinks more' }),
  tolerance: number_({ default: 0.0001, above: 0, max: 1, help: 'relative size of the gradient at which to stop' }),
  rounds: integer_({ default: 1000, min: 1, help: 'passes over sparse rows, at most' }),
  folds: integer_({
    default: 3,
    min: 0,
    max: 20,
    help: 'cross-validation folds for the probabilities; below 2: from the learning rows themselves',
  }),
  balance: boolean_({ default: false, help: 'weigh rows so that all classes have the same weight' }),
}

/** What a linear SVM learns. */
export type LinearSvm = {
  /** columns + 1 weights (the bias last) for class 1 of two, or for each class against the others. */
  readonly weights: Float64Array
  readonly calibration: Calibration
}

/**
 * Decision values: n for two classes, n × classes row-major for more.
 * @example
 * linearDecisions(Float64Array.of(2, -1, 0.5), fromRows([[1, 1]]), 2) // 1.5
 */
export function linearDecisions(weights: Float64Array, x: Matrix | SparseMatrix, classes: number): Float64Array {
  const outputs = classes === 2 ? 1 : classes
  const out = new Float64Array(x.rows * outputs)
  const width = x.columns + 1
  for (let i = 0; i < x.rows; i++) {
    for (let c = 0; c < outputs; c++) out[i * outputs + c] = decisionOf(weights, c * width, x, i)
  }
  return out
}

function decisionOf(weights: Float64Array, at: number, x: Matrix | SparseMatrix, i: number): number {
  let sum = weights[at + x.columns]!
  if ('indices' in x) {
    for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++) sum += x.values[k]! * weights[at + x.indices[k]!]!
    return sum
  }
  for (let j = 0, from = i * x.columns; j < x.columns; j++) sum += x.data[from + j]! * weights[at + j]!
  return sum
}

type Data<X extends Matrix | SparseMatrix> = Prepared<X, Int32Array>

function costsOf(
  { y, weights, classes }: Data<Matrix | SparseMatrix>,
  values: Values<typeof parameters>,
): Float64Array {
  const weighted = values.balance ? classBalance(y, classes.length, weights) : weights
  return Float64Array.from(y, (_, i) => values.cost * (weighted?.[i] ?? 1))
}

function fitDense(data: Data<Matrix>, values: Values<typeof parameters>, run: Run): LinearSvm {
  const { x, y } = data
  const k = data.classes.length
  return withTeam(x.rows * x.columns > 1e5, (team) => {
    const placed = placeHinge(team, x)
    const costs = costsOf(data, values)
    const none = new Float64Array(placed.width * k)
    const parts = Math.max(1, values.folds < 2 ? 1 : values.folds + 1)
    run.progress(0, 'weights')
    const full = allClasses(placed, y, k, costs, none, values.tolerance)
    const held = (fold: Uint8Array, f: number) => {
      run.progress((f + 1) / parts, `probabilities, fold ${f + 1}`)
      const kept = costs.map((cost, i) => (fold[i] === f ? 0 : cost))
      return narrow(allClasses(placed, y, k, kept, full, values.tolerance), placed.width, x.columns)
    }
    const weights = narrow(full, placed.width, x.columns)
    return { weights, calibration: crossCalibrate(data, weights, values, run.seed, held) }
  })
}

/** Weights of each class against the others, one after the other, each of the padded width. */
function allClasses(
  placed: HingeData,
  y: Int32Array,
  k: number,
  costs: Float64Array,
  start: Float64Array,
  tolerance: number,
): Float64Array {
  const outputs = k === 2 ? 1 : k
  const out = new Float64Array(outputs * placed.width)
  for (let c = 0; c < outputs; c++) {
    const sign = Float64Array.from(y, (label) => (label === (k === 2 ? 1 : c) ? 1 : -1))
    const from = start.subarray(c * placed.width, (c + 1) * placed.width)
    out.set(fitHinge(placed, sign, costs, from, tolerance), c * placed.width)
  }
  return out
}

function narrow(wide: Float64Array, width: number, columns: number): Float64Array {
  const outputs = wide.length / width
  const out = new Float64Array(outputs * (columns + 1))
  for (let c = 0; c < outputs; c++) out.set(wide.subarray(c * width, c * width + columns + 1), c * (columns + 1))
  return out
}

/** Calibration from decision values of rows held back fold by fold, or of the learning rows when there are no folds. */
function crossCalibrate(
  data: Data<Matrix | SparseMatrix>,
  weights: Float64Array,
  values: Values<typeof parameters>,
  seed: number,
  fitWithout: (fold: Uint8Array, f: number) => Float64Array,
): Calibration {
  const { x, y } = data
  const k = data.classes.length
  const outputs = k === 2 ? 1 : k
  const decisions = linearDecisions(weights, x, k)
  const folds = usableFolds(y, k, values.folds)
  const fold = folds ? foldsOf(y, folds, seed) : new Uint8Array(0)
  for (let f = 0; f < folds; f++) {
    const held = linearDecisions(fitWithout(fold, f), x, k)
    for (let i = 0; i < y.length; i++) {
      if (fold[i] === f) decisions.set(held.subarray(i * outputs, (i + 1) * outputs), i * outputs)
    }
  }
  return calibrate(decisions, y, k, data.weights)
}

function fitSparse(data: Data<SparseMatrix>, values: Values<typeof parameters>, run: Run): LinearSvm {
  const { x, y } = data
  const k = data.classes.length
  return withTeam(x.values.length > 1e4, (team) => {
    const placed = placeSparse(team, x, y)
    const cost = costsOf(data, values)
    const used = Uint32Array.from(y, (_, i) => i).filter((i) => cost[i]! > 0)
    const fit = (rows: Uint32Array) =>
      fitDual(placed, k, { cost, rows, tolerance: values.tolerance * 1000, rounds: values.rounds, seed: run.seed })
    const weights = fit(used)
    const held = (fold: Uint8Array, f: number) => {
      run.progress((f + 1) / (values.folds + 1), `probabilities, fold ${f + 1}`)
      return fit(used.filter((i) => fold[i] !== f))
    }
    return { weights, calibration: crossCalibrate(data, weights, values, run.seed, held) }
  })
}

/**
 * Linear support vector machine, squared hinge: argmin ½ |w|² + C Σ weight_i max(0, 1 − y_i (w·x_i + b))², the bias shrunk
 * with the weights; each class against the others when there are more than two. Scale the columns first: the penalty
 * sees their units. Probabilities: Platt's sigmoid (softmax with one temperature for more classes) on decision values of
 * held-back folds.
 *
 * Dense rows: Newton's method, O(n × columns) a step, about 30 products. Sparse rows: dual coordinate descent.
 * Source: Fan et al., LIBLINEAR, 2008.
 * Cost: O(entries of x) a Newton step.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `one_class`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 *
 * @example linearSvm.fit({ x, y, cost: 0.1 }).predictProbability(x)
 */
export const linearSvm = defineClassifier({
  name: 'linear_svm',
  version: 1,
  title: 'Linear support vector machine',
  parameters,
  fit: fitDense,
  probability: probability,
  sparse: { fit: fitSparse, probability: probability },
})

function probability(state: LinearSvm & { classes: Float64Array }, x: Matrix | SparseMatrix): Float64Array {
  const k = state.classes.length
  return probabilitiesOf(linearDecisions(state.weights, x, k), state.calibration, k)
}
