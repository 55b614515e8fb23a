import { type Features, isSparse, type Matrix, matrix, type SparseMatrix } from '../matrix.ts'
import type { Prepared, Run } from '../model.ts'
import { lbfgs, type Minimum } from '../numeric/lbfgs.ts'
import { dot, invertCholesky, solveCholesky } from '../numeric/linalg.ts'
import { withTeam } from '../numeric/team.ts'
import { carryBack, type Design, gramOf, momentsOf, placeDesign } from './design.ts'
import type { LogitSettings, LogitState } from './logit-binary.ts'
import { newtonLimit, soundCholesky } from './logit-solve.ts'
import { type SoftmaxProblem, softmaxInPlace, softmaxValue } from './softmax-objective.ts'

type Input<X extends Features> = Prepared<X, Int32Array>

/** Widest information matrix (features × classes) that standard errors are computed for. */
const errorLimit = 900

/** Multinomial logistic regression on dense features, in the symmetric parametrisation (one row for each class). */
export function fitMultinomial(data: Input<Matrix>, settings: LogitSettings, run: Run): LogitState {
  return withTeam(data.x.data.length > 400_000, (team) => {
    const design = placeDesign(team, data.x, momentsOf(data.x, data.weights), settings.intercept)
    const { problem, features } = problemOn(design, data, settings)
    const k = problem.outputs
    const l1 = penalties(design.scale, k, settings.l1)
    const minimum = minimise(
      problem,
      settings,
      run,
      l1,
      design.width <= newtonLimit ? preconditioner(design, problem) : undefined,
    )
    const state = carryAllBack(design, minimum, k)
    const wanted = settings.standardErrors && settings.l1 === 0 && design.width * k <= errorLimit
    return { ...state, ...(wanted ? errorsOf(design, problem, features, minimum.w) : noErrors) }
  })
}

const noErrors = { standardErrors: null, interceptErrors: null }

function problemOn(
  design: Design,
  data: Input<Matrix>,
  settings: LogitSettings,
): { problem: SoftmaxProblem; features: Matrix } {
  const { columns } = data.x
  const features = matrix(design.rows, columns)
  const placed = design.team.f64(design.address, design.rows * design.width)
  for (let i = 0; i < design.rows; i++) {
    for (let j = 0; j < columns; j++) features.data[i * columns + j] = placed[i * design.width + j]!
  }
  const ridge = design.scale.map((s) => settings.l2 / s ** 2)
  const outputs = data.classes.length
  return {
    problem: { x: features, y: data.y, weights: data.weights, outputs, intercept: settings.intercept, ridge },
    features,
  }
}

function penalties(scale: Float64Array, k: number, l1: number): Float64Array | undefined {
  if (l1 === 0) return undefined
  return Float64Array.from({ length: (scale.length + 1) * k }, (_, e) => l1 / (scale[Math.floor(e / k)] ?? Infinity))
}

function minimise(
  problem: SoftmaxProblem,
  settings: LogitSettings,
  run: Run,
  l1: Float64Array | undefined,
  precondition?: (v: Float64Array) => void,
): Minimum {
  const start = new Float64Array((problem.x.columns + 1) * problem.outputs)
  const size = precondition && !l1 ? sizeAfter(precondition) : undefined
  const tolerance = size ? settings.tolerance : Math.max(1e-7, settings.tolerance * problem.x.rows * 0.01)
  const onIteration = (iteration: number) =>
    run.progress(Math.min(0.95, iteration / (iteration + 20)), 'Passes over the data')
  const options = { tolerance, size, l1, precondition: l1 ? undefined : precondition, memory: 20, onIteration }
  return lbfgs((w, g) => softmaxValue(problem, w, g), start, {
    ...options,
    maxIterations: Math.max(1000, settings.maxIterations),
  })
}

function sizeAfter(precondition: (v: Float64Array) => void): (slope: Float64Array) => number {
  return (slope) => {
    const step = Float64Array.from(slope)
    precondition(step)
    return step.reduce((most, s) => Math.max(most, Math.abs(s)), 0)
  }
}

