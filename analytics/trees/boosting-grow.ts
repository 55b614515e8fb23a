import type { Team } from '../numeric/team.ts'
import type { Binned } from './bins.ts'
import { type Best, type Leaf, mostGainful, type Scale, type Sums, type TreeLimits } from './boosting-leaf.ts'
import { Building } from './boosting-nodes.ts'
import type { GrownTree } from './ensemble.ts'

const splitBytes = 64
const countShift = 40n
const massMask = (1n << countShift) - 1n
const catSmooth = 10

/**
 * Grows trees leaf by leaf, the most gainful first, over histograms of bins. The histogram of the larger child is the
 * parent's minus the smaller one's; all sums are integers, so that is exact and independent of threads.
 */
export class TreeGrower {
  private readonly team: Team
  private readonly data: Binned
  private readonly columns: number
  private readonly limits: TreeLimits
  private readonly n: number
  readonly gh: number
  readonly rows: number
  private readonly allRows: Uint32Array
  private readonly meta: number
  private readonly grow: number
  private readonly growInts: Int32Array
  private readonly nodesAt: number
  private readonly splits: number
  private readonly partition: number
  private readonly setAt: number
  private readonly tasks: number
  private scale: Scale = { gradient: 1, hessian: 1 }
  private readonly gains: Float64Array

  constructor(team: Team, data: Binned, n: number, allRows: Uint32Array, limits: TreeLimits) {
    this.team = team
    this.data = data
    this.n = n
    this.columns = data.table.counts.length
    this.limits = limits
    this.allRows = allRows
    this.gains = new Float64Array(this.columns)
    this.gh = team.alloc((n + 1) * 8)
    this.rows = team.place(allRows)
    const spare = team.alloc(allRows.length * 4)
    const slotBytes = this.slotBytes()
    this.meta = this.placeMeta()
    const hist = team.alloc((limits.leaves + 1) * slotBytes)
    this.splits = team.alloc(this.columns * 2 * splitBytes)
    this.nodesAt = team.alloc(96)
    const scratch = team.alloc(team.threads * 4096)
    const group = groupSize(this.columns)
    this.tasks = Math.ceil(this.columns / group)
    const sizes = [n, this.columns, group, limits.minLeaf, data.bins, this.gh, this.rows, this.meta, hist, slotBytes]
    const places = [0, 0, this.splits, scratch, this.nodesAt, this.nodesAt + 48]
    this.grow = team.args([1, 1, limits.l2 + 1e-15, 1e-3, catSmooth], [...sizes, ...places])
    this.growInts = team.i32(this.grow + 40, sizes.length + places.length)
    this.setAt = team.alloc(32)
    const counts = team.alloc((Math.ceil(n / partitionChunk) + 1) * 4)
    this.partition = team.args([], [this.rows, spare, 0, counts, 0, 0, 0, partitionChunk, 0, 0, 0])
  }

  private slotBytes(): number {
    return this.data.table.counts.reduce((sum, count) => sum + count + 1, 0) * 16
  }

  private placeMeta(): number {
    const { counts, kinds } = this.data.table
    const words = new Int32Array(this.columns * 6)
    let cell = 0
    for (let j = 0; j < this.columns; j++) {
      const missing = this.data.table.missing[j]! > 0 ? 1 : 0
      words.set([cell, counts[j]!, kinds[j]!, this.limits.monotone[j] ?? 0, missing, 1], j * 6)
      cell += counts[j]! + 1
    }
    return this.team.place(words)
  }

  /** Gains by column since the start. */
  get importance(): Float64Array {
    return this.gains
  }

  /** Only these columns may split until the next call. */
  allow(allowed: Uint8Array): void {
    const words = this.team.i32(this.meta, this.columns * 6)
    for (let j = 0; j < this.columns; j++) words[j * 6 + 5] = allowed[j]!
  }

  /** One tree on the gradients in `gh`. `leaves` tells where each leaf's rows lie in `rows`. */
  growTree(scale: Scale, rate: number): { tree: GrownTree; leaves: { start: number; end: number; value: number }[] } {
    this.scale = scale
    this.team.f64(this.grow, 2).set([1 / scale.gradient, 1 / scale.hessian])
    this.team.i32(this.rows, this.allRows.length).set(this.allRows)
    const build = new Building()
    const root = this.rootLeaf()
    this.search(root, undefined)
    const open = [root]
    const minGain = Math.max(this.limits.minGain, 1e-12)
    while (open.length < this.limits.leaves) {
      const leaf = mostGainful(open)
      if (!leaf || leaf.best!.gain <= minGain) break
      open.splice(open.indexOf(leaf), 1, ...this.divide(leaf, build, open.length + 1 < this.limits.leaves))
    }
    return this.close(open, build, rate)
  }

  private rootLeaf(): Leaf {
    const gh = this.team.i32(this.gh, this.n * 2)
    let [gradient, hessian] = [0, 0]
    for (const row of this.allRows) {
      gradient += gh[2 * row]!
      hessian += gh[2 * row + 1]!
    }
    const mass = (BigInt(this.allRows.length) << countShift) + BigInt(hessian)
    const sums = { gradient: BigInt(gradient), mass }
    return {
      node: 0,
      start: 0,
      end: this.allRows.length,
      depth: 0,
      sums,
      low: -Infinity,
      high: Infinity,
      slot: 0,
      best: undefined,
    }
  }

  private canSplit(leaf: Leaf): boolean {
    return leaf.depth < this.limits.depth && leaf.end - leaf.start >= 2 * this.limits.minLeaf
  }

