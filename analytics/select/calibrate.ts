import { defineEstimator } from '../estimator.ts'
import { checkPairs, fallingOrder } from '../metrics/ranking.ts'

type Pairs = { scores: ArrayLike<number>; y: ArrayLike<number>; weights?: ArrayLike<number> }

/**
 * Platt scaling: P(y = 1 | s) = 1 / (1 + e^−(a·s + b)), a and b by Newton on smoothed targets (n₊ + 1) / (n₊ + 2) and
 * 1 / (n₋ + 2), so that separable scores stay finite. Fit it on scores of rows that the model did not learn from.
 * Source: Platt 1999; Lin, Lin & Weng 2007.
 * Cost: O(n) a pass.
 * @throws AnalyticsError `wrong_shape`, `one_class`, `not_finite`.
 * @example platt.fit({ scores: [-2, -1, 1, 2], y: [0, 0, 1, 1] }).transform([0]) // [0.5]
 */
export const platt = defineEstimator({
  name: 'platt',
  version: 1,
  title: 'Platt scaling',
  parameters: {},
  fit: ({ scores, y, weights }: Pairs) => {
    checkPairs(y, scores)
    let [up, down] = [0, 0]
    for (let i = 0; i < y.length; i++) {
      if (y[i] === 1) up += weights?.[i] ?? 1
      else down += weights?.[i] ?? 1
    }
    const targets = { high: (up + 1) / (up + 2), low: 1 / (down + 2) }
    let [a, b] = [0, Math.log((up + 1) / (down + 1))]
    for (let step = 0; step < 100; step++) {
      const move = plattStep({ scores, y, weights }, targets, a, b)
      a -= move.a
      b -= move.b
      if (Math.abs(move.a) + Math.abs(move.b) < 1e-10) break
    }
    return { a, b }
  },
  methods: ({ a, b }) => ({
    transform: (scores: ArrayLike<number>): Float64Array =>
      Float64Array.from(scores, (s) => 1 / (1 + Math.exp(-(a * s + b)))),
  }),
})

function plattLoss(
  { scores, y, weights }: Pairs,
  targets: { high: number; low: number },
  a: number,
  b: number,
): number {
  let loss = 0
  for (let i = 0; i < y.length; i++) {
    const z = a * scores[i]! + b
    const target = y[i] === 1 ? targets.high : targets.low
    loss += (weights?.[i] ?? 1) * (Math.max(z, 0) - target * z + Math.log1p(Math.exp(-Math.abs(z))))
  }
  return loss
}

/** The Newton step, halved until the loss falls. */
function plattStep(
  pairs: Pairs,
  targets: { high: number; low: number },
  a: number,
  b: number,
): { a: number; b: number } {
  let [ga, gb, haa, hab, hbb] = [0, 0, 1e-12, 0, 1e-12]
  for (let i = 0; i < pairs.y.length; i++) {
    const s = pairs.scores[i]!
    const p = 1 / (1 + Math.exp(-(a * s + b)))
    const weight = pairs.weights?.[i] ?? 1
    const rest = weight * (p - (pairs.y[i] === 1 ? targets.high : targets.low))
    const curve = weight * p * (1 - p)
    ga += rest * s
    gb += rest
    haa += curve * s * s
    hab += curve * s
    hbb += curve
  }
  const determinant = haa * hbb - hab * hab || 1e-300
  const move = { a: (hbb * ga - hab * gb) / determinant, b: (haa * gb - hab * ga) / determinant }
  const now = plattLoss(pairs, targets, a, b)
  for (let factor = 1; factor > 1e-8; factor /= 2) {
    if (plattLoss(pairs, targets, a - factor * move.a, b - factor * move.b) <= now + 1e-12)
      return { a: factor * move.a, b: factor * move.b }
  }
  return { a: 0, b: 0 }
}

/**
 * Isotonic regression: the rising step function with the least Σ w (y − f(s))², by pooling adjacent violators; between
 * steps it is linear, beyond the ends constant. Needs more rows than Platt (about 1,000) and follows any shape.
 * Source: Barlow et al. 1972; Zadrozny & Elkan 2002.
 * Cost: O(n log n).
 * @throws AnalyticsError `wrong_shape`, `not_finite`.
 * @example isotonic.fit({ scores: [1, 2, 3], y: [0, 1, 0] }).transform([2]) // [0.5]
 */
export const isotonic = defineEstimator({
  name: 'isotonic',
  version: 1,
  title: 'Isotonic calibration',
  parameters: {},
  fit: ({ scores, y, weights }: Pairs) => {
    checkPairs(y, scores)
    const rising = fallingOrder(scores).reverse()
    const blocks: { from: number; to: number; sum: number; weight: number }[] = []
    for (const i of rising) {
      const [s, weight] = [scores[i]!, weights?.[i] ?? 1]
      const last = blocks.at(-1)
      if (last && last.to === s) {
        last.sum += weight * y[i]!
        last.weight += weight
      } else blocks.push({ from: s, to: s, sum: weight * y[i]!, weight })
      if (weight > 0) pool(blocks)
    }
    return stepsOf(blocks)
  },
  methods: ({ at, value }) => ({
    transform: (scores: ArrayLike<number>): Float64Array => Float64Array.from(scores, (s) => interpolate(at, value, s)),
  }),
})

type Block = { from: number; to: number; sum: number; weight: number }

function pool(blocks: Block[]): void {
  while (blocks.length > 1) {
    const [before, last] = [blocks.at(-2)!, blocks.at(-1)!]
    if (before.sum * last.weight < last.sum * before.weight && before.weight > 0 && last.weight > 0) return
    blocks.pop()
    before.to = last.to
    before.sum += last.sum
    before.weight += last.weight
  }
}

function stepsOf(blocks: readonly Block[]): { at: Float64Array; value: Float64Array } {
  const points = blocks.flatMap(({ from, to, sum, weight }) => {
    const value = weight > 0 ? sum / weight : 0
    return from === to
      ? [{ at: from, value }]
      : [
          { at: from, value },
          { at: to, value },
        ]
  })
  return {
    at: Float64Array.from(points, (point) => point.at),
    value: Float64Array.from(points, (point) => point.value),
  }
}

function interpolate(at: Float64Array, value: Float64Array, s: number): number {
  const n = at.length
  if (s <= at[0]!) return value[0]!
  if (s >= at[n - 1]!) return value[n - 1]!
  let [low, high] = [0, n - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (at[middle]! <= s) low = middle
    else high = middle
  }
  const width = at[high]! - at[low]!
  return width > 0 ? value[low]! + ((s - at[low]!) / width) * (value[high]! - value[low]!) : value[high]!
}