/** The curvature at zero, (1/k)(1 − 1/k)·UᵀU + ridge, class by class. */
function preconditioner(design: Design, problem: SoftmaxProblem): (v: Float64Array) => void {
  const { width } = design
  const k = problem.outputs
  const weightsAt = problem.weights ? design.team.place(problem.weights) : 0
  const gram = gramOf(design, weightsAt)
  for (let e = 0; e < gram.data.length; e++) gram.data[e]! *= (1 / k) * (1 - 1 / k)
  for (let j = 0; j < width; j++) gram.data[j * width + j]! += problem.ridge[j] ?? 0
  const factor = soundCholesky(gram)
  const part = new Float64Array(width)
  return (v) => {
    for (let c = 0; c < k; c++) {
      for (let j = 0; j < width; j++) part[j] = v[j * k + c]!
      const solved = solveCholesky(factor, part)
      for (let j = 0; j < width; j++) v[j * k + c] = solved[j]!
    }
  }
}

function carryAllBack(
  design: Design,
  minimum: Minimum,
  k: number,
): Omit<LogitState, 'standardErrors' | 'interceptErrors'> {
  const columns = design.scale.length
  const coefficients = new Float64Array(k * columns)
  const intercepts = new Float64Array(k)
  for (let c = 0; c < k; c++) {
    const back = carryBack(
      design,
      Float64Array.from({ length: columns + 1 }, (_, j) => minimum.w[j * k + c]!),
    )
    coefficients.set(back.coefficients, c * columns)
    intercepts[c] = back.intercept
  }
  return {
    coefficients,
    intercepts,
    objective: minimum.value,
    iterations: minimum.iterations,
    converged: minimum.converged,
  }
}

/**
 * Errors from the inverse information. Adding the same number to a coordinate of every class changes nothing when it is
 * not penalised; that flat direction is filled with `fill` and its share taken off again.
 */
function errorsOf(design: Design, problem: SoftmaxProblem, features: Matrix, w: Float64Array) {
  const { width } = design
  const k = problem.outputs
  const information = informationOf(design, problem, features, w)
  const size = width * k
  let fill = 0
  for (let e = 0; e < size; e++) fill = Math.max(fill, information.data[e * size + e]!)
  const flat = (j: number) => (problem.ridge[j] ?? 0) === 0
  for (let j = 0; j < width; j++) {
    for (let c = 0; c < k; c++) {
      information.data[(c * width + j) * (size + 1)]! += problem.ridge[j] ?? 0
      if (flat(j)) for (let d = 0; d < k; d++) information.data[(c * width + j) * size + d * width + j]! += fill
    }
  }
  const inverse = invertCholesky(soundCholesky(information))
  for (let j = 0; j < width; j++) {
    if (!flat(j)) continue
    for (let c = 0; c < k; c++)
      for (let d = 0; d < k; d++) inverse.data[(c * width + j) * size + d * width + j]! -= 1 / (fill * k * k)
  }
  return errorsByClass(design, inverse, k)
}

function errorsByClass(design: Design, inverse: Matrix, k: number) {
  const { width } = design
  const columns = design.scale.length
  const standardErrors = new Float64Array(k * columns)
  const interceptErrors = new Float64Array(k)
  for (let c = 0; c < k; c++) {
    const at = (j: number, l: number) => inverse.data[(c * width + j) * width * k + c * width + l]!
    for (let j = 0; j < columns; j++) standardErrors[c * columns + j] = Math.sqrt(at(j, j)) / design.scale[j]!
    if (!design.intercept) continue
    const a = Float64Array.from({ length: width }, (_, j) => (j === columns ? 1 : -design.mean[j]! / design.scale[j]!))
    let variance = 0
    for (let j = 0; j < width; j++) for (let l = 0; l < width; l++) variance += a[j]! * a[l]! * at(j, l)
    interceptErrors[c] = Math.sqrt(Math.max(0, variance))
  }
  return { standardErrors, interceptErrors }
}

