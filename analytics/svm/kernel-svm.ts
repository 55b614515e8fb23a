import type { Matrix } from '../matrix.ts'
import { defineClassifier, type Prepared, type Run } from '../model.ts'
import { childSeed } from '../numeric/random.ts'
import { type Team, withTeam } from '../numeric/team.ts'
import { boolean_, integer_, nullable_, number_, type Values } from '../params.ts'
import { classBalance } from '../trees/class-weights.ts'
import { decisionsOf, type KernelRows, placeRows } from './kernel-rows.ts'
import { type Calibration, calibrate, foldsOf, probabilitiesOf, usableFolds } from './probabilities.ts'
import { Smo } from './smo.ts'

const parameters = {
  cost: number_({ default: 1, above: 0, help: 'C: price of a row on the wrong side; smaller is smoother' }),
  gamma: nullable_(number_({ default: 1, above: 0 }), {
    default: null,
    help: 'reach of a row: e^(−gamma × distance²); null: 1 / (columns × variance of all entries)',
  }),
  tolerance: number_({ default: 0.001, above: 0, max: 1, help: 'violation of the conditions at which to stop' }),
  folds: integer_({
    default: 3,
    min: 0,
    max: 20,
    help: 'cross-validation folds for the probabilities; below 2: from the learning rows themselves',
  }),
  cacheMegabytes: integer_({ default: 200, min: 1, max: 1500, help: 'memory for rows of the kernel' }),
  balance: boolean_({ default: false, help: 'weigh rows so that all classes have the same weight' }),
}

/** What a kernel SVM learns. */
export type KernelSvm = {
  /** Support rows, row-major, single precision, centred by `middle`. */
  readonly support: Float32Array
  readonly middle: Float64Array
  /** y α of each support row, for class 1 of two or for each class against the others, one after the other. */
  readonly factors: Float64Array
  readonly biases: Float64Array
  readonly width: number
  readonly scale: number
  readonly calibration: Calibration
}

type Data = Prepared<Matrix, Int32Array>
type Machine = { factors: Float64Array[]; biases: number[] }

function fit(data: Data, values: Values<typeof parameters>, run: Run): KernelSvm {
  const { x, y } = data
  const k = data.classes.length
  return withTeam(x.rows > 500, (team) => {
    const middle = meansOf(x)
    const rows = placeRows(team, x.data, x.rows, x.columns, middle)
    const scale = values.gamma ?? defaultGamma(x)
    const weights = values.balance ? classBalance(y, k, data.weights) : data.weights
    const cost = Float64Array.from(y, (_, i) => values.cost * (weights?.[i] ?? 1))
    const folds = usableFolds(y, k, values.folds)
    const train = (part: number, costs: Float64Array) =>
      machine(team, rows, y, k, costs, scale, values, () => run.progress(part / (folds + 1), 'support vectors'))
    const full = train(0, cost)
    const held = foldsOf(y, Math.max(1, folds), childSeed(run.seed, 1))
    const decisions = decide(team, rows, rows, full, scale)
    for (let f = 0; f < folds; f++) {
      const without = train(
        f + 1,
        cost.map((c, i) => (held[i] === f ? 0 : c)),
      )
      const values = decide(team, rows, rows, without, scale)
      const outputs = without.biases.length
      for (let i = 0; i < y.length; i++) {
        if (held[i] === f) decisions.set(values.subarray(i * outputs, (i + 1) * outputs), i * outputs)
      }
    }
    return { ...packed(team, rows, full), middle, scale, calibration: calibrate(decisions, y, k, data.weights) }
  })
}

