import type { Matrix } from '../matrix.ts'
import { mulberry32, normal, permutation, shuffle, type Uniform } from '../numeric/random.ts'
import type { Team } from '../numeric/team.ts'
import { Predictor } from './forward.ts'
import type { NetworkValues } from './parameters.ts'
import { padded, sizeOf } from './widths.ts'

/** What to learn: the loss, the answers, the true number of outputs. */
export type Task = {
  kind: 'binary' | 'classes' | 'number'
  outputs: number
  y: Float32Array
  weights: Float64Array | undefined
}

const kinds = { binary: 0, classes: 1, number: 2 } as const

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

/** Learns one network by epochs, keeping the weights that did best on the rows held back. */
export class Trainer {
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
