import type { KernelName, Team } from '../numeric/team.ts'
import type { Scale } from './boosting-leaf.ts'

const chunk = 8192

/** A loss on the raw predictions in shared memory: its start, its gradients in fixed point, its value on some rows. */
export type Loss = {
  readonly outputs: number
  /** Raw prediction before the first tree, one for each output. */
  readonly base: Float64Array
  /** To be called once for each round, before the gradients. */
  prepare(): void
  /** Fills `gh` for one output. */
  gradient(output: number, gh: number): Scale
  /** Mean loss of the given rows. */
  mean(rows: Uint32Array): number
}

/** Answers and raw predictions in shared memory. */
export type LossData = { target: number; weights: number; raw: number; n: number; heaviest: number }

/** Largest scales for which sums over n rows stay within 62 bits (gradient) and 40 bits (second derivative). */
function scaleFor(n: number, gradient: number, hessian: number): Scale {
  const power = (room: number) => 2 ** Math.floor(Math.log2(room))
  return {
    gradient: power(2 ** 30 / Math.max(gradient, 1e-300)),
    hessian: power(Math.min(2 ** 30, 2 ** 39 / n) / Math.max(hessian, 1e-300)),
  }
}

function fill(
  team: Team,
  kernel: KernelName,
  data: LossData,
  scale: Scale,
  gh: number,
  output: number,
  raw = data.raw,
) {
  const mark = team.mark()
  const ints = [raw, data.target, data.weights, gh, 0, data.n, output, 0]
  team.run(kernel, Math.ceil(data.n / chunk), team.args([scale.gradient, scale.hessian], ints))
  team.release(mark)
  return scale
}

/** Log loss of two classes, target 0 or 1; raw = log odds. */
export function binaryLoss(team: Team, data: LossData, share: number): Loss {
  const scale = scaleFor(data.n, data.heaviest, data.heaviest / 4)
  const weightOf = weightsOf(team, data)
  return {
    outputs: 1,
    base: Float64Array.of(Math.log(share / (1 - share))),
    prepare: () => undefined,
    gradient: (_, gh) => fill(team, 'binaryGradient', data, scale, gh, 0),
    mean: (rows) => {
      const [raw, y] = [team.f64(data.raw, data.n), team.f64(data.target, data.n)]
      return weightedMean(
        rows,
        weightOf,
        (i) => Math.log1p(Math.exp(-Math.abs(raw[i]!))) + Math.max(raw[i]!, 0) - raw[i]! * y[i]!,
      )
    },
  }
}

/** Log loss of several classes, target the class index; raw = log of the class's share, up to a constant. */
export function classLoss(team: Team, data: LossData, shares: Float64Array): Loss {
  const outputs = shares.length
  const scale = scaleFor(data.n, data.heaviest, data.heaviest / 4)
  const probability = team.alloc(data.n * outputs * 8)
  const softmax = () => {
    const mark = team.mark()
    team.run('softmax', Math.ceil(data.n / chunk), team.args([], [data.raw, probability, data.n, outputs]))
    team.release(mark)
  }
  return {
    outputs,
    base: shares.map(Math.log),
    prepare: softmax,
    gradient: (output, gh) => fill(team, 'classGradient', data, scale, gh, output, probability),
    mean: (rows) => {
      softmax()
      const [p, y] = [team.f64(probability, data.n * outputs), team.f64(data.target, data.n)]
      return weightedMean(rows, weightsOf(team, data), (i) => -Math.log(Math.max(p[y[i]! * data.n + i]!, 1e-300)))
    },
  }
}

/** Half the squared error; raw = the prediction. */
export function squaredLoss(team: Team, data: LossData, mean: number): Loss {
  const tasks = Math.ceil(data.n / chunk)
  const parts = team.alloc(tasks * 8)
  return {
    outputs: 1,
    base: Float64Array.of(mean),
    prepare: () => undefined,
    gradient: (_, gh) => {
      const mark = team.mark()
      const ints = [data.raw, data.target, data.weights, gh, parts, data.n, 0, 0]
      team.run('largestResidual', tasks, team.args([1, 1], ints))
      const largest = team.f64(parts, tasks).reduce((most, part) => Math.max(most, part), 0)
      team.release(mark)
      return fill(team, 'squaredGradient', data, scaleFor(data.n, largest, data.heaviest), gh, 0)
    },
    mean: (rows) => {
      const [raw, y] = [team.f64(data.raw, data.n), team.f64(data.target, data.n)]
      return weightedMean(rows, weightsOf(team, data), (i) => (raw[i]! - y[i]!) ** 2)
    },
  }
}

function weightsOf(team: Team, data: LossData): (row: number) => number {
  const weights = data.weights ? team.f64(data.weights, data.n) : undefined
  return (row) => (weights ? weights[row]! : 1)
}

function weightedMean(rows: Uint32Array, weightOf: (row: number) => number, of: (row: number) => number): number {
  let [sum, total] = [0, 0]
  for (const row of rows) {
    sum += weightOf(row) * of(row)
    total += weightOf(row)
  }
  return sum / total
}
