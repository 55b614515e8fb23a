import { type Ensemble, leafColumn } from './ensemble.ts'
import type { Grown } from './forest-grow.ts'
import { normalised } from './importance.ts'

/** A single tree with the mean answer (or the shares of the classes) of every node, not of leaves alone. */
export type PrunedTree = Grown & {
  /** `trees.width` numbers per node. */
  readonly nodeValues: Float64Array
}

/** Mean answers of all nodes of a tree, from its leaves upwards, weighted by cover. Children come after their parent. */
export function valuesOfNodes(trees: Ensemble): Float64Array {
  const { nodes, cover, values, width } = trees
  const out = new Float64Array(cover.length * width)
  for (let node = cover.length - 1; node >= 0; node--) {
    const next = nodes[2 * node + 1]!
    if ((nodes[2 * node]! & 0xffff) === leafColumn) {
      out.set(values.subarray(next * width, (next + 1) * width), node * width)
      continue
    }
    const share = cover[next]! / (cover[next]! + cover[next + 1]!)
    for (let k = 0; k < width; k++) {
      out[node * width + k] = share * out[next * width + k]! + (1 - share) * out[(next + 1) * width + k]!
    }
  }
  return out
}

/** Fall of impurity at each split, as a share of all rows: Σ child weight × |child mean|² − weight × |mean|². */
function gainsOf(trees: Ensemble, nodeValues: Float64Array): Float64Array {
  const { nodes, cover, width } = trees
  const square = (node: number) => {
    let sum = 0
    for (let k = 0; k < width; k++) sum += nodeValues[node * width + k]! ** 2
    return (sum * cover[node]!) / cover[0]!
  }
  return Float64Array.from(cover, (_, node) => {
    const next = nodes[2 * node + 1]!
    return (nodes[2 * node]! & 0xffff) === leafColumn ? 0 : square(next) + square(next + 1) - square(node)
  })
}

/**
 * The subtree of least impurity + alpha × leaves (the smallest one on ties): from the leaves upwards, a split stays when
 * the gains below it are worth more than the leaves it adds. Cost: O(nodes).
 */
export function prune(grown: Grown, alpha: number): PrunedTree {
  const { trees } = grown
  const nodeValues = valuesOfNodes(trees)
  const gains = gainsOf(trees, nodeValues)
  const kept = keptSplits(trees, gains, alpha)
  const pruned = rebuild(trees, nodeValues, kept)
  const importance = new Float64Array(trees.bins.counts.length)
  pruned.from.forEach((old) => {
    if (kept[old]) importance[trees.nodes[2 * old]! & 0xffff]! += gains[old]!
  })
  return { trees: pruned.trees, importance: normalised(importance), nodeValues: valuesOfNodes(pruned.trees) }
}

function keptSplits(trees: Ensemble, gains: Float64Array, alpha: number): Uint8Array {
  const count = trees.cover.length
  const worth = new Float64Array(count)
  const kept = new Uint8Array(count)
  for (let node = count - 1; node >= 0; node--) {
    if ((trees.nodes[2 * node]! & 0xffff) === leafColumn) continue
    const next = trees.nodes[2 * node + 1]!
    const total = gains[node]! + worth[next]! + worth[next + 1]! - alpha
    if (total <= 1e-12) continue
    kept[node] = 1
    worth[node] = total
  }
  return kept
}

function rebuild(trees: Ensemble, nodeValues: Float64Array, kept: Uint8Array): { trees: Ensemble; from: number[] } {
  const from = [0]
  const words: number[] = []
  const values: number[] = []
  for (let i = 0; i < from.length; i++) {
    const old = from[i]!
    if (kept[old]) {
      words.push(trees.nodes[2 * old]!, from.length)
      from.push(trees.nodes[2 * old + 1]!, trees.nodes[2 * old + 1]! + 1)
    } else {
      words.push(leafColumn, values.length / trees.width)
      values.push(...nodeValues.subarray(old * trees.width, (old + 1) * trees.width))
    }
  }
  const setOf = trees.setOf.length ? Int32Array.from(from, (old) => (kept[old] ? trees.setOf[old]! : -1)) : trees.setOf
  const cover = Float32Array.from(from, (old) => trees.cover[old]!)
  return { trees: { ...trees, nodes: Int32Array.from(words), cover, setOf, values: Float64Array.from(values) }, from }
}
