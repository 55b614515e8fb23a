import type { Matrix } from '../matrix.ts'
import { matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { qr, solveCholesky, solveLeastSquares } from '../numeric/linalg.ts'
import { withTeam } from '../numeric/team.ts'
import { type Design, gramOf, momentsOf, placeDesign, withRidge } from './design.ts'
import { inference } from './inference.ts'
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

export type Data = { x: Matrix; y: Float64Array; weights: Float64Array | undefined }

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

/** A solution in the coordinates of the design; `mean` was taken off y. */
export type Found = { v: Float64Array; mean: number; dependent: Int32Array; iterations: number; converged: boolean }

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
