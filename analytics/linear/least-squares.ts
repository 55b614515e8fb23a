import type { Matrix } from '../matrix.ts'
import { matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { fisherAbove, normalTwoSided, studentTwoSided } from '../numeric/distributions.ts'
import { invertCholesky, qr, solveCholesky, solveLeastSquares } from '../numeric/linalg.ts'
import { withTeam } from '../numeric/team.ts'
import { carryBack, carryBackVariances, type Design, gramOf, momentsOf, placeDesign } from './design.ts'
import { soundCholesky } from './logit-solve.ts'

export type LeastSquaresSettings = {
  l1: number
  l2: number
  intercept: boolean
  tolerance: number
  maxIterations: number
}

/** What a linear fit learns. */
export type LinearState = {
  coefficients: Float64Array
  intercept: number
  standardErrors: Float64Array
  interceptError: number
  /** Two-sided, Student's t with `freedom` degrees of freedom. */
  pValues: Float64Array
  interceptPValue: number
  r2: number
  adjustedR2: number
  /** Residual standard error √(Σ w e² / freedom). */
  sigma: number
  freedom: number
  fStatistic: number
  fPValue: number
  /** Columns that depend on others and got 0 (without a penalty). */
  dependent: Int32Array
  iterations: number
  converged: boolean
}

type Data = { x: Matrix; y: Float64Array; weights: Float64Array | undefined }

/** Operations up to which the orthogonal factorisation, twice as accurate, is worth its time. */
const qrLimit = 2e8

/** Minimises ½ Σ w (y − xβ − b)² + l1 Σ|β| + ½ l2 Σ β². */
export function fitLeastSquares(data: Data, settings: LeastSquaresSettings, run: Run): LinearState {
  return withTeam(data.x.data.length > 400_000, (team) => {
    const design = placeDesign(team, data.x, momentsOf(data.x, data.weights), settings.intercept)
    const weightsAt = data.weights ? team.place(data.weights) : 0
    const gram = gramOf(design, weightsAt)
    run.progress(0.4, 'Solving')
    const target = momentsWith(design, data)
    const found = solveDesign(design, gram, target, data, settings)
    return inference(design, gram, found, data, settings)
  })
}

/** Uᵀ·W·(y − ȳ) and the weighted mean of y (0 without an intercept). */
function momentsWith(design: Design, { y, weights }: Data): { xy: Float64Array; mean: number } {
  const { rows, width } = design
  const u = design.team.f64(design.address, rows * width)
  let [total, sum] = [0, 0]
  for (let i = 0; i < rows; i++) {
    total += weights?.[i] ?? 1
    sum += (weights?.[i] ?? 1) * y[i]!
  }
  const mean = design.intercept ? sum / total : 0
  const xy = new Float64Array(width)
  for (let i = 0, at = 0; i < rows; i++) {
    const target = (weights ? weights[i]! : 1) * (y[i]! - mean)
    for (let j = 0; j < width; j++) xy[j]! += u[at++]! * target
  }
  return { xy, mean }
}

type Found = { v: Float64Array; mean: number; dependent: Int32Array; iterations: number; converged: boolean }

function solveDesign(
  design: Design,
  gram: Matrix,
  target: { xy: Float64Array; mean: number },
  data: Data,
  settings: LeastSquaresSettings,
): Found {
  const { xy, mean } = target
  const done = { mean, dependent: new Int32Array(0), iterations: 1, converged: true }
  if (settings.l1 > 0) return { ...done, ...coordinateDescent(design, gram, xy, settings) }
  if (settings.l2 > 0) return { ...done, v: solveRefined(withRidge(design, gram, settings.l2), xy) }
  if (2 * design.rows * design.width ** 2 > qrLimit) return { ...done, ...solveGram(gram, xy) }
  return { ...done, ...solveByQr(design, data, mean) }
}

function withRidge(design: Design, gram: Matrix, l2: number, l1OverSize?: Float64Array): Matrix {
  const out = matrix(gram.rows, gram.columns, Float64Array.from(gram.data))
  design.scale.forEach((s, j) => {
    out.data[j * gram.columns + j]! += l2 / s ** 2 + (l1OverSize?.[j] ?? 0)
  })
  return out
}

/** Cholesky with one step of iterative refinement. */
function solveRefined(a: Matrix, b: Float64Array): Float64Array {
  const factor = soundCholesky(a)
  const v = solveCholesky(factor, b)
  const rest = b.map((value, j) => {
    let sum = value
    for (let k = 0; k < v.length; k++) sum -= a.data[j * a.columns + k]! * v[k]!
    return sum
  })
  return v.map((value, j) => value + solveCholesky(factor, rest)[j]!)
}

function solveGram(gram: Matrix, xy: Float64Array): Pick<Found, 'v' | 'dependent'> {
  const dependent = dependentColumns(gram)
  const kept = Int32Array.from({ length: gram.rows }, (_, j) => j).filter((j) => !dependent.includes(j))
  const part = matrix(kept.length, kept.length)
  kept.forEach((j, a) => {
    kept.forEach((k, b) => {
      part.data[a * kept.length + b] = gram.data[j * gram.columns + k]!
    })
  })
  const solved = solveRefined(
    part,
    Float64Array.from(kept, (j) => xy[j]!),
  )
  const v = new Float64Array(gram.rows)
  kept.forEach((j, a) => {
    v[j] = solved[a]!
  })
  return { v, dependent }
}

/** Columns whose pivot vanishes in a Cholesky factorisation that passes over them. */
function dependentColumns(gram: Matrix): Int32Array {
  const n = gram.rows
  const l = new Float64Array(n * n)
  const out: number[] = []
  for (let i = 0; i < n; i++) {
    let pivot = gram.data[i * n + i]!
    for (let k = 0; k < i; k++) pivot -= l[i * n + k]! ** 2
    if (pivot <= 1e-11 * gram.data[i * n + i]! || pivot <= 0) {
      out.push(i)
      continue
    }
    l[i * n + i] = Math.sqrt(pivot)
    for (let r = i + 1; r < n; r++) {
      let sum = gram.data[r * n + i]!
      for (let k = 0; k < i; k++) sum -= l[r * n + k]! * l[i * n + k]!
      l[r * n + i] = sum / l[i * n + i]!
    }
  }
  return Int32Array.from(out)
}

function solveByQr(design: Design, { y, weights }: Data, mean: number): Pick<Found, 'v' | 'dependent'> {
  const { rows, width } = design
  const a = matrix(rows, width, Float64Array.from(design.team.f64(design.address, rows * width)))
  const b = Float64Array.from(y, (value, i) => (value - mean) * Math.sqrt(weights?.[i] ?? 1))
  if (weights)
    for (let i = 0; i < rows; i++) for (let j = 0; j < width; j++) a.data[i * width + j]! *= Math.sqrt(weights[i]!)
  const factors = qr(a, 1e-12)
  return { v: solveLeastSquares(factors, b), dependent: factors.order.slice(factors.rank).sort() }
}

/** Cyclic coordinate descent on the Gram matrix. Source: Friedman, Hastie & Tibshirani 2010. */
function coordinateDescent(
  design: Design,
  gram: Matrix,
  xy: Float64Array,
  settings: LeastSquaresSettings,
): Pick<Found, 'v' | 'iterations' | 'converged'> {
  const n = gram.rows
  const v = new Float64Array(n)
  const slope = Float64Array.from(xy)
  const size = Math.max(...Array.from({ length: n }, (_, j) => Math.abs(xy[j]!) / (gram.data[j * n + j]! || 1)), 1e-300)
  for (let sweep = 1; sweep <= settings.maxIterations; sweep++) {
    let moved = 0
    for (let j = 0; j < n; j++) {
      const curvature = gram.data[j * n + j]!
      if (curvature <= 0) continue
      const scale = design.scale[j] ?? Infinity
      const free = slope[j]! + curvature * v[j]!
      const next =
        (Math.sign(free) * Math.max(0, Math.abs(free) - settings.l1 / scale)) / (curvature + settings.l2 / scale ** 2)
      const change = next - v[j]!
      if (change === 0) continue
      v[j] = next
      for (let k = 0; k < n; k++) slope[k]! -= change * gram.data[j * n + k]!
      moved = Math.max(moved, Math.abs(change))
    }
    if (moved <= settings.tolerance * size) return { v, iterations: sweep, converged: true }
  }
  return { v, iterations: settings.maxIterations, converged: false }
}

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

function inference(
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

/** One line of a table of coefficients. */
export type CoefficientRow = {
  name: string
  value: number
  standardError: number
  statistic: number
  pValue: number
  low: number
  high: number
}

type Tabled = {
  names?: readonly string[]
  columns: number
  coefficients: Float64Array
  standardErrors: Float64Array | null
}

/**
 * Coefficients of a linear or two-class logistic fit with standard errors, z statistics, two-sided normal p-values and
 * 95 % intervals, in the order of the columns. Errors are NaN where the fit has none.
 */
export function coefficientTable(fitted: Tabled): CoefficientRow[] {
  return Array.from({ length: fitted.columns }, (_, j) => {
    const value = fitted.coefficients[j]!
    const standardError = fitted.standardErrors?.[j] ?? NaN
    const reach = 1.959963984540054 * standardError
    const statistic = value / standardError
    const name = fitted.names?.[j] ?? `column ${j}`
    return {
      name,
      value,
      standardError,
      statistic,
      pValue: normalTwoSided(statistic),
      low: value - reach,
      high: value + reach,
    }
  })
}
