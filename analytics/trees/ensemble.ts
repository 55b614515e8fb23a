import type { Matrix } from '../matrix.ts'
import { type Team, withTeam } from '../numeric/team.ts'
import { type BinTable, binOf, placeTable } from './bins.ts'

/**
 * Trees over bins, as flat arrays. Node i is two words: `nodes[2i]` = column | bin << 16 | flags << 24 and `nodes[2i + 1]`
 * = first child (the second follows it), or the number of the leaf when column = 65,535. Rows with bin ≤ the node's bin
 * go to the first child; flag 1 sends missing values there too; flag 2 asks the node's set of categories instead.
 */
export type Ensemble = {
  readonly bins: BinTable
  readonly nodes: Int32Array
  /** Weight of the learning rows that came through each node. */
  readonly cover: Float32Array
  /** Index into `sets` (32 bytes each) by node, or −1; empty when no split is by category. */
  readonly setOf: Int32Array
  readonly sets: Uint8Array
  /** `width` numbers per leaf. */
  readonly values: Float64Array
  readonly width: number
  /** First node of each tree. */
  readonly roots: Int32Array
  /** Which output each tree adds to, when width is 1. */
  readonly outputs: Int32Array
}

/** Column of a leaf. */
export const leafColumn = 65535

/** One grown tree, whose children and leaves count from 0. */
export type GrownTree = {
  nodes: Int32Array
  cover: Float32Array
  setOf: Int32Array
  sets: Uint8Array
  values: Float64Array
}

/** Puts grown trees into one ensemble. */
export function assemble(bins: BinTable, trees: readonly GrownTree[], width: number, outputs: Int32Array): Ensemble {
  const total = (of: (tree: GrownTree) => number) => trees.reduce((sum, tree) => sum + of(tree), 0)
  const count = total((tree) => tree.cover.length)
  const nodes = new Int32Array(2 * count)
  const cover = new Float32Array(count)
  const sets = new Uint8Array(total((tree) => tree.sets.length))
  const setOf = new Int32Array(sets.length ? count : 0).fill(-1)
  const values = new Float64Array(total((tree) => tree.values.length))
  const roots = new Int32Array(trees.length)
  let [node, set, value] = [0, 0, 0]
  trees.forEach((tree, t) => {
    roots[t] = node
    copyNodes(tree.nodes, nodes, node, value / width)
    cover.set(tree.cover, node)
    if (sets.length) for (const [i, s] of tree.setOf.entries()) setOf[node + i] = s < 0 ? -1 : s + set / 32
    sets.set(tree.sets, set)
    values.set(tree.values, value)
    node += tree.cover.length
    set += tree.sets.length
    value += tree.values.length
  })
  return { bins, nodes, cover, setOf, sets, values, width, roots, outputs }
}

function copyNodes(from: Int32Array, to: Int32Array, node: number, leaf: number): void {
  for (let i = 0; i < from.length; i += 2) {
    to[2 * node + i] = from[i]!
    to[2 * node + i + 1] = from[i + 1]! + ((from[i]! & 0xffff) === leafColumn ? leaf : node)
  }
}

/** The child that a row with the given bin in the node's column goes to. */
export function childOf(trees: Ensemble, node: number, bin: number): number {
  const word = trees.nodes[2 * node]!
  const column = word & 0xffff
  const first = trees.nodes[2 * node + 1]!
  if (bin === trees.bins.counts[column]) return word & (1 << 24) ? first : first + 1
  if (word & (2 << 24)) {
    const at = trees.setOf[node]! * 32 + (bin >> 3)
    return (trees.sets[at]! >> (bin & 7)) & 1 ? first : first + 1
  }
  return bin <= ((word >>> 16) & 0xff) ? first : first + 1
}

const smallWork = 256 * 1024

/**
 * Sum over trees of the leaf values of each row, added to `raw` (n × totals, row-major); totals = width, or the number of
 * outputs when width is 1. Rows are binned once and walk side by side on all threads.
 *
 * Cost: O(n × trees × depth). Few rows take a plain loop that adds in the same order, so the bits agree.
 */
export function addTrees(trees: Ensemble, x: Matrix, raw: Float64Array, totals: number): void {
  const steps = x.rows * trees.roots.length
  if (steps < 4096 || trees.nodes.length > 64 * steps) addPlainly(trees, x, raw, totals)
  else withTeam(steps > smallWork, (team) => addWithTeam(team, trees, x, raw, totals))
}

function addPlainly(trees: Ensemble, x: Matrix, raw: Float64Array, totals: number): void {
  const { nodes, values, width, outputs, roots, bins } = trees
  const binned = new Uint8Array(x.columns)
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++) binned[j] = binOf(bins, j, x.data[i * x.columns + j]!)
    for (let t = 0; t < roots.length; t++) {
      let at = roots[t]!
      while ((nodes[2 * at]! & 0xffff) !== leafColumn) at = childOf(trees, at, binned[nodes[2 * at]! & 0xffff]!)
      const leaf = nodes[2 * at + 1]! * width
      if (width === 1) raw[i * totals + outputs[t]!]! += values[leaf]!
      else for (let k = 0; k < width; k++) raw[i * totals + k]! += values[leaf + k]!
    }
  }
}

const blockRows = 65536

function addWithTeam(team: Team, trees: Ensemble, x: Matrix, raw: Float64Array, totals: number): void {
  const table = placeTable(team, trees.bins)
  const nodes = team.place(trees.nodes)
  const ready = team.alloc(trees.nodes.byteLength)
  const count = trees.cover.length
  team.run('prepareNodes', Math.ceil(count / 16384), team.args([], [nodes, ready, count, 16384]))
  const tree = [ready, nodes, team.place(trees.sets), team.place(trees.setOf)]
  const leaves = [team.place(trees.roots), team.place(trees.outputs), team.place(trees.values)]
  const mark = team.mark()
  for (let from = 0; from < x.rows; from += blockRows) {
    team.release(mark)
    const n = Math.min(blockRows, x.rows - from)
    const rows = team.place(x.data.subarray(from * x.columns, (from + n) * x.columns))
    const bins = team.alloc(n * x.columns)
    const out = team.place(raw.subarray(from * totals, (from + n) * totals))
    const chunk = Math.min(4096, Math.max(64, Math.ceil(n / (4 * team.threads))))
    const tasks = Math.ceil(n / chunk)
    const binArgs = [rows, bins, table.edges, table.counts, table.kinds, from, n, x.columns, chunk]
    team.run('binRows', tasks, team.args([], binArgs))
    const sizes = [n, x.columns, trees.roots.length, trees.width, totals, chunk]
    team.run('walk', tasks, team.args([], [bins, ...tree, ...leaves, out, ...sizes]))
    raw.set(team.f64(out, n * totals), from * totals)
  }
}
