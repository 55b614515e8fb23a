import { refuse } from '../errors.ts'
import { type Matrix, matrix } from '../matrix.ts'

/**
 * Dot product of x[xAt …] and y[yAt …] over n entries, four sums at a time.
 * @example
 * dot(Float64Array.of(1, 2), 0, Float64Array.of(3, 4), 0, 2) // 11
 */
export function dot(x: Float64Array, xAt: number, y: Float64Array, yAt: number, n: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  let i = 0
  for (; i + 3 < n; i += 4) {
    a += x[xAt + i]! * y[yAt + i]!
    b += x[xAt + i + 1]! * y[yAt + i + 1]!
    c += x[xAt + i + 2]! * y[yAt + i + 2]!
    d += x[xAt + i + 3]! * y[yAt + i + 3]!
  }
  for (; i < n; i++) a += x[xAt + i]! * y[yAt + i]!
  return a + b + (c + d)
}

/** Transposed copy. @example transpose(fromRows([[1, 2], [3, 4]])).data // 1, 3, 2, 4 */
export function transpose(a: Matrix): Matrix {
  const out = matrix(a.columns, a.rows)
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < a.columns; j++) out.data[j * a.rows + i] = a.data[i * a.columns + j]!
  return out
}

/**
 * A · B, blocked for the cache. Cost: 2 · rows · inner · columns operations. @throws AnalyticsError `wrong_shape`.
 * @example
 * multiply(fromRows([[1, 2], [3, 4]]), fromRows([[0, 1], [1, 0]])).data // 2, 1, 4, 3
 */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.columns !== b.rows) {
    refuse('wrong_shape', `A ${a.rows} × ${a.columns} matrix cannot be multiplied by a ${b.rows} × ${b.columns} one.`)
  }
  const out = matrix(a.rows, b.columns)
  const step = 64
  for (let k0 = 0; k0 < a.columns; k0 += step) {
    for (let i = 0; i < a.rows; i++) multiplyRow(a, b, out, i, k0, Math.min(k0 + step, a.columns))
  }
  return out
}

function multiplyRow(a: Matrix, b: Matrix, out: Matrix, i: number, from: number, to: number): void {
  const n = b.columns
  const target = out.data
  for (let k = from; k < to; k++) {
    const factor = a.data[i * a.columns + k]!
    if (factor === 0) continue
    const [at, row] = [i * n, k * n]
    for (let j = 0; j < n; j++) target[at + j]! += factor * b.data[row + j]!
  }
}

/** A · x. @example multiplyVector(fromRows([[1, 2], [3, 4]]), Float64Array.of(1, 1)) // 3, 7 */
export function multiplyVector(a: Matrix, x: Float64Array): Float64Array {
  const out = new Float64Array(a.rows)
  for (let i = 0; i < a.rows; i++) out[i] = dot(a.data, i * a.columns, x, 0, a.columns)
  return out
}

/**
 * Lower Cholesky factor L with L·Lᵀ = A, for a symmetric positive definite A (only the lower half is read).
 * Cost: n³/3. @throws AnalyticsError `not_positive_definite`.
 * @example cholesky(fromRows([[4, 2], [2, 5]])).data // 2, 0, 1, 2
 */
export function cholesky(a: Matrix): Matrix {
  const n = a.rows
  const l = matrix(n, n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = a.data[i * n + j]! - dot(l.data, i * n, l.data, j * n, j)
      if (i !== j) l.data[i * n + j] = rest / l.data[j * n + j]!
      else if (rest > 0) l.data[i * n + i] = Math.sqrt(rest)
      else refuse('not_positive_definite', `The matrix is not positive definite: pivot ${i} of ${n} is ${rest}.`)
    }
  }
  return l
}

/**
 * x with L·Lᵀ·x = b, given the Cholesky factor L.
 * @example
 * solveCholesky(cholesky(fromRows([[4, 2], [2, 5]])), Float64Array.of(8, 12)) // 1, 2
 */
