/** The k-th smallest of `values[0 … n)`; reorders the array (quickselect, O(n) on average). */
export function select(values: Float64Array, k: number, n = values.length): number {
  let [low, high] = [0, n - 1]
  while (low < high) {
    const pivot = middleOfThree(values[low]!, values[(low + high) >> 1]!, values[high]!)
    let [i, j] = [low, high]
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const kept = values[i]!
      values[i++] = values[j]!
      values[j--] = kept
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else break
  }
  return values[k]!
}

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

/** Values that are not missing, as a fresh array. */
export function present(values: ArrayLike<number>): Float64Array {
  const out = new Float64Array(values.length)
  let n = 0
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) out[n++] = values[i]!
  return out.subarray(0, n)
}

/** Quantile of sorted values by linear interpolation between order statistics (type 7). NaN when there are none. */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p
  const low = Math.floor(at)
  const [a, b] = [sorted[low] ?? NaN, sorted[Math.min(low + 1, sorted.length - 1)] ?? NaN]
  return a + (at - low) * (b - a)
}

/** The median of the values that are not missing; the mean of the middle two. NaN when there are none. */
export function median(values: ArrayLike<number>): number {
  const kept = present(values)
  const n = kept.length
  if (!n) return NaN
  const upper = select(kept, n >> 1)
  if (n % 2) return upper
  let lower = -Infinity
  for (let i = 0; i < n >> 1; i++) if (kept[i]! > lower) lower = kept[i]!
  return (lower + upper) / 2
}
