import type { Dendrogram } from './hierarchical.ts'

/**
 * A dendrogram without the splits that only shed a few rows. Clusters are numbered from the root 0 so that children come
 * after their parents; λ = 1 / distance. Row i leaves cluster `leaves[i]` at `lambda[i]`.
 */
export type Condensed = {
  readonly parent: Int32Array
  readonly birth: Float64Array
  readonly stability: Float64Array
  /** Largest λ at which something leaves the cluster itself, and the same over all its descendants. */
  readonly death: Float64Array
  readonly deepest: Float64Array
  readonly leaves: Int32Array
  readonly lambda: Float64Array
}

type Growing = { parent: number[]; birth: number[]; leaves: Int32Array; lambda: Float64Array }

/**
 * Walks down the dendrogram: when at least two parts of a split have `smallest` rows (2 or more) each becomes a cluster,
 * otherwise the large part goes on as the same cluster; small parts leave. Stability of a cluster: Σ over its rows of (λ at which the row leaves − λ of its birth).
 * Distances of 0 (rows alike) count as the smallest distance above 0. Cost: O(n).
 */
export function condense(tree: Dendrogram, smallest: number): Condensed {
  const n = tree.height.length + 1
  const growing: Growing = { parent: [-1], birth: [0], leaves: new Int32Array(n), lambda: new Float64Array(n) }
  const floor = tree.height.find((height) => height > 0) ?? 1
  const isLarge = (node: number) => node >= n && tree.size[node - n]! >= smallest
  const stack: [node: number, cluster: number][] = n > 1 ? [[2 * n - 2, 0]] : []
  while (stack.length) {
    const [node, cluster] = stack.pop()!
    const lambda = 1 / Math.max(floor, tree.height[node - n]!)
    const parts = partsOf(tree, node)
    const splits = parts.filter(isLarge).length > 1
    for (const part of parts) {
      if (isLarge(part)) stack.push([part, splits ? born(growing, cluster, lambda) : cluster])
      else leave(tree, part, cluster, lambda, growing)
    }
  }
  return measure(growing)
}

/** What a node falls into just below its height; merges at one height come apart together, so their order means nothing. */
function partsOf({ left, right, height }: Dendrogram, node: number): number[] {
  const n = height.length + 1
  const parts: number[] = []
  const stack = [node]
  while (stack.length) {
    const at = stack.pop()!
    if (at < n || height[at - n]! < height[node - n]!) parts.push(at)
    else stack.push(left[at - n]!, right[at - n]!)
  }
  return parts
}

function born({ parent, birth }: Growing, cluster: number, lambda: number): number {
  birth.push(lambda)
  return parent.push(cluster) - 1
}

/** All rows below a node leave the cluster. */
function leave(tree: Dendrogram, node: number, cluster: number, lambda: number, growing: Growing): void {
  const n = tree.height.length + 1
  const stack = [node]
  while (stack.length) {
    const at = stack.pop()!
    if (at >= n) {
      stack.push(tree.left[at - n]!, tree.right[at - n]!)
      continue
    }
    growing.leaves[at] = cluster
    growing.lambda[at] = lambda
  }
}

function measure({ parent, birth, leaves, lambda }: Growing): Condensed {
  const k = parent.length
  const [stability, death, rows] = [new Float64Array(k), new Float64Array(k), new Float64Array(k)]
  leaves.forEach((cluster, i) => {
    rows[cluster]!++
    stability[cluster]! += lambda[i]! - birth[cluster]!
    death[cluster] = Math.max(death[cluster]!, lambda[i]!)
  })
  const deepest = death.slice()
  for (let c = k - 1; c > 0; c--) {
    const above = parent[c]!
    rows[above]! += rows[c]!
    stability[above]! += rows[c]! * (birth[c]! - birth[above]!)
    death[above] = Math.max(death[above]!, birth[c]!)
    deepest[above] = Math.max(deepest[above]!, deepest[c]!)
  }
  const numbers = { parent: Int32Array.from(parent), birth: Float64Array.from(birth) }
  return { ...numbers, stability, death, deepest, leaves, lambda }
}

/**
 * The clusters to keep, never the root: with `excess` those whose own stability is at least that of the best choice among
 * their descendants (excess of mass), with `leaves` the ones that split no further. 1 for each that is kept.
 */
export function selectClusters({ parent, stability }: Condensed, by: 'excess' | 'leaves'): Uint8Array {
  const k = parent.length
  const [below, children] = [new Float64Array(k), new Int32Array(k)]
  const kept = new Uint8Array(k)
  for (let c = k - 1; c > 0; c--) {
    kept[c] = Number(by === 'leaves' ? children[c] === 0 : stability[c]! >= below[c]!)
    below[parent[c]!]! += kept[c] ? stability[c]! : below[c]!
    children[parent[c]!]!++
  }
  // What lies within a kept cluster is part of it.
  const within = new Uint8Array(k)
  for (let c = 1; c < k; c++) {
    within[c] = within[parent[c]!]! | kept[parent[c]!]!
    if (within[c]) kept[c] = 0
  }
  return kept
}
