import { type Features, isSparse, type Matrix, type SparseMatrix } from '../matrix.ts'

/**
 * Log loss of k outputs on any features. One output is a sigmoid (y is 0 or 1); several are a softmax (y is the class).
 * Coordinates: entry `j * k + c` is feature j for output c, and the last k are the intercepts (all penalties of 0 there).
 */
export type SoftmaxProblem = {
  readonly x: Features
  readonly y: Int32Array
  readonly weights: Float64Array | undefined
  readonly outputs: number
  readonly intercept: boolean
  /** ½ · ridge_j is the penalty of v²; one for each feature. */
  readonly ridge: Float64Array
}

/** The objective Σ w · log loss + ½ Σ ridge v²; writes its gradient. Cost: 4 · stored entries · k operations. */
export function softmaxValue(problem: SoftmaxProblem, v: Float64Array, gradient: Float64Array): number {
  const { x, outputs: k, ridge } = problem
  gradient.fill(0)
  const loss = isSparse(x) ? sparsePass(problem, x, v, gradient) : densePass(problem, x, v, gradient)
  let penalty = 0
  for (let j = 0; j < x.columns; j++) {
    for (let c = j * k; c < (j + 1) * k; c++) {
      penalty += (ridge[j]! * v[c]! * v[c]!) / 2
      gradient[c]! += ridge[j]! * v[c]!
    }
  }
  if (!problem.intercept) gradient.fill(0, x.columns * k)
  return loss + penalty
}

function densePass(problem: SoftmaxProblem, x: Matrix, v: Float64Array, gradient: Float64Array): number {
  const { outputs: k } = problem
  const { rows, columns, data } = x
  const z = new Float64Array(k)
  let loss = 0
  for (let i = 0; i < rows; i++) {
    const at = i * columns
    for (let c = 0; c < k; c++) z[c] = v[columns * k + c]!
    for (let j = 0; j < columns; j++) {
      const value = data[at + j]!
      if (value !== 0) for (let c = 0; c < k; c++) z[c]! += value * v[j * k + c]!
    }
    loss += residuals(problem, i, z)
    for (let c = 0; c < k; c++) gradient[columns * k + c]! += z[c]!
    for (let j = 0; j < columns; j++) {
      const value = data[at + j]!
      if (value !== 0) for (let c = 0; c < k; c++) gradient[j * k + c]! += value * z[c]!
    }
  }
  return loss
}

function sparsePass(problem: SoftmaxProblem, x: SparseMatrix, v: Float64Array, gradient: Float64Array): number {
  const { outputs: k } = problem
  const { rows, columns, starts, indices, values } = x
  const z = new Float64Array(k)
  let loss = 0
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < k; c++) z[c] = v[columns * k + c]!
    for (let e = starts[i]!; e < starts[i + 1]!; e++) {
      const [value, at] = [values[e]!, indices[e]! * k]
      for (let c = 0; c < k; c++) z[c]! += value * v[at + c]!
    }
    loss += residuals(problem, i, z)
    for (let c = 0; c < k; c++) gradient[columns * k + c]! += z[c]!
    for (let e = starts[i]!; e < starts[i + 1]!; e++) {
      const [value, at] = [values[e]!, indices[e]! * k]
      for (let c = 0; c < k; c++) gradient[at + c]! += value * z[c]!
    }
  }
  return loss
}

/** Turns linear predictors into weighted residuals p − y in place; returns the row's loss. */
function residuals({ y, weights, outputs }: SoftmaxProblem, i: number, z: Float64Array): number {
  const weight = weights ? weights[i]! : 1
  if (outputs === 1) return sigmoidResidual(y[i]!, weight, z)
  const truth = z[y[i]!]!
  const sum = softmaxInPlace(z, 0, outputs)
  z[y[i]!]! -= 1
  for (let c = 0; c < outputs; c++) z[c]! *= weight
  return weight * (sum - truth)
}

function sigmoidResidual(label: number, weight: number, z: Float64Array): number {
  const value = z[0]!
  const e = Math.exp(-Math.abs(value))
  const p = (value > 0 ? 1 : e) / (1 + e)
  z[0] = weight * (p - label)
  return weight * (Math.max(value, 0) - label * value + Math.log1p(e))
}

/** Softmax of k entries from `at`, in place; returns log Σ e^z. */
export function softmaxInPlace(z: Float64Array, at: number, k: number): number {
  let most = -Infinity
  for (let c = at; c < at + k; c++) if (z[c]! > most) most = z[c]!
  let sum = 0
  for (let c = at; c < at + k; c++) {
    z[c] = Math.exp(z[c]! - most)
    sum += z[c]!
  }
  for (let c = at; c < at + k; c++) z[c]! /= sum
  return most + Math.log(sum)
}
