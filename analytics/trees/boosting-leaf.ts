/** What limits a boosted tree. */
export type TreeLimits = {
  leaves: number
  depth: number
  minLeaf: number
  l2: number
  minGain: number
  monotone: ArrayLike<number>
}

/** Scale of the fixed-point gradients: stored = round(true × scale). */
export type Scale = { gradient: number; hessian: number }

/** Sums of a node in fixed point; `mass` holds the count of rows above the hessian. */
export type Sums = { gradient: bigint; mass: bigint }

/** The best split of a leaf: gain, column, bin or set, and the sums that go left. */
export type Best = Sums & {
  gain: number
  column: number
  bin: number
  missingLeft: number
  set: Uint8Array | undefined
}

/** A leaf that may still split: its rows lie from `start` to `end`; its value is kept between `low` and `high`. */
export type Leaf = {
  node: number
  start: number
  end: number
  depth: number
  sums: Sums
  low: number
  high: number
  slot: number
  best: Best | undefined
}

/** The leaf with the largest gain; none if no leaf gains. */
export function mostGainful(open: readonly Leaf[]): Leaf | undefined {
  let top: Leaf | undefined
  for (const leaf of open) if (leaf.best && leaf.best.gain > (top?.best?.gain ?? 0)) top = leaf
  return top
}
