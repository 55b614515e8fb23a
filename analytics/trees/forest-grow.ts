import type { Matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { childSeed } from '../numeric/random.ts'
import { type Team, withTeam } from '../numeric/team.ts'
import { type Binned, learnBins } from './bins.ts'
import { assemble, type Ensemble, type GrownTree } from './ensemble.ts'
import { normalised } from './importance.ts'

/** How to grow trees to the full on drawn rows and columns. */
export type Growth = {
  trees: number
  /** Columns tried at each node. */
  tries: number
  minLeaf: number
  minSplit: number
  depth: number
  minGain: number
  /** Rows drawn with replacement for each tree, as a share; null: all rows once. */
  rowShare: number | null
  bins: number
  categorical: ArrayLike<number>
}

/** What to learn: class indices (`classes` > 2), or numbers (two classes as 0 and 1) with `classes` = 0. */
export type Answers = { values: ArrayLike<number>; classes: number; weights: Float64Array | undefined }

/** Fully grown trees with the share of the gain that each column brought. */
export type Grown = { readonly trees: Ensemble; readonly importance: Float64Array }

const massLimit = 2 ** 20

/**
 * Grows independent trees, each on its own thread: depth first, at each node the best cut of `tries` random columns by the
 * fall of squared error (two classes: of the Gini index, which is twice that) or, for more classes, of the Gini index.
 *
 * Cost: O(trees × rows × tries × depth) byte look-ups. Memory: n × (columns + 8) bytes and, for each thread, about
 * 60 n / minLeaf + 30 n bytes. A tree depends on its seed alone, not on the thread.
 */
export function growForest(x: Matrix, answers: Answers, growth: Growth, run: Run): Grown {
  return withTeam(x.rows * x.columns * growth.trees > 2e5, (team) => {
    const data = learnBins(team, x, growth.categorical, growth.bins)
    return new Plantation(team, data, x.rows, answers, growth, run).all()
  })
}

class Plantation {
  private readonly team: Team
  private readonly data: Binned
  private readonly growth: Growth
  private readonly run: Run
  private readonly columns: number
  private readonly width: number
  private readonly nodes: number
  private readonly outputBytes: number
  private readonly batch: number
  private readonly output: number
  private readonly seeds: number
  private readonly args: number
  private readonly gains: Float64Array
  private readonly massScale: number

  constructor(team: Team, data: Binned, n: number, answers: Answers, growth: Growth, run: Run) {
    this.team = team
    this.data = data
    this.growth = growth
    this.run = run
    this.columns = data.table.counts.length
    this.width = answers.classes || 1
    this.gains = new Float64Array(this.columns)
    const used = Uint32Array.from({ length: n }, (_, i) => i).filter((i) => !answers.weights || answers.weights[i]! > 0)
    const m = used.length
    this.nodes = mostNodes(m, growth)
    this.outputBytes = this.bytesOfOutput()
    this.batch = Math.min(growth.trees, team.threads * (this.outputBytes < 4e6 ? 4 : 1))
    this.massScale = scaleOfWeights(answers.weights)
    const gh = this.placeAnswers(answers, n)
    const scratchBytes = this.bytesOfScratch(n, m)
    this.output = team.alloc(this.batch * this.outputBytes)
    this.seeds = team.alloc(this.batch * 4)
    const scratch = team.alloc(team.threads * scratchBytes)
    const places = [
      this.byRow(n),
      gh,
      this.placeMeta(),
      this.seeds,
      this.output,
      scratch,
      this.outputBytes,
      scratchBytes,
    ]
    const draws = growth.rowShare === null ? 0 : Math.max(1, Math.round(m * growth.rowShare))
    const limits = [
      growth.tries,
      growth.minLeaf,
      growth.minSplit,
      Math.min(growth.depth, 2 ** 30),
      draws,
      answers.classes,
    ]
    const values = answers.classes ? 0 : team.place(Float64Array.from(answers.values))
    const weights = answers.weights ? team.place(answers.weights) : 0
    const rest = [this.nodes, team.place(used), m, this.width, values, weights]
    this.args = team.args([growth.minGain || -Infinity], [...places, n, this.columns, ...limits, ...rest])
  }

  private bytesOfOutput(): number {
    const leaves = (this.nodes + 1) / 2
    return roundUp(16 + this.columns * 8 + leaves * this.width * 8 + this.nodes * 8 + leaves * 32 + this.nodes * 12)
  }

  private bytesOfScratch(n: number, m: number): number {
    const k = Math.max(2, this.width)
    return roundUp(256 * k * 8 + k * 16 + 2336 + this.columns * 4 + (m + 2) * 24 + m * 8 + n * 12)
  }

  private placeMeta(): number {
    const { counts, kinds } = this.data.table
    return this.team.place(
      Int32Array.from({ length: this.columns * 2 }, (_, i) => (i % 2 ? kinds[i >> 1]! : counts[i >> 1]!)),
    )
  }

  /** The bins row by row: a node's rows lie apart, but the columns tried for a row lie together. */
  private byRow(n: number): number {
    const at = this.team.alloc(n * this.columns)
    const args = this.team.args([], [this.data.bins, at, n, this.columns, 1024])
    this.team.run('transpose', Math.ceil(n / 1024), args)
    return at
  }

  /** Pairs of integers: weight × answer (or the class), and weight. */
  private placeAnswers({ values, classes, weights }: Answers, n: number): number {
    const at = this.team.alloc(n * 8)
    const pairs = this.team.i32(at, n * 2)
    const toInteger = integerAnswers(values, classes)
    for (let i = 0; i < n; i++) {
      const mass = weights ? Math.max(1, Math.round(weights[i]! * this.massScale)) : 1
      pairs[2 * i] = toInteger(values[i]!, mass, this.massScale)
      pairs[2 * i + 1] = mass
    }
    return at
  }

  all(): Grown {
    const { trees } = this.growth
    const grown: GrownTree[] = []
    for (let first = 0; first < trees; first += this.batch) {
      this.run.progress(first / trees, `tree ${first + 1} of ${trees}`)
      const count = Math.min(this.batch, trees - first)
      const seeds = Uint32Array.from({ length: count }, (_, t) => childSeed(this.run.seed, first + t))
      this.team.i32(this.seeds, count).set(seeds)
      this.team.run('growTree', count, this.args)
      for (let t = 0; t < count; t++) grown.push(this.harvest(this.output + t * this.outputBytes))
    }
    const ensemble = assemble(this.data.table, grown, this.width, new Int32Array(trees))
    return { trees: ensemble, importance: normalised(this.gains) }
  }

  private harvest(at: number): GrownTree {
    const { team } = this
    const [nodes, sets, leaves] = team.i32(at, 3) as unknown as [number, number, number]
    const most = this.nodes
    const gainsAt = at + 16
    const valuesAt = gainsAt + this.columns * 8
    const nodesAt = valuesAt + ((most + 1) / 2) * this.width * 8
    const setsAt = nodesAt + most * 8
    const coverAt = setsAt + ((most - 1) / 2) * 32
    const gains = team.f64(gainsAt, this.columns)
    for (let j = 0; j < this.columns; j++) this.gains[j]! += gains[j]!
    const cover = team.f32(coverAt, nodes).map((mass) => mass / this.massScale)
    return {
      nodes: team.i32(nodesAt, nodes * 2).slice(),
      cover: Float32Array.from(cover),
      setOf: sets ? team.i32(coverAt + most * 8, nodes).slice() : new Int32Array(0),
      sets: team.u8(setsAt, sets * 32).slice(),
      values: team.f64(valuesAt, leaves * this.width).slice(),
    }
  }
}

function roundUp(bytes: number): number {
  return (bytes + 31) & ~15
}

/** An odd bound on the nodes of one tree. */
function mostNodes(m: number, growth: Growth): number {
  const leaves = Math.max(1, Math.floor(m / growth.minLeaf))
  const byDepth = growth.depth < 30 ? 2 ** growth.depth : Infinity
  return 2 * Math.min(leaves, byDepth) - 1
}

function scaleOfWeights(weights: Float64Array | undefined): number {
  return weights ? massLimit / weights.reduce((most, weight) => Math.max(most, weight), 0) : 1
}

function isBinary(values: ArrayLike<number>): boolean {
  return Array.prototype.every.call(values, (value: number) => value === 0 || value === 1)
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** The first integer of a row: the class; mass × answer for 0 and 1; mass × the answer's distance from the mean, scaled. */
function integerAnswers(
  values: ArrayLike<number>,
  classes: number,
): (value: number, mass: number, scale: number) => number {
  if (classes) return (value) => value
  if (isBinary(values)) return (value, mass) => value * mass
  const middle = meanOf(values)
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]! - middle))
  const unit = most > 0 ? 2 ** 24 / most : 0
  return (value, mass, scale) => Math.round((value - middle) * unit * (scale === 1 ? mass : mass / massLimit))
}
