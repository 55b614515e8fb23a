import { refuse } from '../errors.ts'
import { type Matrix, matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { lbfgs, type Minimum } from '../numeric/lbfgs.ts'
import { dot, solveCholesky } from '../numeric/linalg.ts'
import type { LogitObjective } from './logit-objective.ts'

/** Width up to which second derivatives repay their cubic cost. */
export const newtonLimit = 1200

/**
 * Cholesky factor of a symmetric positive semidefinite matrix, with a ridge on the diagonal that grows from nothing until
 * the pivots are sound. Used for steps, so the ridge changes the path and not the goal.
 */
export function soundCholesky(a: Matrix): Matrix {
  const n = a.rows
  let most = 0
  for (let j = 0; j < n; j++) most = Math.max(most, a.data[j * n + j]!)
  for (let ridge = 0; ridge < 1e250; ridge = ridge === 0 ? 1e-13 * most || 1e-13 : ridge * 100) {
    const trial = matrix(n, n, Float64Array.from(a.data))
    for (let j = 0; j < n; j++) trial.data[j * n + j]! += ridge
    const factor = tryCholesky(trial)
    if (factor) return factor
  }
  return refuse(
    'not_converged',
    'The curvature is not a number: the values of some columns are too large to work with.',
  )
}

function tryCholesky(a: Matrix): Matrix | undefined {
  const n = a.rows
  const l = matrix(n, n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      l.data[i * n + j] = (a.data[i * n + j]! - dot(l.data, i * n, l.data, j * n, j)) / l.data[j * n + j]!
    }
    const pivot = a.data[i * n + i]! - dot(l.data, i * n, l.data, i * n, i)
    if (!(pivot > 1e-14 * a.data[i * n + i]!)) return undefined
    l.data[i * n + i] = Math.sqrt(pivot)
  }
  return l
}

/**
 * Newton's method with step halving. Ends when a step changes no coordinate by more than `tolerance`, measured on the
 * standardised scale. On data that a plane separates, without a penalty, coefficients grow without end: then it stops at
 * `maxIterations` with `converged: false`.
 */
export function newton(
  objective: LogitObjective,
  start: Float64Array,
  tolerance: number,
  maxIterations: number,
  run: Run,
): Minimum {
  const n = start.length
  let w = Float64Array.from(start)
  let gradient: Float64Array = new Float64Array(n)
  let value = objective.value(w, gradient, true)
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    run.progress(Math.min(0.95, iteration / 12), 'Newton steps')
    const step = solveCholesky(soundCholesky(objective.hessian()), gradient)
    const size = step.reduce((most, s) => Math.max(most, Math.abs(s)), 0)
    let next = w
    let factor = 1
    for (let attempt = 0; attempt < 40; attempt++, factor /= 2) {
      next = w.map((v, j) => v - factor * step[j]!)
      const nextGradient = new Float64Array(n)
      const reached = objective.value(next, nextGradient, true)
      if (!(reached <= value + 1e-12 * Math.abs(value))) continue
      ;[w, value, gradient] = [next, reached, nextGradient]
      break
    }
    if (w !== next) return { w, value, iterations: iteration, converged: size <= 1e-6 }
    if (size * factor <= tolerance) return { w, value, iterations: iteration, converged: true }
  }
  return { w, value, iterations: maxIterations, converged: false }
}

/** L-BFGS on the whole data from a start and a Hessian that were found on a sample of the rows. */
export function polish(
  objective: LogitObjective,
  start: Float64Array,
  sampleHessian: Matrix,
  tolerance: number,
  run: Run,
): Minimum {
  const factor = soundCholesky(sampleHessian)
  const apply = (v: Float64Array) => v.set(solveCholesky(factor, v))
  const size = (slope: Float64Array) => solveCholesky(factor, slope).reduce((most, s) => Math.max(most, Math.abs(s)), 0)
  const onIteration = (iteration: number) => run.progress(Math.min(0.95, 0.3 + iteration / 20), 'Passes over the data')
  return lbfgs((w, g) => objective.value(w, g), start, {
    tolerance,
    maxIterations: 60,
    precondition: apply,
    size,
    onIteration,
  })
}