export function solveCholesky(l: Matrix, b: Float64Array): Float64Array {
  const n = l.rows
  const x = Float64Array.from(b)
  for (let i = 0; i < n; i++) x[i] = (x[i]! - dot(l.data, i * n, x, 0, i)) / l.data[i * n + i]!
  for (let i = n - 1; i >= 0; i--) {
    x[i]! /= l.data[i * n + i]!
    for (let j = 0; j < i; j++) x[j]! -= l.data[i * n + j]! * x[i]!
  }
  return x
}

/**
 * The inverse of A = L·Lᵀ from its Cholesky factor. Cost: 2n³/3.
 * @example
 * invertCholesky(cholesky(fromRows([[4, 0], [0, 2]]))).data // 0.25, 0, 0, 0.5
 */
export function invertCholesky(l: Matrix): Matrix {
  const n = l.rows
  const inverse = matrix(n, n)
  const unit = new Float64Array(n)
  for (let j = 0; j < n; j++) {
    unit.fill(0)
    unit[j] = 1
    const column = solveCholesky(l, unit)
    for (let i = 0; i < n; i++) inverse.data[i * n + j] = column[i]!
  }
  return inverse
}

/**
 * x with A·x = b for any square A: LU with partial pivoting. @throws AnalyticsError `not_positive_definite` when singular.
 * @example
 * solve(fromRows([[2, 1], [1, 3]]), Float64Array.of(5, 10)) // 1, 3
 */
export function solve(a: Matrix, b: Float64Array): Float64Array {
  const n = a.rows
  const lu = Float64Array.from(a.data)
  const x = Float64Array.from(b)
  for (let k = 0; k < n; k++) {
    pivot(lu, x, n, k)
    for (let i = k + 1; i < n; i++) {
      const factor = lu[i * n + k]! / lu[k * n + k]!
      if (factor === 0) continue
      for (let j = k; j < n; j++) lu[i * n + j]! -= factor * lu[k * n + j]!
      x[i]! -= factor * x[k]!
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i]! -= lu[i * n + j]! * x[j]!
    x[i]! /= lu[i * n + i]!
  }
  return x
}

function pivot(lu: Float64Array, x: Float64Array, n: number, k: number): void {
  let best = k
  for (let i = k + 1; i < n; i++) if (Math.abs(lu[i * n + k]!) > Math.abs(lu[best * n + k]!)) best = i
  if (lu[best * n + k] === 0)
    refuse('not_positive_definite', `The matrix is singular: column ${k} depends on those before it.`)
  if (best === k) return
  for (let j = 0; j < n; j++) {
    const kept = lu[k * n + j]!
    lu[k * n + j] = lu[best * n + j]!
    lu[best * n + j] = kept
  }
  const kept = x[k]!
  x[k] = x[best]!
  x[best] = kept
}

/** Householder QR of A (rows ≥ columns) with column pivoting. `rank` counts pivots above `tolerance` of the largest. */
export type QR = { qr: Matrix; diagonal: Float64Array; order: Int32Array; rank: number }

/**
 * QR factorisation with column pivoting: A·P = Q·R. Cost: 2·rows·columns². Source: Golub & Van Loan, algorithm 5.4.1.
 * @example
 * qr(fromRows([[1, 0], [1, 1], [1, 2]])).rank // 2
 */
export function qr(a: Matrix, tolerance = 1e-14): QR {
  const { rows: m, columns: n } = a
  const work = transpose(a)
  const q = work.data
  const diagonal = new Float64Array(Math.min(m, n))
  const order = Int32Array.from({ length: n }, (_, j) => j)
  let rank = 0
  for (let k = 0; k < diagonal.length; k++) {
    bringLongestForward(q, order, m, n, k)
    reflect(q, diagonal, m, n, k)
    if (Math.abs(diagonal[k]!) > tolerance * Math.abs(diagonal[0]!)) rank++
  }
  return { qr: work, diagonal, order, rank }
}

