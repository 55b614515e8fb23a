import type { Matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { childSeed } from '../numeric/random.ts'
import { withTeam } from '../numeric/team.ts'
import { Predictor } from './forward.ts'
import type { NetworkValues } from './parameters.ts'
import { type Task, Trainer } from './trainer.ts'
import { padded, sizeOf } from './widths.ts'

/** What a network learns: for each layer inputs × outputs weights and then biases, widths padded to four. */
export type Network = {
  readonly widths: Int32Array
  readonly outputs: number
  /** The members' parameters, one network after the other. */
  readonly weights: Float32Array
  readonly mean: Float64Array
  readonly scale: Float64Array
  /** Mean loss on the learning rows by epoch, of the first network. */
  readonly losses: Float64Array
}

/**
 * Learns networks of ReLU or tanh layers by Adam on mini-batches in single precision (He or Glorot start).
 * Loss of a batch: mean log loss or half squared error + l2 / (2 × rows) × Σ w².
 * Source: Kingma & Ba, Adam, 2015; Srivastava et al., Dropout, 2014.
 *
 * Cost: about 6 × rows × weights operations an epoch. Memory: 4 n × columns bytes and 16 bytes for each weight.
 */
export function learnNetwork(x: Matrix, task: Task, values: NetworkValues, run: Run): Network {
  return withTeam(false, (team) => {
    const { mean, scale } = values.standardise ? momentsOf(x) : plain(x.columns)
    const widths = Int32Array.from([x.columns, ...values.hidden, task.outputs], padded)
    const rows = team.alloc(x.rows * widths[0]! * 4)
    fillRows(team.f32(rows, x.rows * widths[0]!), x, mean, scale, widths[0]!)
    const weights: Float32Array[] = []
    let losses: number[] = []
    for (let member = 0; member < values.members; member++) {
      const mark = team.mark()
      const report = (done: number, what: string) => run.progress((member + done) / values.members, what)
      const trainer = new Trainer(team, rows, x, widths, task, values, childSeed(run.seed, member), report)
      weights.push(trainer.learn())
      if (!member) losses = trainer.losses
      team.release(mark)
    }
    const all = new Float32Array(weights.length * weights[0]!.length)
    weights.forEach((one, member) => {
      all.set(one, member * one.length)
    })
    return { widths, outputs: task.outputs, weights: all, mean, scale, losses: Float64Array.from(losses) }
  })
}

function momentsOf(x: Matrix): { mean: Float64Array; scale: Float64Array } {
  const mean = new Float64Array(x.columns)
  const scale = new Float64Array(x.columns)
  for (let j = 0; j < x.columns; j++) {
    let sum = 0
    for (let i = 0; i < x.rows; i++) sum += x.data[i * x.columns + j]! / x.rows
    let squares = 0
    for (let i = 0; i < x.rows; i++) squares += (x.data[i * x.columns + j]! - sum) ** 2 / x.rows
    mean[j] = sum
    const deviation = Math.sqrt(squares)
    scale[j] = deviation > 1e-12 * Math.abs(sum) && deviation > 0 ? deviation : 1
  }
  return { mean, scale }
}

function plain(columns: number): { mean: Float64Array; scale: Float64Array } {
  return { mean: new Float64Array(columns), scale: new Float64Array(columns).fill(1) }
}

function fillRows(out: Float32Array, x: Matrix, mean: Float64Array, scale: Float64Array, width: number): void {
  for (let i = 0; i < x.rows; i++) {
    const [from, to] = [i * x.columns, i * width]
    for (let j = 0; j < x.columns; j++) out[to + j] = (x.data[from + j]! - mean[j]!) / scale[j]!
    for (let j = x.columns; j < width; j++) out[to + j] = 0
  }
}

/** Raw outputs of every member, one n × outputs block (row-major) after the other. */
export function networkOutputs(net: Network, activation: 'relu' | 'tanh', x: Matrix): Float64Array[] {
  return withTeam(x.rows * net.weights.length > 2e7, (team) => {
    const width = net.widths[0]!
    const rows = team.alloc(x.rows * width * 4)
    fillRows(team.f32(rows, x.rows * width), x, net.mean, net.scale, width)
    const size = sizeOf(net.widths)
    const parameters = team.alloc(size * 4)
    const predictor = new Predictor(team, rows, x.rows, net.widths, parameters, activation)
    return Array.from({ length: net.weights.length / size }, (_, member) => {
      team.f32(parameters, size).set(net.weights.subarray(member * size, (member + 1) * size))
      return unpad(predictor.run(), x.rows, net.outputs, padded(net.outputs))
    })
  })
}

function unpad(from: Float32Array, n: number, outputs: number, width: number): Float64Array {
  const out = new Float64Array(n * outputs)
  for (let i = 0; i < n; i++) for (let k = 0; k < outputs; k++) out[i * outputs + k] = from[i * width + k]!
  return out
}
