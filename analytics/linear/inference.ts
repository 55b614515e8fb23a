import { type Matrix, matrix } from '../matrix.ts'
import { fisherAbove, studentTwoSided } from '../numeric/distributions.ts'
import { invertCholesky } from '../numeric/linalg.ts'
import { carryBack, carryBackVariances, type Design, withRidge } from './design.ts'
import type { Data, Found, LeastSquaresSettings, LinearState } from './least-squares.ts'
import { soundCholesky } from './logit-solve.ts'

/** Σ w e² and Σ w (y − ȳ)². */
function squares(design: Design, { y, weights }: Data, { v, mean }: Found): { residual: number; total: number } {
  const { rows, width } = design
  const u = design.team.f64(design.address, rows * width)
  let [residual, total] = [0, 0]
  for (let i = 0, at = 0; i < rows; i++) {
    let rest = y[i]! - mean
    total += (weights?.[i] ?? 1) * rest * rest
    for (let j = 0; j < width; j++) rest -= u[at++]! * v[j]!
    residual += (weights?.[i] ?? 1) * rest * rest
  }
  return { residual, total }
}

/** Errors, tests and quality of a solution. */
export function inference(
  design: Design,
  gram: Matrix,
  found: Found,
  data: Data,
  settings: LeastSquaresSettings,
): LinearState {
  const columns = data.x.columns
  const active = Int32Array.from({ length: columns }, (_, j) => j).filter((j) => found.v[j] !== 0)
  const all = design.intercept ? Int32Array.of(...active, columns) : active
  const { residual, total } = squares(design, data, found)
  const rowsThatCount = data.weights ? data.weights.reduce((n, weight) => n + (weight > 0 ? 1 : 0), 0) : data.x.rows
  const freedom = rowsThatCount - all.length
  const sigma = Math.sqrt(residual / freedom)
  const covariance = covarianceOf(design, gram, found, all, settings, sigma)
  const shifted = Float64Array.from(found.v)
  if (design.intercept) shifted[columns]! += found.mean
  const { coefficients, intercept } = carryBack(design, shifted)
  const variances = carryBackVariances(design, covariance)
  const standardErrors = variances.coefficients.map((variance, j) => (found.v[j] === 0 ? NaN : Math.sqrt(variance)))
  const interceptError = design.intercept ? Math.sqrt(variances.intercept) : NaN
  const p = (value: number, error: number) => (freedom > 0 ? studentTwoSided(value / error, freedom) : NaN)
  const r2 = total > 0 ? 1 - residual / total : NaN
  const explained = active.length
  const fStatistic = (total - residual) / explained / (residual / freedom)
  return {
    coefficients,
    intercept,
    standardErrors,
    interceptError,
    pValues: coefficients.map((b, j) => p(b, standardErrors[j]!)),
    interceptPValue: p(intercept, interceptError),
    r2,
    adjustedR2: 1 - ((1 - r2) * (freedom + explained)) / freedom,
    sigma,
    freedom,
    fStatistic,
    fPValue: freedom > 0 && explained > 0 ? fisherAbove(fStatistic, explained, freedom) : NaN,
    dependent: found.dependent.filter((j) => j < columns),
    iterations: found.iterations,
    converged: found.converged,
  }
}

/**
 * σ² H⁻¹ G H⁻¹ over the columns in use, H = G + ridge + l1 / |β|: the usual covariance without a penalty, the sandwich for
 * ridge, and the local quadratic approximation of Fan & Li (2001) for L1.
 */
function covarianceOf(
  design: Design,
  gram: Matrix,
  { v }: Found,
  all: Int32Array,
  settings: LeastSquaresSettings,
  sigma: number,
): Matrix {
  const n = all.length
  const l1 = design.scale.map((s, j) => (settings.l1 > 0 && v[j] !== 0 ? settings.l1 / s / Math.abs(v[j]!) : 0))
  const h = withRidge(design, gram, settings.l2, l1)
  const [g, part] = [sub(gram, all), sub(h, all)]
  const inverse = n ? invertCholesky(soundCholesky(part)) : matrix(0, 0)
  const out = matrix(gram.rows, gram.columns)
  const penalised = settings.l1 > 0 || settings.l2 > 0
  const left = penalised ? product(inverse, product(g, inverse)) : inverse
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) out.data[all[a]! * gram.columns + all[b]!] = sigma * sigma * left.data[a * n + b]!
  }
  return out
}

function sub(a: Matrix, keep: Int32Array): Matrix {
  const out = matrix(keep.length, keep.length)
  keep.forEach((j, r) => {
    keep.forEach((k, c) => {
      out.data[r * keep.length + c] = a.data[j * a.columns + k]!
    })
  })
  return out
}

function product(a: Matrix, b: Matrix): Matrix {
  const n = a.rows
  const out = matrix(n, n)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a.data[i * n + k]!
      for (let j = 0; j < n; j++) out.data[i * n + j]! += factor * b.data[k * n + j]!
    }
  }
  return out
}
