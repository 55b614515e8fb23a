/** P(class 1 | decision value f) = 1 / (1 + e^(a f + b)). */
export type Sigmoid = { readonly a: number; readonly b: number }

/**
 * Platt's sigmoid by Newton's method with backtracking on the log loss, with Platt's smoothed targets
 * (n₊ + 1) / (n₊ + 2) and 1 / (n₋ + 2). Cost: O(n × iterations), about 10 iterations.
 *
 * Source: Platt 1999; Lin, Lin & Weng, A note on Platt's probabilistic outputs, 2007.
 * @example
 * const { a, b } = plattSigmoid([-2, -1, 1, 2], [0, 0, 1, 1])
 * 1 / (1 + Math.exp(a * 2 + b)) > 0.5 // true
 */
export function plattSigmoid(f: ArrayLike<number>, positive: ArrayLike<number>, weights?: ArrayLike<number>): Sigmoid {
  const weightOf = (i: number) => weights?.[i] ?? 1
  let [up, down] = [0, 0]
  for (let i = 0; i < f.length; i++) {
    if (positive[i]) up += weightOf(i)
    else down += weightOf(i)
  }
  const [high, low] = [(up + 1) / (up + 2), 1 / (down + 2)]
  const target = (i: number) => (positive[i] ? high : low)
  const loss = (a: number, b: number) => {
    let sum = 0
    for (let i = 0; i < f.length; i++) sum += weightOf(i) * crossEntropy(a * f[i]! + b, target(i))
    return sum
  }
  let [a, b] = [0, Math.log((down + 1) / (up + 1))]
  let now = loss(a, b)
  for (let step = 0; step < 100; step++) {
    const move = newtonStep(f, weightOf, target, a, b)
    if (!move) break
    let size = 1
    let next = loss(a + move.a, b + move.b)
    while (next > now + 1e-4 * size * move.slope && size > 1e-10) {
      size /= 2
      next = loss(a + size * move.a, b + size * move.b)
    }
    if (size <= 1e-10) break
    a += size * move.a
    b += size * move.b
    if (now - next < 1e-13 * now) break
    now = next
  }
  return { a, b }
}

function crossEntropy(z: number, t: number): number {
  return z >= 0 ? t * z + Math.log1p(Math.exp(-z)) : (t - 1) * z + Math.log1p(Math.exp(z))
}

function newtonStep(
  f: ArrayLike<number>,
  weightOf: (i: number) => number,
  target: (i: number) => number,
  a: number,
  b: number,
) {
  let [h11, h22, h21, g1, g2, total] = [1e-12, 1e-12, 0, 0, 0, 0]
  for (let i = 0; i < f.length; i++) {
    const p = 1 / (1 + Math.exp(a * f[i]! + b))
    const w = weightOf(i)
    const d = w * (target(i) - p)
    const curve = w * p * (1 - p)
    total += w
    h11 += f[i]! * f[i]! * curve
    h22 += curve
    h21 += f[i]! * curve
    g1 += f[i]! * d
    g2 += d
  }
  if (Math.abs(g1) + Math.abs(g2) < 1e-10 * total) return undefined
  const det = h11 * h22 - h21 * h21
  const da = -(h22 * g1 - h21 * g2) / det
  const db = -(h11 * g2 - h21 * g1) / det
  return { a: da, b: db, slope: g1 * da + g2 * db }
}

/**
 * Softmax temperature for one-against-the-rest decision values (n × k): the t ≥ 0 of least log loss of softmax(t f), found
 * by golden section on log t. One number cannot change which class is first.
 * @example temperatureOf(Float64Array.of(2, -2, -2, 2), Int32Array.of(0, 1), 2) > 0 // true
 */
export function temperatureOf(f: Float64Array, y: Int32Array, k: number, weights?: Float64Array): number {
  const loss = (t: number) => {
    let sum = 0
    for (let i = 0; i < y.length; i++) sum += (weights?.[i] ?? 1) * surprise(f, i * k, k, y[i]!, t)
    return sum
  }
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [Math.log(0.01), Math.log(100)]
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)]
  let [atLeft, atRight] = [loss(Math.exp(left)), loss(Math.exp(right))]
  for (let step = 0; step < 40; step++) {
    if (atLeft < atRight) {
      ;[high, right, atRight] = [right, left, atLeft]
      left = high - ratio * (high - low)
      atLeft = loss(Math.exp(left))
    } else {
      ;[low, left, atLeft] = [left, right, atRight]
      right = low + ratio * (high - low)
      atRight = loss(Math.exp(right))
    }
  }
  return Math.exp((low + high) / 2)
}

function surprise(f: Float64Array, at: number, k: number, right: number, t: number): number {
  let top = -Infinity
  for (let c = 0; c < k; c++) top = Math.max(top, t * f[at + c]!)
  let sum = 0
  for (let c = 0; c < k; c++) sum += Math.exp(t * f[at + c]! - top)
  return Math.log(sum) + top - t * f[at + right]!
}
