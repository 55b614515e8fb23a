/**
 * Added to the denominator of a cosine: many are equal, and of these the pair with more in common then comes first instead
 * of the one that rounding prefers. Far below any difference that means something and far above rounding.
 */
export const tieBreak = 1e-12

/**
 * Indices of the `limit` greatest scores, greatest first, equal ones by index; −Infinity and NaN never.
 * Keeps a heap of the best so far, so it costs one comparison for most entries.
 */
export function best(scores: ArrayLike<number>, limit: number): Int32Array {
  const heap = new Int32Array(Math.min(limit, scores.length))
  let size = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!
    if (size === heap.length) {
      if (size === 0 || !(score > scores[heap[0]!]!)) continue
      heap[0] = i
      sink(heap, size, scores, 0)
    } else if (score > -Infinity) {
      heap[size++] = i
      rise(heap, scores, size - 1)
    }
  }
  const found = heap.subarray(0, size)
  return found.sort((a, b) => scores[b]! - scores[a]! || a - b)
}

/** Whether item a is to be thrown out before item b. */
function isWorse(scores: ArrayLike<number>, a: number, b: number): boolean {
  return scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b)
}

function rise(heap: Int32Array, scores: ArrayLike<number>, from: number): void {
  for (let at = from; at > 0; ) {
    const above = (at - 1) >> 1
    if (!isWorse(scores, heap[at]!, heap[above]!)) return
    swap(heap, at, above)
    at = above
  }
}

function sink(heap: Int32Array, size: number, scores: ArrayLike<number>, from: number): void {
  for (let at = from; ; ) {
    let below = 2 * at + 1
    if (below >= size) return
    if (below + 1 < size && isWorse(scores, heap[below + 1]!, heap[below]!)) below++
    if (!isWorse(scores, heap[below]!, heap[at]!)) return
    swap(heap, at, below)
    at = below
  }
}

function swap(heap: Int32Array, a: number, b: number): void {
  const kept = heap[a]!
  heap[a] = heap[b]!
  heap[b] = kept
}