function bringLongestForward(q: Float64Array, order: Int32Array, m: number, n: number, k: number): void {
  let [best, length] = [k, -1]
  for (let j = k; j < n; j++) {
    const norm = dot(q, j * m + k, q, j * m + k, m - k)
    if (norm > length) [best, length] = [j, norm]
  }
  if (best === k) return
  const kept = q.slice(k * m, (k + 1) * m)
  q.copyWithin(k * m, best * m, (best + 1) * m)
  q.set(kept, best * m)
  const column = order[k]!
  order[k] = order[best]!
  order[best] = column
}

function reflect(q: Float64Array, diagonal: Float64Array, m: number, n: number, k: number): void {
  const at = k * m
  const norm = Math.sqrt(dot(q, at + k, q, at + k, m - k))
  if (norm === 0) return
  const sign = q[at + k]! > 0 ? -1 : 1
  diagonal[k] = sign * norm
  q[at + k]! -= diagonal[k]!
  const half = dot(q, at + k, q, at + k, m - k) / 2
  for (let j = k + 1; j < n; j++) {
    const factor = dot(q, at + k, q, j * m + k, m - k) / half
    for (let i = k; i < m; i++) q[j * m + i]! -= factor * q[at + i]!
  }
}

/**
 * Least squares min ‖A·x − b‖ from a QR; columns beyond the rank get 0.
 * @example
 * solveLeastSquares(qr(fromRows([[1, 0], [1, 1], [1, 2]])), [1, 3, 5]) // 1, 2
 */
export function solveLeastSquares({ qr: work, diagonal, order, rank }: QR, b: ArrayLike<number>): Float64Array {
  const [n, m] = [work.rows, work.columns]
  const q = work.data
  const rest = Float64Array.from(b)
  for (let k = 0; k < rank; k++) {
    const half = dot(q, k * m + k, q, k * m + k, m - k) / 2
    const factor = dot(q, k * m + k, rest, k, m - k) / half
    for (let i = k; i < m; i++) rest[i]! -= factor * q[k * m + i]!
  }
  const x = new Float64Array(n)
  for (let k = rank - 1; k >= 0; k--) {
    let sum = rest[k]!
    for (let j = k + 1; j < rank; j++) sum -= q[j * m + k]! * x[order[j]!]!
    x[order[k]!] = sum / diagonal[k]!
  }
  return x
}

/**
 * Eigenvalues (falling) and eigenvectors (columns of `vectors`) of a symmetric matrix by cyclic Jacobi rotations.
 * Cost: about 10·n³; meant for n up to a few hundred. Source: Golub & Van Loan, section 8.5.
 * @example eigenSymmetric(fromRows([[2, 1], [1, 2]])).values // 3, 1
 */
export function eigenSymmetric(a: Matrix): { values: Float64Array; vectors: Matrix } {
  const n = a.rows
  const s = Float64Array.from(a.data)
  const v = matrix(n, n)
  for (let i = 0; i < n; i++) v.data[i * n + i] = 1
  for (let sweep = 0; sweep < 60 && offDiagonal(s, n) > 1e-30 * squares(s); sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(s, v.data, n, p, q)
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => s[j * n + j]! - s[i * n + i]!)
  const vectors = matrix(n, n)
  order.forEach((from, to) => {
    for (let i = 0; i < n; i++) vectors.data[i * n + to] = v.data[i * n + from]!
  })
  return { values: Float64Array.from(order, (i) => s[i * n + i]!), vectors }
}

function squares(s: Float64Array): number {
  return dot(s, 0, s, 0, s.length)
}

function offDiagonal(s: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += s[i * n + j]! ** 2
  return sum
}

function rotate(s: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = s[p * n + q]!
  if (apq === 0) return
  const theta = (s[q * n + q]! - s[p * n + p]!) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const sine = t * c
  for (let i = 0; i < n; i++) turn(s, i * n + p, i * n + q, c, sine)
  for (let i = 0; i < n; i++) turn(s, p * n + i, q * n + i, c, sine)
  for (let i = 0; i < n; i++) turn(v, i * n + p, i * n + q, c, sine)
}

function turn(s: Float64Array, a: number, b: number, c: number, sine: number): void {
  const [x, y] = [s[a]!, s[b]!]
  s[a] = c * x - sine * y
  s[b] = sine * x + c * y
}