/** Σ w (p_c [c = d] − p_c p_d) u uᵀ in blocks (c, d), each a weighted Gram matrix. */
function informationOf(design: Design, problem: SoftmaxProblem, features: Matrix, w: Float64Array): Matrix {
  const { width, rows, team } = design
  const k = problem.outputs
  const probability = scores(features, w, k)
  const out = matrix(width * k, width * k)
  const factors = team.alloc(rows * 8)
  for (let c = 0; c < k; c++) {
    for (let d = 0; d <= c; d++) {
      const view = team.f64(factors, rows)
      for (let i = 0; i < rows; i++) {
        const p = probability[i * k + c]!
        view[i] = (problem.weights?.[i] ?? 1) * (c === d ? p * (1 - p) : -p * probability[i * k + d]!)
      }
      const gram = gramOf(design, factors)
      for (let j = 0; j < width; j++) {
        for (let l = 0; l < width; l++) {
          out.data[(c * width + j) * width * k + d * width + l] = gram.data[j * width + l]!
          out.data[(d * width + j) * width * k + c * width + l] = gram.data[j * width + l]!
        }
      }
    }
  }
  return out
}

function scores(x: Matrix, w: Float64Array, k: number): Float64Array {
  const out = new Float64Array(x.rows * k)
  for (let i = 0; i < x.rows; i++) {
    for (let c = 0; c < k; c++) {
      let z = w[x.columns * k + c]!
      for (let j = 0; j < x.columns; j++) z += x.data[i * x.columns + j]! * w[j * k + c]!
      out[i * k + c] = z
    }
    softmaxInPlace(out, i * k, k)
  }
  return out
}

/** Logistic regression on sparse features, two classes or more; features are used as they are. No standard errors. */
export function fitSparse(data: Input<SparseMatrix>, settings: LogitSettings, run: Run): LogitState {
  const { x } = data
  const k = data.classes.length === 2 ? 1 : data.classes.length
  const ridge = new Float64Array(x.columns).fill(settings.l2)
  const problem = { x, y: data.y, weights: data.weights, outputs: k, intercept: settings.intercept, ridge }
  const minimum = minimise(problem, settings, run, penalties(new Float64Array(x.columns).fill(1), k, settings.l1))
  const coefficients = new Float64Array(k * x.columns)
  for (let c = 0; c < k; c++)
    for (let j = 0; j < x.columns; j++) coefficients[c * x.columns + j] = minimum.w[j * k + c]!
  const { value: objective, iterations, converged } = minimum
  return { coefficients, intercepts: minimum.w.slice(x.columns * k), objective, iterations, converged, ...noErrors }
}

/** Probabilities of a logistic state, row-major n × classes. */
export function logisticProbability(state: LogitState & { classes: Float64Array }, x: Features): Float64Array {
  const k = state.intercepts.length
  const linear = new Float64Array(x.rows * k)
  for (let c = 0; c < k; c++) addScores(linear, k, c, state, x)
  if (k > 1) {
    for (let i = 0; i < x.rows; i++) softmaxInPlace(linear, i * k, k)
    return linear
  }
  const out = new Float64Array(x.rows * 2)
  for (let i = 0; i < x.rows; i++) {
    const e = Math.exp(-Math.abs(linear[i]!))
    const [large, small] = [1 / (1 + e), e / (1 + e)]
    out[2 * i] = linear[i]! > 0 ? small : large
    out[2 * i + 1] = linear[i]! > 0 ? large : small
  }
  return out
}

function addScores(out: Float64Array, k: number, c: number, state: LogitState, x: Features): void {
  const w = state.coefficients.subarray(c * x.columns, (c + 1) * x.columns)
  for (let i = 0; i < x.rows; i++) {
    let z = state.intercepts[c]!
    if (isSparse(x)) for (let e = x.starts[i]!; e < x.starts[i + 1]!; e++) z += x.values[e]! * w[x.indices[e]!]!
    else z += dot(x.data, i * x.columns, w, 0, x.columns)
    out[i * k + c] = z
  }
}