  /** Best splits of a pair of children (or of the root), the smaller first. */
  private search(small: Leaf, large: Leaf | undefined): void {
    const active = [this.canSplit(small), large ? this.canSplit(large) : false]
    if (!active[0] && !active[1]) return
    this.describe(0, small, active[0]!)
    if (large) this.describe(1, large, active[1]!)
    this.growInts[10] = small.start
    this.growInts[11] = small.end
    this.team.i32(this.nodesAt + 48 + 32, 1)[0] = large ? large.slot : -1
    this.team.run('splitGroup', this.tasks, this.grow)
    if (active[0]) small.best = this.bestOf(0)
    if (large && active[1]) large.best = this.bestOf(1)
  }

  private describe(index: number, leaf: Leaf, active: boolean): void {
    const at = this.nodesAt + index * 48
    const sums = this.team.i64(at, 2)
    sums[0] = leaf.sums.gradient
    sums[1] = leaf.sums.mass
    this.team.f64(at + 16, 2).set([leaf.low, leaf.high])
    this.team.i32(at + 32, 2).set([leaf.slot, active ? 1 : 0])
  }

  private bestOf(index: number): Best | undefined {
    const gains = this.team.f64(this.splits, this.columns * 2 * (splitBytes / 8))
    let best = -1
    let most = 0
    for (let j = 0; j < this.columns; j++) {
      const gain = gains[(j * 2 + index) * (splitBytes / 8)]!
      if (gain > most) {
        most = gain
        best = j
      }
    }
    return best < 0 ? undefined : this.readSplit(this.splits + (best * 2 + index) * splitBytes, best, most)
  }

  private readSplit(at: number, column: number, gain: number): Best {
    const sums = this.team.i64(at + 8, 2)
    const [bin, missingLeft] = this.team.i32(at + 24, 2)
    const set = this.data.table.kinds[column] ? this.team.u8(at + 32, 32).slice() : undefined
    const left = { gradient: sums[0]!, mass: sums[1]! }
    return { ...left, gain, column, bin: bin!, missingLeft: missingLeft!, set }
  }

  private divide(leaf: Leaf, build: Building, searchOn: boolean): [Leaf, Leaf] {
    const best = leaf.best!
    const leftRows = Number(best.mass >> countShift)
    const middle = leaf.start + leftRows
    const rightSums = { gradient: leaf.sums.gradient - best.gradient, mass: leaf.sums.mass - best.mass }
    if (!this.data.table.missing[best.column]) best.missingLeft = middle - leaf.start >= leaf.end - middle ? 1 : 0
    this.partitionRows(leaf, best)
    const first = build.split(leaf.node, best, this.massOf(leaf.sums))
    this.gains[best.column]! += best.gain
    const common = { depth: leaf.depth + 1, slot: leaf.slot, best: undefined }
    const leftSums = { gradient: best.gradient, mass: best.mass }
    const left: Leaf = {
      ...common,
      node: first,
      start: leaf.start,
      end: middle,
      sums: leftSums,
      ...this.bound(leaf, 0),
    }
    const right: Leaf = {
      ...common,
      node: first + 1,
      start: middle,
      end: leaf.end,
      sums: rightSums,
      ...this.bound(leaf, 1),
    }
    const [small, large] = leftRows <= leaf.end - middle ? [left, right] : [right, left]
    small.slot = build.nextSlot++
    if (searchOn) this.search(small, large)
    return [left, right]
  }

  /** Bounds of a child's value: the children of a monotone split meet at the middle of their values. */
  private bound(leaf: Leaf, side: 0 | 1): { low: number; high: number } {
    const best = leaf.best!
    const direction = this.limits.monotone[best.column] ?? 0
    if (!direction) return { low: leaf.low, high: leaf.high }
    const right = { gradient: leaf.sums.gradient - best.gradient, mass: leaf.sums.mass - best.mass }
    const middle = (this.valueOf(best, leaf) + this.valueOf(right, leaf)) / 2
    return direction > 0 === (side === 0) ? { low: leaf.low, high: middle } : { low: middle, high: leaf.high }
  }

  private massOf(sums: Sums): number {
    return Number(sums.mass & massMask) / this.scale.hessian
  }

  private valueOf(sums: Sums, bounds: { low: number; high: number }): number {
    const value = -Number(sums.gradient) / this.scale.gradient / (this.massOf(sums) + this.limits.l2 + 1e-15)
    return Math.min(bounds.high, Math.max(bounds.low, value))
  }

  private partitionRows(leaf: Leaf, best: Best): void {
    if (best.set) this.team.u8(this.setAt, 32).set(best.set)
    const column = this.data.bins + best.column * this.n
    const words = this.team.i32(this.partition, 11)
    words[2] = column
    words[4] = best.set ? this.setAt : 0
    words[5] = leaf.start
    words[6] = leaf.end
    words[8] = best.bin
    words[9] = this.data.table.counts[best.column]!
    words[10] = best.missingLeft
    const tasks = Math.ceil((leaf.end - leaf.start) / partitionChunk)
    this.team.run('partitionChunk', tasks, this.partition)
    this.team.run('gatherChunk', tasks, this.partition)
  }

  private close(open: Leaf[], build: Building, rate: number) {
    open.sort((a, b) => a.node - b.node)
    const leaves = open.map((leaf, number) => {
      const value = rate * this.valueOf(leaf.sums, leaf)
      build.leaf(leaf.node, number, this.massOf(leaf.sums))
      return { start: leaf.start, end: leaf.end, value }
    })
    return { tree: build.finish(Float64Array.from(leaves, ({ value }) => value)), leaves }
  }
}

const partitionChunk = 16384

function groupSize(columns: number): number {
  return columns <= 8 ? 2 : 4
}
