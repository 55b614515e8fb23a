import type { Matrix } from '../matrix.ts'
import { matrix } from '../matrix.ts'
import type { Team } from '../numeric/team.ts'

/** Weighted means and population standard deviations of the columns; a constant column gets deviation 0. */
export type Moments = { readonly mean: Float64Array; readonly deviation: Float64Array; readonly total: number }

/** Moments of every column. Cost: one pass. */
export function momentsOf(x: Matrix, weights?: Float64Array): Moments {
  const { rows, columns, data } = x
  const first = data.slice(0, columns)
  const sum = new Float64Array(columns)
  const squares = new Float64Array(columns)
  let total = 0
  for (let i = 0; i < rows; i++) {
    const weight = weights ? weights[i]! : 1
    total += weight
    const at = i * columns
    for (let j = 0; j < columns; j++) {
      const value = data[at + j]! - first[j]!
      const weighted = weight * value
      sum[j]! += weighted
      squares[j]! += weighted * value
    }
  }
  total ||= 1
  const mean = sum.map((s, j) => first[j]! + s / total)
  const deviation = squares.map((s, j) => deviationOf(s / total, sum[j]! / total, first[j]!))
  return { mean, deviation, total }
}

function deviationOf(meanSquare: number, shift: number, level: number): number {
  const variance = meanSquare - shift * shift
  if (variance > 1e-10 * meanSquare) return Math.sqrt(variance)
  return meanSquare === 0 || Math.sqrt(meanSquare) < 1e-14 * Math.abs(level)
    ? 0
    : Math.sqrt(Math.max(variance, 1e-14 * meanSquare))
}

/**
 * A standardised copy of features in a team's memory: (x − mean) / deviation, with a column of ones at the end when there
 * is an intercept. Models are fitted in these coordinates, where the curvature is even, and carried back exactly.
 */
export type Design = {
  readonly team: Team
  readonly address: number
  readonly rows: number
  /** Columns with the ones. */
  readonly width: number
  readonly intercept: boolean
  readonly mean: Float64Array
  /** Deviation, or 1 for constant columns. */
  readonly scale: Float64Array
}

/** What is taken off (nothing without an intercept) and divided by (1 for constant columns). */
export function scalesOf(moments: Moments, intercept: boolean): { mean: Float64Array; scale: Float64Array } {
  const mean = intercept ? moments.mean : new Float64Array(moments.mean.length)
  return { mean, scale: moments.deviation.map((deviation) => (deviation > 0 ? deviation : 1)) }
}

/** Places features in a team's memory. Without an intercept nothing is centred. */
export function placeDesign(team: Team, x: Matrix, moments: Moments, intercept: boolean): Design {
  const { rows } = x
  const width = x.columns + (intercept ? 1 : 0)
  const { mean, scale } = scalesOf(moments, intercept)
  const address = team.alloc(rows * width * 8)
  const inverse = scale.map((s) => 1 / s)
  fillDesign(team.f64(address, rows * width), x, mean, inverse, width)
  return { team, address, rows, width, intercept, mean, scale }
}

function fillDesign(out: Float64Array, x: Matrix, mean: Float64Array, inverse: Float64Array, width: number): void {
  const { rows, columns, data } = x
  let [from, to] = [0, 0]
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[to++] = (data[from++]! - mean[j]!) * inverse[j]!
    if (width > columns) out[to++] = 1
  }
}

const blockLimit = 64

/** Rows of a block such that there are at most 64 blocks and their partial sums stay below 64 MB. */
export function blockRows(rows: number, partialSize: number): number {
  const blocks = Math.max(1, Math.min(blockLimit, Math.floor(8e6 / partialSize)))
  return Math.max(1024, 4 * Math.ceil(rows / blocks / 4))
}

/** Uᵀ·diag(d)·U of a design, both halves filled; `d` is an address of f64[rows], or 0 for ones. Cost: rows · width². */
export function gramOf(design: Design, d = 0): Matrix {
  const { team, address, rows, width } = design
  const block = blockRows(rows, width * width)
  const blocks = Math.ceil(rows / block)
  const mark = team.mark()
  const out = team.alloc(blocks * width * width * 8)
  team.run('gramBlock', blocks, team.args([], [address, d, out, rows, width, block, 0]))
  const gram = matrix(width, width)
  const parts = team.f64(out, blocks * width * width)
  for (let b = 0; b < blocks; b++) {
    for (let k = 0; k < gram.data.length; k++) gram.data[k]! += parts[b * width * width + k]!
  }
  for (let j = 0; j < width; j++) for (let k = 0; k < j; k++) gram.data[j * width + k] = gram.data[k * width + j]!
  team.release(mark)
  return gram
}

/** Coefficients on the original scale from those of the design: β_j = v_j / s_j, intercept v₀ − Σ v_j m_j / s_j. */
export function carryBack(design: Design, v: Float64Array): { coefficients: Float64Array; intercept: number } {
  const columns = design.scale.length
  const coefficients = Float64Array.from({ length: columns }, (_, j) => v[j]! / design.scale[j]!)
  let intercept = design.intercept ? v[columns]! : 0
  if (design.intercept) for (let j = 0; j < columns; j++) intercept -= coefficients[j]! * design.mean[j]!
  return { coefficients, intercept }
}

/** Variances of the carried-back coefficients (and of the intercept, last) from the covariance in the design. */
export function carryBackVariances(
  design: Design,
  covariance: Matrix,
): { coefficients: Float64Array; intercept: number } {
  const columns = design.scale.length
  const n = covariance.columns
  const at = (j: number, k: number) => covariance.data[j * n + k]!
  const coefficients = Float64Array.from({ length: columns }, (_, j) => at(j, j) / design.scale[j]! ** 2)
  if (!design.intercept) return { coefficients, intercept: 0 }
  const a = Float64Array.from({ length: n }, (_, j) => (j === columns ? 1 : -design.mean[j]! / design.scale[j]!))
  let intercept = 0
  for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) intercept += a[j]! * a[k]! * at(j, k)
  return { coefficients, intercept }
}

/** Gram matrix with the penalty on its diagonal. */
export function withRidge(design: Design, gram: Matrix, l2: number, l1OverSize?: Float64Array): Matrix {
  const out = matrix(gram.rows, gram.columns, Float64Array.from(gram.data))
  design.scale.forEach((s, j) => {
    out.data[j * gram.columns + j]! += l2 / s ** 2 + (l1OverSize?.[j] ?? 0)
  })
  return out
}
