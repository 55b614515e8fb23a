/** Row weights times n / (classes × weight of the row's class), so that all classes weigh the same. */
export function classBalance(y: Int32Array, classes: number, weights: Float64Array | undefined): Float64Array {
  const sums = new Float64Array(classes)
  for (let i = 0; i < y.length; i++) sums[y[i]!]! += weights?.[i] ?? 1
  const total = sums.reduce((sum, part) => sum + part, 0)
  return Float64Array.from(y, (c, i) => ((weights?.[i] ?? 1) * total) / (classes * sums[c]!))
}