function machine(
  team: Team,
  rows: KernelRows,
  y: Int32Array,
  k: number,
  cost: Float64Array,
  gamma: number,
  values: Values<typeof parameters>,
  progress: () => void,
): Machine {
  const out: Machine = { factors: [], biases: [] }
  const { tolerance } = values
  const cacheBytes = values.cacheMegabytes * 2 ** 20
  const maxSteps = Math.max(10_000_000, 100 * rows.n)
  for (let c = 0; c < (k === 2 ? 1 : k); c++) {
    const mark = team.mark()
    const sign = Int8Array.from(y, (label) => (label === (k === 2 ? 1 : c) ? 1 : -1))
    const solved = new Smo(team, { rows, gamma, y: sign, cost, tolerance, cacheBytes, maxSteps, progress }).solve()
    out.factors.push(solved.factors)
    out.biases.push(solved.bias)
    team.release(mark)
  }
  return out
}

function decide(
  team: Team,
  rows: KernelRows,
  support: KernelRows,
  { factors, biases }: Machine,
  gamma: number,
): Float64Array {
  const outputs = biases.length
  const out = new Float64Array(rows.n * outputs)
  for (let c = 0; c < outputs; c++) {
    const mark = team.mark()
    const values = decisionsOf(team, rows, support, factors[c]!, gamma)
    for (let i = 0; i < rows.n; i++) out[i * outputs + c] = values[i]! + biases[c]!
    team.release(mark)
  }
  return out
}

function packed(team: Team, rows: KernelRows, { factors, biases }: Machine) {
  const used = Uint32Array.from({ length: rows.n }, (_, i) => i).filter((i) => factors.some((f) => f[i] !== 0))
  const all = team.f32(rows.at, rows.n * rows.width)
  const support = new Float32Array(used.length * rows.width)
  used.forEach((row, s) => {
    support.set(all.subarray(row * rows.width, (row + 1) * rows.width), s * rows.width)
  })
  const kept = new Float64Array(used.length * biases.length)
  factors.forEach((f, c) => {
    used.forEach((row, s) => {
      kept[c * used.length + s] = f[row]!
    })
  })
  return { support, factors: kept, biases: Float64Array.from(biases), width: rows.width }
}

function meansOf(x: Matrix): Float64Array {
  const out = new Float64Array(x.columns)
  for (let k = 0; k < x.data.length; k++) out[k % x.columns]! += x.data[k]! / x.rows
  return out
}

function defaultGamma(x: Matrix): number {
  const n = x.data.length
  let [sum, squares] = [0, 0]
  for (const value of x.data) sum += value
  for (const value of x.data) squares += (value - sum / n) ** 2
  return squares > 0 ? n / (x.columns * squares) : 1
}

/**
 * Support vector machine with the kernel e^(−gamma |x − x′|²), each class against the others when there are more than two.
 * Scale the columns first. Probabilities: Platt's sigmoid (softmax with one temperature for more classes) on decision
 * values of held-back folds.
 *
 * Kernel rows are in single precision. Cost: between O(n²) and O(n³) × columns; predictions O(n × support rows × columns).
 * Source: Chang & Lin, LIBSVM, 2011.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `one_class`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 *
 * @example kernelSvm.fit({ x, y, cost: 10, gamma: 0.05 }).predict(x)
 */
export const kernelSvm = defineClassifier({
  name: 'kernel_svm',
  version: 1,
  title: 'Support vector machine with a Gaussian kernel',
  parameters,
  fit,
  probability: (state: KernelSvm & { classes: Float64Array }, x) => {
    const k = state.classes.length
    return withTeam(x.rows * state.support.length > 1e7, (team) => {
      const rows = placeRows(team, x.data, x.rows, x.columns, state.middle)
      const support = placeSupport(team, state)
      const factors = Array.from(state.biases, (_, c) => state.factors.subarray(c * support.n, (c + 1) * support.n))
      const values = decide(team, rows, support, { factors, biases: Array.from(state.biases) }, state.scale)
      return probabilitiesOf(values, state.calibration, k)
    })
  },
})

function placeSupport(team: Team, { support, width }: KernelSvm): KernelRows {
  const n = support.length / width
  const norms = Float64Array.from({ length: n }, (_, s) => {
    let sum = 0
    for (let j = 0; j < width; j++) sum += support[s * width + j]! ** 2
    return sum
  })
  return { at: team.place(support), norms: team.place(norms), n, width }
}
