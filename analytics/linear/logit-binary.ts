import { type Matrix, takeRows, takeValues } from '../matrix.ts'
import type { Prepared, Run } from '../model.ts'
import type { Minimum } from '../numeric/lbfgs.ts'
import { invertCholesky } from '../numeric/linalg.ts'
import { mulberry32 } from '../numeric/random.ts'
import { type Team, withTeam } from '../numeric/team.ts'
import { carryBack, carryBackVariances, type Design, type Moments, momentsOf, placeDesign, scalesOf } from './design.ts'
import { isNearZero, type LogitObjective, logitObjective, rawObjective } from './logit-objective.ts'
import { descend, newton, newtonLimit, polish, proximalNewton, soundCholesky } from './logit-solve.ts'

export type LogitSettings = {
  l1: number
  l2: number
  intercept: boolean
  tolerance: number
  maxIterations: number
  standardErrors: boolean
}

/** What a logistic fit learns. For two classes one row of coefficients: log odds of the second class. */
export type LogitState = {
  coefficients: Float64Array
  intercepts: Float64Array
  /** √ of the diagonal of the inverse Hessian, in the order of `coefficients`; null when not asked for, or with L1. */
  standardErrors: Float64Array | null
  interceptErrors: Float64Array | null
  objective: number
  iterations: number
  converged: boolean
}

type Input = Pick<Prepared<Matrix, Int32Array>, 'x' | 'y' | 'weights'>

/** Binary logistic regression on dense features. */
export function fitBinary(data: Input, settings: LogitSettings, run: Run): LogitState {
  const large = data.x.data.length > 400_000
  return withTeam(large, (team) => {
    const sample = sampleOf(data, settings)
    const { x, weights } = sample ?? data
    const moments = momentsOf(x, weights)
    const start = sample && startOnSample(team, sample, data.x.rows, moments, settings, run)
    const objective =
      sample && isNearZero(moments) ? rawOn(team, data, moments, settings) : objectiveOn(team, data, moments, settings)
    const minimum = minimise(objective, settings, run, start)
    return stateFrom(objective, minimum, settings)
  })
}

function ridgeOf(design: Design, l2: number): Float64Array {
  return Float64Array.from({ length: design.width }, (_, j) =>
    j < design.scale.length ? l2 / design.scale[j]! ** 2 : 0,
  )
}

function rawOn(team: Team, data: Input, moments: Moments, settings: LogitSettings): LogitObjective {
  const { scale } = scalesOf(moments, settings.intercept)
  const ridge = Float64Array.from({ length: scale.length + (settings.intercept ? 1 : 0) }, (_, j) =>
    j < scale.length ? settings.l2 / scale[j]! ** 2 : 0,
  )
  return rawObjective(team, data.x, moments, settings.intercept, Float64Array.from(data.y), data.weights, ridge)
}

function objectiveOn(team: Team, data: Input, moments: Moments, settings: LogitSettings, share = 1): LogitObjective {
  const design = placeDesign(team, data.x, moments, settings.intercept)
  const ridge = ridgeOf(design, settings.l2).map((value) => value * share)
  return logitObjective(design, Float64Array.from(data.y), data.weights, ridge)
}

type Start = { w: Float64Array; hessian: Matrix }

function minimise(objective: LogitObjective, settings: LogitSettings, run: Run, found: Start | undefined): Minimum {
  const { design } = objective
  const { tolerance, maxIterations } = settings
  if (settings.l1 > 0) {
    const l1 = design.scale.map((s) => settings.l1 / s)
    const all = Float64Array.from({ length: design.width }, (_, j) => l1[j] ?? 0)
    if (design.width > newtonLimit) return descend(objective, tolerance, maxIterations, run, all)
    return proximalNewton(objective, all, tolerance, maxIterations, run)
  }
  if (design.width > newtonLimit) return descend(objective, tolerance, maxIterations, run)
  const start = new Float64Array(design.width)
  if (!found) return newton(objective, start, tolerance, maxIterations, run)
  const minimum = polish(objective, found.w, found.hessian, tolerance, run)
  return minimum.converged ? minimum : newton(objective, minimum.w, tolerance, maxIterations, run)
}

/**
 * Newton on a sample, as far as the sample's own error is worth: a start near the goal, and a Hessian scaled up to all
 * rows.
 */
function startOnSample(
  team: Team,
  sample: Input,
  rows: number,
  moments: Moments,
  settings: LogitSettings,
  run: Run,
): Start {
  const mark = team.mark()
  const objective = objectiveOn(team, sample, moments, settings, sample.x.rows / rows)
  const { w } = newton(objective, new Float64Array(objective.design.width), 0.02, 25, run)
  objective.value(w, new Float64Array(w.length), true)
  const hessian = objective.hessian()
  for (let k = 0; k < hessian.data.length; k++) hessian.data[k]! *= rows / sample.x.rows
  liftDiagonal(hessian)
  team.release(mark)
  return { w, hessian }
}

/** A column that hardly varies in the sample may do so in the rest: its curvature is not taken for nothing. */
function liftDiagonal(hessian: Matrix): void {
  const n = hessian.rows
  let most = 0
  for (let j = 0; j < n; j++) most = Math.max(most, hessian.data[j * n + j]!)
  for (let j = 0; j < n; j++) hessian.data[j * n + j] = Math.max(hessian.data[j * n + j]!, 1e-3 * most)
}

/** Rows to begin with when there are many more rows than columns; undefined when Newton on all of them is quick enough. */
function sampleOf({ x, y, weights }: Input, settings: LogitSettings): Input | undefined {
  const width = x.columns + 1
  if (x.rows < 20_000 || x.rows < 800 * width || settings.l1 > 0 || width > newtonLimit) return undefined
  const rows = sampleRows(x.rows, Math.max(8000, 40 * x.columns, Math.floor(x.rows / 25)))
  const taken = weights && takeValues(weights, rows)
  return { x: takeRows(x, rows), y: rows.map((i) => y[i]!), weights: taken }
}

/** One row out of each of `wanted` equal stretches, the same rows every time. */
function sampleRows(rows: number, wanted: number): Int32Array {
  const uniform = mulberry32(rows)
  const stride = rows / wanted
  return Int32Array.from({ length: wanted }, (_, k) => Math.min(rows - 1, Math.floor((k + uniform()) * stride)))
}

function stateFrom(objective: LogitObjective, minimum: Minimum, settings: LogitSettings): LogitState {
  const { coefficients, intercept } = carryBack(objective.design, minimum.w)
  const errors = settings.standardErrors && settings.l1 === 0 && objective.design.width <= newtonLimit
  const { value: objectiveValue, iterations, converged } = { ...minimum }
  const base = {
    coefficients,
    intercepts: Float64Array.of(intercept),
    objective: objectiveValue,
    iterations,
    converged,
  }
  return { ...base, ...(errors ? errorsAt(objective, minimum.w) : { standardErrors: null, interceptErrors: null }) }
}

function errorsAt(objective: LogitObjective, w: Float64Array): Pick<LogitState, 'standardErrors' | 'interceptErrors'> {
  objective.value(w, new Float64Array(w.length), true)
  const covariance = invertCholesky(soundCholesky(objective.hessian()))
  const variances = carryBackVariances(objective.design, covariance)
  return {
    standardErrors: variances.coefficients.map(Math.sqrt),
    interceptErrors: Float64Array.of(Math.sqrt(variances.intercept)),
  }
}