/** L-BFGS scaled by the diagonal, for designs that are too wide for second derivatives. */
export function descend(
  objective: LogitObjective,
  tolerance: number,
  maxIterations: number,
  run: Run,
  l1?: Float64Array,
): Minimum {
  const n = objective.design.width
  const onIteration = (iteration: number) => run.progress(Math.min(0.95, iteration / 200), 'Descending')
  const gradientTolerance = tolerance * Math.max(1, 0.01 * objective.design.rows)
  const options = {
    tolerance: gradientTolerance,
    maxIterations: Math.max(maxIterations, 1000),
    memory: 20,
    onIteration,
    l1,
  }
  return lbfgs((w, g) => objective.value(w, g), new Float64Array(n), options)
}

/**
 * Proximal Newton for an L1 penalty: each outer step minimises the quadratic model plus Σ l1_j |v_j| by coordinate
 * descent, and is halved until the whole objective falls enough. Source: Lee, Sun & Saunders 2014; Friedman et al. 2010.
 */
export function proximalNewton(
  objective: LogitObjective,
  l1: Float64Array,
  tolerance: number,
  maxIterations: number,
  run: Run,
): Minimum {
  const n = l1.length
  const cost = (w: Float64Array) => w.reduce((sum, v, j) => sum + l1[j]! * Math.abs(v), 0)
  let w: Float64Array = new Float64Array(n)
  let gradient: Float64Array = new Float64Array(n)
  let value = objective.value(w, gradient, true)
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    run.progress(Math.min(0.95, iteration / 20), 'Proximal steps')
    const step = quadraticStep(objective.hessian(), gradient, w, l1, tolerance)
    const size = step.reduce((most, s) => Math.max(most, Math.abs(s)), 0)
    if (size <= tolerance) return { w, value: value + cost(w), iterations: iteration, converged: true }
    const fall = dot(gradient, 0, step, 0, n) + cost(w.map((v, j) => v + step[j]!)) - cost(w)
    let moved = false
    for (let factor = 1; factor > 1e-9 && !moved; factor /= 2) {
      const next = w.map((v, j) => v + factor * step[j]!)
      const nextGradient = new Float64Array(n)
      const reached = objective.value(next, nextGradient, true)
      const bound = value + cost(w) + 1e-4 * factor * fall + 1e-13 * Math.abs(value)
      moved = reached + cost(next) <= bound
      if (moved) [w, value, gradient] = [next, reached, nextGradient]
    }
    if (!moved) return { w, value: value + cost(w), iterations: iteration, converged: size <= 1e-6 }
  }
  return { w, value: value + cost(w), iterations: maxIterations, converged: false }
}

/** argmin over d of g·d + ½ dᵀHd + Σ l1_j |w_j + d_j| by cyclic coordinate descent. */
function quadraticStep(
  h: Matrix,
  gradient: Float64Array,
  w: Float64Array,
  l1: Float64Array,
  tolerance: number,
): Float64Array {
  const n = w.length
  const d = new Float64Array(n)
  const slope = Float64Array.from(gradient)
  for (let sweep = 0, moved = Infinity; sweep < 1000 && moved > tolerance / 10; sweep++) {
    moved = 0
    for (let j = 0; j < n; j++) {
      const curvature = h.data[j * n + j]!
      if (curvature <= 0) continue
      const old = w[j]! + d[j]!
      const free = old - slope[j]! / curvature
      const next = Math.sign(free) * Math.max(0, Math.abs(free) - l1[j]! / curvature)
      const change = next - old
      if (change === 0) continue
      d[j]! += change
      for (let k = 0; k < n; k++) slope[k]! += change * h.data[j * n + k]!
      moved = Math.max(moved, Math.abs(change))
    }
  }
  return d
}
