import type { Matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { childSeed, mulberry32, permutation, type Uniform } from '../numeric/random.ts'
import { type Team, withTeam } from '../numeric/team.ts'
import type { Values } from '../params.ts'
import { type Binned, learnBins } from './bins.ts'
import { TreeGrower } from './boosting-grow.ts'
import type { Scale } from './boosting-leaf.ts'
import type { Loss, LossData } from './boosting-loss.ts'
import { type BoostingValues, type boostingParameters, forRows } from './boosting-parameters.ts'
import { assemble, type Ensemble, type GrownTree } from './ensemble.ts'
import { normalised } from './importance.ts'

/** What boosting learns. */
export type Boosted = {
  readonly trees: Ensemble
  readonly base: Float64Array
  /** Share of the total gain that each column brought. */
  readonly importance: Float64Array
  /** Rounds that were kept. */
  readonly rounds: number
  /** Mean loss on the held-back rows after each round; empty without `patience`. */
  readonly validation: Float64Array
}

type Input = { x: Matrix; target: ArrayLike<number>; weights: Float64Array | undefined }
type MakeLoss = (team: Team, data: LossData, learned: Uint32Array) => Loss

/**
 * The rounds of gradient boosting (Friedman 2001; histograms as in LightGBM, Ke et al. 2017): each round fits one tree per
 * output to the gradient of the loss, and adds `learningRate` of it.
 *
 * Cost: O(rounds × outputs × n × columns × log leaves) byte look-ups. Memory: about n × (columns + 8 outputs + 28) bytes.
 */
export function boost(input: Input, given: Values<typeof boostingParameters>, run: Run, makeLoss: MakeLoss): Boosted {
  const { x } = input
  const values = forRows(given, x.rows)
  return withTeam(x.rows * x.columns * values.rounds > 2e6, (team) => {
    const data = learnBins(team, x, values.categorical, values.bins)
    return new Rounds(team, data, input, values, run, makeLoss).all()
  })
}

class Rounds {
  private readonly team: Team
  private readonly data: Binned
  private readonly values: BoostingValues
  private readonly run: Run
  private readonly n: number
  private readonly learned: Uint32Array
  private readonly held: Uint32Array
  private readonly heldAt: number
  private readonly missingAt: number
  private readonly lossData: LossData
  private readonly loss: Loss
  private readonly grower: TreeGrower
  private readonly uniform: Uniform
  private readonly leavesAt: number

  constructor(team: Team, data: Binned, input: Input, values: BoostingValues, run: Run, makeLoss: MakeLoss) {
    const n = input.x.rows
    this.team = team
    this.data = data
    this.values = values
    this.run = run
    this.n = n
    this.uniform = mulberry32(childSeed(run.seed, 0))
    ;[this.learned, this.held] = this.divideRows(input.weights)
    this.heldAt = team.place(this.held)
    this.missingAt = team.place(Uint8Array.from(data.table.counts))
    const heaviest = input.weights?.reduce((most, weight) => Math.max(most, weight), 0) ?? 1
    const weights = input.weights ? team.place(input.weights) : 0
    const target = team.place(Float64Array.from(input.target))
    // The kernels read two rows at a time, so that one more must be readable.
    this.lossData = { target, weights, raw: 0, n, heaviest }
    this.loss = makeLoss(team, this.lossData, this.learned)
    this.lossData.raw = team.alloc((n * this.loss.outputs + 1) * 8)
    const limits = { ...values, depth: values.depth ?? Infinity, leaves: values.leaves }
    this.grower = new TreeGrower(team, data, n, this.learned, limits)
    this.leavesAt = team.alloc(values.leaves * 16)
  }

  private divideRows(weights: Float64Array | undefined): [Uint32Array, Uint32Array] {
    const used = Uint32Array.from({ length: this.n }, (_, i) => i).filter((i) => !weights || weights[i]! > 0)
    const count = this.values.patience === null ? 0 : Math.floor(used.length * this.values.validationShare)
    if (count < 1 || used.length - count < 2) return [used, new Uint32Array(0)]
    const order = permutation(used.length, this.uniform)
    const held = new Uint8Array(used.length)
    for (let k = 0; k < count; k++) held[order[k]!] = 1
    return [used.filter((_, k) => !held[k]), used.filter((_, k) => held[k])]
  }

  all(): Boosted {
    const { outputs, base } = this.loss
    for (const [k, value] of base.entries()) this.team.f64(this.lossData.raw + k * this.n * 8, this.n).fill(value)
    const trees: GrownTree[] = []
    const validation: number[] = []
    for (let round = 0; round < this.values.rounds; round++) {
      this.run.progress(round / this.values.rounds, `tree ${round + 1} of ${this.values.rounds}`)
      this.loss.prepare()
      for (let k = 0; k < outputs; k++) trees.push(this.oneTree(k))
      if (this.held.length) validation.push(this.loss.mean(this.held))
      if (this.isOver(validation)) break
    }
    const rounds = this.held.length ? bestRound(validation) + 1 : trees.length / outputs
    const kept = trees.slice(0, rounds * outputs)
    const outputOf = Int32Array.from(kept, (_, t) => t % outputs)
    const importance = normalised(this.grower.importance)
    const ensemble = assemble(this.data.table, kept, 1, outputOf)
    return { trees: ensemble, base, importance, rounds, validation: Float64Array.from(validation) }
  }

  private isOver(validation: number[]): boolean {
    return this.held.length > 0 && validation.length - 1 - bestRound(validation) >= this.values.patience!
  }

  private oneTree(output: number): GrownTree {
    const scale: Scale = this.loss.gradient(output, this.grower.gh)
    if (this.values.rowShare < 1) this.dropRows()
    if (this.values.columnShare < 1) this.grower.allow(this.drawColumns())
    const { tree, leaves } = this.grower.growTree(scale, this.values.learningRate)
    const raw = this.lossData.raw + output * this.n * 8
    this.addToLearned(leaves, raw)
    if (this.held.length) this.addToHeld(tree, raw)
    return tree
  }

  /** Rows that were not drawn keep their place in the tree but pull in no direction. */
  private dropRows(): void {
    const gh = this.team.i32(this.grower.gh, this.n * 2)
    for (const row of this.learned) if (this.uniform() >= this.values.rowShare) gh[2 * row] = gh[2 * row + 1] = 0
  }

  private drawColumns(): Uint8Array {
    const columns = this.data.table.counts.length
    const allowed = new Uint8Array(columns)
    const count = Math.max(1, Math.round(columns * this.values.columnShare))
    for (const j of permutation(columns, this.uniform).subarray(0, count)) allowed[j] = 1
    return allowed
  }

  private addToLearned(leaves: readonly { start: number; end: number; value: number }[], raw: number): void {
    const extents = this.team.i32(this.leavesAt, leaves.length * 4)
    const values = this.team.f64(this.leavesAt, leaves.length * 2)
    leaves.forEach(({ start, end, value }, k) => {
      extents[4 * k] = start
      extents[4 * k + 1] = end
      values[2 * k + 1] = value
    })
    const mark = this.team.mark()
    this.team.run('addLeaf', leaves.length, this.team.args([], [raw, this.grower.rows, this.leavesAt]))
    this.team.release(mark)
  }

  private addToHeld(tree: GrownTree, raw: number): void {
    const { team } = this
    const mark = team.mark()
    const parts = [team.place(tree.nodes), team.place(tree.sets), team.place(tree.setOf), this.missingAt]
    const sizes = [this.n, this.held.length, 4096]
    const args = [this.data.bins, this.heldAt, ...parts, team.place(tree.values), raw, ...sizes]
    team.run('walkColumns', Math.ceil(this.held.length / 4096), team.args([], args))
    team.release(mark)
  }
}

function bestRound(validation: readonly number[]): number {
  let best = 0
  for (let i = 1; i < validation.length; i++) if (validation[i]! < validation[best]!) best = i
  return best
}
