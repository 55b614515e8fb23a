import { type Matrix, matrix } from '../matrix.ts'
import type { Team } from '../numeric/team.ts'
import { blockRows, type Design, gramOf, type Moments, scalesOf } from './design.ts'

/** The binary log loss on a design, with a ridge penalty for each coordinate. */
export type LogitObjective = {
  readonly design: Design
  readonly ridge: Float64Array
  /** Value at v; writes the gradient. With `curvature`, row factors for `hessian` are stored. */
  value(v: Float64Array, gradient: Float64Array, curvature?: boolean): number
  /** Hessian at the point of the last `value(…, true)`. */
  hessian(): Matrix
}

/** Σ w_i [log(1 + e^z_i) − y_i z_i] + ½ Σ ridge_j v_j², z = U·v. Cost of a value: 4 · rows · width operations. */
export function logitObjective(
  design: Design,
  y: Float64Array,
  weights: Float64Array | undefined,
  ridge: Float64Array,
): LogitObjective {
  const { team, rows, width } = design
  const block = Math.min(blockRows(rows, width + 1), Math.max(1024, 64 * Math.ceil(rows / 4096)))
  const blocks = Math.ceil(rows / block)
  const labels = team.place(y)
  const rowWeights = weights ? team.place(weights) : 0
  const at = team.alloc(width * 8)
  const out = team.alloc(blocks * (width + 1) * 8)
  const curvatures = team.alloc(rows * 8)
  const scratch = team.alloc(blocks * 132 * 8)
  const args = (curvature: number) =>
    team.args([], [design.address, labels, rowWeights, at, out, curvature, scratch, rows, width, block, 0])
  const [plain, curved] = [args(0), args(curvatures)]

  const value = (v: Float64Array, gradient: Float64Array, curvature = false) => {
    team.f64(at, width).set(v)
    team.run('logitBlock', blocks, curvature ? curved : plain)
    const parts = team.f64(out, blocks * (width + 1))
    let loss = 0
    for (let j = 0; j < width; j++) {
      gradient[j] = ridge[j]! * v[j]!
      loss += (ridge[j]! * v[j]! * v[j]!) / 2
    }
    for (let b = 0, k = 0; b < blocks; b++) {
      for (let j = 0; j < width; j++) gradient[j]! += parts[k++]!
      loss += parts[k++]!
    }
    return loss
  }
  const hessian = () => {
    const h = gramOf(design, curvatures)
    for (let j = 0; j < width; j++) h.data[j * width + j]! += ridge[j]!
    return h
  }
  return { design, ridge, value, hessian }
}

/** Whether no column stands so far from zero, in its deviations, that sums over raw values would lose digits. */
export function isNearZero({ mean, deviation }: Moments): boolean {
  return mean.every((m, j) => deviation[j] === 0 || Math.abs(m) <= 1e3 * deviation[j]!)
}

/**
 * The same objective over features as they are, copied but not standardised: the coordinates are still those of the
 * design, and the change between them is made on the sums. Saves a pass of arithmetic over many rows.
 */
export function rawObjective(
  team: Team,
  x: Matrix,
  moments: Moments,
  intercept: boolean,
  y: Float64Array,
  weights: Float64Array | undefined,
  ridge: Float64Array,
): LogitObjective {
  const { rows, columns: p } = x
  const { mean, scale } = scalesOf(moments, intercept)
  const width = ridge.length
  const block = Math.max(1024, 64 * Math.ceil(rows / 4096))
  const blocks = Math.ceil(rows / block)
  const address = team.place(x.data)
  const [labels, rowWeights] = [team.place(y), weights ? team.place(weights) : 0]
  const at = team.alloc((p + 1) * 8)
  const out = team.alloc(blocks * (p + 2) * 8)
  const curvatures = team.alloc(rows * 8)
  const scratch = team.alloc(blocks * 132 * 8)
  const args = (curvature: number) =>
    team.args([], [address, labels, rowWeights, at, out, curvature, scratch, rows, p, block, 1])
  const [plain, curved] = [args(0), args(curvatures)]
  const inverse = scale.map((s) => 1 / s)

  const value = (v: Float64Array, gradient: Float64Array, curvature = false) => {
    const w = Float64Array.from({ length: p + 1 }, (_, j) => (j < p ? v[j]! * inverse[j]! : intercept ? v[p]! : 0))
    for (let j = 0; j < p; j++) w[p]! -= w[j]! * mean[j]!
    team.f64(at, p + 1).set(w)
    team.run('logitBlock', blocks, curvature ? curved : plain)
    const sums = addUp(team.f64(out, blocks * (p + 2)), p + 2)
    let loss = sums[p + 1]!
    for (let j = 0; j < width; j++) {
      const slope = j < p ? (sums[j]! - mean[j]! * sums[p]!) * inverse[j]! : sums[p]!
      gradient[j] = slope + ridge[j]! * v[j]!
      loss += (ridge[j]! * v[j]! * v[j]!) / 2
    }
    return loss
  }
  const design = { team, address, rows, width, intercept, mean, scale }
  return {
    design,
    ridge,
    value,
    hessian: () => centred(rawGram(team, address, curvatures, rows, p), p, mean, inverse, ridge),
  }
}

function addUp(parts: Float64Array, size: number): Float64Array {
  const sums = new Float64Array(size)
  for (let k = 0; k < parts.length; ) for (let j = 0; j < size; j++) sums[j]! += parts[k++]!
  return sums
}

/** Σ d x xᵀ (upper half), then Σ d x, then Σ d. */
function rawGram(team: Team, address: number, d: number, rows: number, p: number): Float64Array {
  const size = p * p + p + 1
  const block = blockRows(rows, size)
  const blocks = Math.ceil(rows / block)
  const mark = team.mark()
  const out = team.alloc(blocks * size * 8)
  team.run('gramBlock', blocks, team.args([], [address, d, out, rows, p, block, 1]))
  const sums = addUp(team.f64(out, blocks * size), size)
  team.release(mark)
  return sums
}

function centred(
  sums: Float64Array,
  p: number,
  mean: Float64Array,
  inverse: Float64Array,
  ridge: Float64Array,
): Matrix {
  const width = ridge.length
  const h = matrix(width, width)
  const [line, total] = [sums.subarray(p * p, p * p + p), sums[p * p + p]!]
  const set = (j: number, k: number, value: number) => {
    h.data[j * width + k] = value
    h.data[k * width + j] = value
  }
  for (let j = 0; j < p; j++) {
    for (let k = j; k < p; k++) {
      const about = sums[j * p + k]! - mean[j]! * line[k]! - mean[k]! * line[j]! + mean[j]! * mean[k]! * total
      set(j, k, about * inverse[j]! * inverse[k]!)
    }
    if (width > p) set(j, p, (line[j]! - mean[j]! * total) * inverse[j]!)
  }
  if (width > p) set(p, p, total)
  for (let j = 0; j < width; j++) h.data[j * width + j]! += ridge[j]!
  return h
}
