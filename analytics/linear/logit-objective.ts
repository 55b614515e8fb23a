import type { Matrix } from '../matrix.ts'
import { blockRows, type Design, gramOf } from './design.ts'

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
    team.args([], [design.address, labels, rowWeights, at, out, curvature, scratch, rows, width, block])
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
