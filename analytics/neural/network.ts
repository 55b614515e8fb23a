import type { Matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { childSeed, mulberry32, normal, permutation, shuffle, type Uniform } from '../numeric/random.ts'
import { type Team, withTeam } from '../numeric/team.ts'
import { boolean_, choice_, integer_, list_, nullable_, number_, type Values } from '../params.ts'

/** Parameters of a multilayer perceptron. */
export const networkParameters = {
  hidden: list_(integer_({ default: 1, min: 1, max: 4096 }), { default: [64], help: 'units of each hidden layer' }),
  activation: choice_(['relu', 'tanh'], { default: 'relu', help: 'of the hidden units' }),
  epochs: integer_({ default: 200, min: 1, max: 100000, help: 'passes over the rows, at most' }),
  batch: integer_({ default: 200, min: 1, help: 'rows of a step' }),
  learningRate: number_({ default: 0.001, above: 0, max: 1, help: "Adam's step" }),
  l2: number_({ default: 1, min: 0, help: 'shrinks the weights; shared out over the rows of a batch' }),
  dropout: number_({ default: 0, min: 0, below: 1, help: 'share of hidden units left out at random while learning' }),
  patience: nullable_(integer_({ default: 1, min: 1 }), {
    default: 10,
    help: 'stop after so many epochs without better loss on held-back rows, keeping the best weights; null: never',
  }),
  validationShare: number_({ default: 0.1, above: 0, below: 1, help: 'share of rows held back when patience is set' }),
  members: integer_({
    default: 3,
    min: 1,
    max: 100,
    help: 'networks with seeds of their own whose answers are averaged',
  }),
  standardise: boolean_({ default: true, help: 'bring columns to mean 0 and deviation 1 first' }),
}

/** Values of {@link networkParameters}. */
export type NetworkValues = Values<typeof networkParameters>

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

/** What to learn: the loss, the answers, the true number of outputs. */
export type Task = {
  kind: 'binary' | 'classes' | 'number'
  outputs: number
  y: Float32Array
  weights: Float64Array | undefined
}

const kinds = { binary: 0, classes: 1, number: 2 } as const
const padded = (width: number) => (width + 3) & ~3

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

function sizeOf(widths: Int32Array): number {
  let size = 0
  for (let l = 0; l + 1 < widths.length; l++) size += (widths[l]! + 1) * widths[l + 1]!
  return size
}

/** Small random weights where true units meet, zero in the padding. */
function startWeights(
  out: Float32Array,
  widths: Int32Array,
  true_: readonly number[],
  relu: boolean,
  uniform: Uniform,
): void {
  out.fill(0)
  let at = 0
  for (let l = 0; l + 1 < widths.length; l++) {
    const [k, n] = [true_[l]!, true_[l + 1]!]
    const size = Math.sqrt((relu ? 2 : 1) / (k + n))
    for (let i = 0; i < k; i++) for (let j = 0; j < n; j++) out[at + i * widths[l + 1]! + j] = size * normal(uniform)
    at += (widths[l]! + 1) * widths[l + 1]!
  }
}

class Trainer {
  readonly losses: number[] = []
  private readonly team: Team
  private readonly task: Task
  private readonly values: NetworkValues
  private readonly uniform: Uniform
  private readonly report: (done: number, what: string) => void
  private readonly size: number
  private readonly n: number
  private readonly args: number
  private readonly doubles: Float64Array
  private readonly ints: Int32Array
  private readonly learned: Uint32Array
  private readonly held: Uint32Array
  private readonly heldNet: Predictor | undefined

  constructor(
    team: Team,
    rows: number,
    x: Matrix,
    widths: Int32Array,
    task: Task,
    values: NetworkValues,
    seed: number,
    report: (done: number, what: string) => void,
  ) {
    this.team = team
    this.task = task
    this.values = values
    this.report = report
    this.n = x.rows
    this.uniform = mulberry32(seed)
    ;[this.learned, this.held] = this.divideRows()
    this.size = sizeOf(widths)
    const batch = Math.min(values.batch, this.learned.length)
    const units = widths.reduce((sum, width) => sum + width, 0)
    const largest = widths.reduce((most, width, l) => Math.max(most, width * (widths[l + 1] ?? 0)), 0)
    const vector = () => team.alloc(this.size * 4)
    const weights = task.weights ? team.place(Float32Array.from(task.weights)) : 0
    const data = [rows, team.place(task.y), weights, team.alloc(this.n * 4), team.place(widths)]
    const vectors = [vector(), vector(), vector(), vector()]
    const buffers = [team.alloc(batch * units * 4), team.alloc(batch * units * 4), team.alloc(largest * 4), 0]
    const shape = [this.learned.length, batch, widths.length - 1, kinds[task.kind], task.outputs]
    const rest = [values.activation === 'relu' ? 0 : 1, this.size, 0, Math.floor(this.uniform() * 2 ** 31) | 1, 0]
    const ints = [...data, ...vectors, ...buffers, ...shape, ...rest]
    this.args = team.args([values.learningRate, values.l2, values.dropout, 0], ints)
    this.doubles = team.f64(this.args, 4)
    this.ints = team.i32(this.args + 32, ints.length)
    for (const at of vectors.slice(1)) team.f32(at, this.size).fill(0)
    const trueWidths = [x.columns, ...values.hidden, task.outputs]
    startWeights(this.parameters, widths, trueWidths, values.activation === 'relu', this.uniform)
    if (this.held.length) this.heldNet = this.placeHeld(rows, widths)
  }

  private get parameters(): Float32Array {
    return this.team.f32(this.ints[5]!, this.size)
  }

  private divideRows(): [Uint32Array, Uint32Array] {
    const { weights } = this.task
    const used = Uint32Array.from({ length: this.n }, (_, i) => i).filter((i) => !weights || weights[i]! > 0)
    const count = this.values.patience === null ? 0 : Math.floor(used.length * this.values.validationShare)
    if (count < 5) return [used, new Uint32Array(0)]
    const order = permutation(used.length, this.uniform)
    return [
      Uint32Array.from(order.subarray(count), (k) => used[k]!),
      Uint32Array.from(order.subarray(0, count), (k) => used[k]!),
    ]
  }

  private placeHeld(rows: number, widths: Int32Array): Predictor {
    const width = widths[0]!
    const at = this.team.alloc(this.held.length * width * 4)
    const [from, to] = [this.team.f32(rows, this.n * width), this.team.f32(at, this.held.length * width)]
    this.held.forEach((row, k) => {
      to.set(from.subarray(row * width, (row + 1) * width), k * width)
    })
    return new Predictor(this.team, at, this.held.length, widths, this.ints[5]!, this.values.activation)
  }

  learn(): Float32Array {
    const { epochs, patience } = this.values
    const order = this.learned.slice()
    let [best, bestLoss, since] = [this.parameters.slice(), Infinity, 0]
    for (let epoch = 0; epoch < epochs; epoch++) {
      this.report(epoch / epochs, `epoch ${epoch + 1}`)
      this.team.i32(this.ints[3]!, order.length).set(shuffle(order, this.uniform))
      this.team.run('mlpEpoch', 1, this.args)
      this.losses.push(this.doubles[3]! / order.length)
      if (!this.heldNet) continue
      const loss = this.heldLoss()
      since++
      if (loss < bestLoss) [best, bestLoss, since] = [this.parameters.slice(), loss, 0]
      if (since >= patience!) break
    }
    return this.heldNet ? best : this.parameters.slice()
  }

  private heldLoss(): number {
    const { kind, outputs, y, weights } = this.task
    const out = this.heldNet!.run()
    const width = padded(outputs)
    let [sum, total] = [0, 0]
    this.held.forEach((row, k) => {
      const weight = weights?.[row] ?? 1
      total += weight
      sum += weight * lossOf(kind, out.subarray(k * width, k * width + outputs), y[row]!)
    })
    return sum / total
  }
}

function lossOf(kind: Task['kind'], out: Float32Array, y: number): number {
  if (kind === 'number') return (out[0]! - y) ** 2
  if (kind === 'binary') return Math.max(out[0]!, 0) - out[0]! * y + Math.log1p(Math.exp(-Math.abs(out[0]!)))
  const top = out.reduce((most, z) => Math.max(most, z), -Infinity)
  return Math.log(out.reduce((sum, z) => sum + Math.exp(z - top), 0)) + top - out[y]!
}

const chunkRows = 256

/** Forward passes over placed rows. */
class Predictor {
  private readonly team: Team
  private readonly n: number
  private readonly outputs: number
  private readonly args: number
  private readonly out: number

  constructor(
    team: Team,
    rows: number,
    n: number,
    widths: Int32Array,
    parameters: number,
    activation: 'relu' | 'tanh',
  ) {
    this.team = team
    this.n = n
    this.outputs = widths[widths.length - 1]!
    const room = chunkRows * widths.reduce((sum, width) => sum + width, 0) * 4
    this.out = team.alloc(n * this.outputs * 4)
    const data = [
      rows,
      0,
      0,
      0,
      team.place(widths),
      parameters,
      0,
      0,
      0,
      team.alloc(room * team.threads),
      0,
      0,
      this.out,
    ]
    const shape = [n, room, widths.length - 1, 0, 0, activation === 'relu' ? 0 : 1, 0, 0, 0, chunkRows]
    this.args = team.args([0, 0, 0, 0], [...data, ...shape])
  }

  /** Outputs, n × padded number of outputs. */
  run(): Float32Array {
    this.team.run('mlpPredict', Math.ceil(this.n / chunkRows), this.args)
    return this.team.f32(this.out, this.n * this.outputs)
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
