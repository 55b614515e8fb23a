import { refuse } from '../errors.ts'

/** Scores in falling order with equal scores in one step: rows, positives and weight up to and with each step. */
export type Ranking = {
  /** The score of each step, falling. */
  readonly scores: Float64Array
  /** Weight of positives and of negatives with at least that score. */
  readonly positives: Float64Array
  readonly negatives: Float64Array
}

const slot = new Float64Array(1)
const bits = new Uint32Array(slot.buffer)

/**
 * Ranks rows by score. `y` holds 1 for positives and 0 for negatives. Cost: a radix sort for many rows.
 * @throws AnalyticsError `wrong_shape`, `not_finite`.
 * @example rank([0, 1, 1], [0.2, 0.9, 0.4])
 */
export function rank(y: ArrayLike<number>, scores: ArrayLike<number>, weights?: ArrayLike<number>): Ranking {
  checkPairs(y, scores)
  const order = fallingOrder(scores)
  const n = order.length
  const [levels, positives, negatives] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  let [steps, up, down] = [0, 0, 0]
  for (let k = 0; k < n; k++) {
    const i = order[k]!
    const weight = weights ? weights[i]! : 1
    if (y[i] === 1) up += weight
    else down += weight
    if (k + 1 < n && scores[order[k + 1]!] === scores[i]) continue
    levels[steps] = scores[i]!
    positives[steps] = up
    negatives[steps++] = down
  }
  return {
    scores: levels.subarray(0, steps),
    positives: positives.subarray(0, steps),
    negatives: negatives.subarray(0, steps),
  }
}

/** Refuses lists of unequal length and scores that are not numbers. @example checkPairs([0, 1], [0.2, 0.9]) */
export function checkPairs(y: ArrayLike<number>, scores: ArrayLike<number>): void {
  if (y.length !== scores.length) refuse('wrong_shape', `There are ${y.length} answers but ${scores.length} scores.`)
  for (let i = 0; i < scores.length; i++)
    if (Number.isNaN(scores[i]!)) refuse('not_finite', `The score of row ${i} is not a number.`)
}

/**
 * Row numbers by falling score; equal scores in the order of rows.
 * @example
 * fallingOrder([0.2, 0.9, 0.4]) // 1, 2, 0
 */
export function fallingOrder(scores: ArrayLike<number>): Int32Array {
  const n = scores.length
  if (n < 4096) return Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b)
  let [order, other] = [Int32Array.from({ length: n }, (_, i) => i), new Int32Array(n)]
  const [low, high] = [new Uint32Array(n), new Uint32Array(n)]
  for (let i = 0; i < n; i++) writeKey(scores[i]!, low, high, i)
  for (let digit = 0; digit < 4; digit++) {
    const keys = digit < 2 ? low : high
    if (sortDigit(order, other, keys, (digit & 1) * 16)) [order, other] = [other, order]
  }
  return order
}

/** Bits that rise as the score falls. */
function writeKey(score: number, low: Uint32Array, high: Uint32Array, i: number): void {
  slot[0] = score + 0
  const negative = bits[1]! >>> 31 === 1
  low[i] = negative ? bits[0]! : ~bits[0]!
  high[i] = negative ? bits[1]! : ~bits[1]! & 0x7fffffff
}

function sortDigit(order: Int32Array, out: Int32Array, keys: Uint32Array, shift: number): boolean {
  const starts = new Int32Array(65537)
  for (let i = 0; i < keys.length; i++) starts[((keys[i]! >>> shift) & 0xffff) + 1]!++
  if (starts[((keys[0]! >>> shift) & 0xffff) + 1] === keys.length) return false
  for (let d = 1; d <= 65536; d++) starts[d]! += starts[d - 1]!
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!
    out[starts[(keys[i]! >>> shift) & 0xffff]!++] = i
  }
  return true
}

/**
 * Points of the ROC curve from (0, 0) to (1, 1): false positive rate, true positive rate, and the score that gives them.
 * @example
 * rocCurve([0, 1, 1], [0.2, 0.9, 0.4]).y.length // 4
 */
export function rocCurve(
  y: ArrayLike<number>,
  scores: ArrayLike<number>,
  weights?: ArrayLike<number>,
): { x: Float64Array; y: Float64Array; threshold: Float64Array } {
  const { scores: levels, positives, negatives } = rank(y, scores, weights)
  const [up, down] = [positives.at(-1) ?? 0, negatives.at(-1) ?? 0]
  return {
    x: Float64Array.from([0, ...negatives], (value) => value / (down || 1)),
    y: Float64Array.from([0, ...positives], (value) => value / (up || 1)),
    threshold: Float64Array.from([Infinity, ...levels]),
  }
}

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half. NaN with one class.
 * Source: Hanley & McNeil 1982.
 * @example auc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.75
 */
export function auc(y: ArrayLike<number>, scores: ArrayLike<number>, weights?: ArrayLike<number>): number {
  const { positives, negatives } = rank(y, scores, weights)
  const total = (positives.at(-1) ?? 0) * (negatives.at(-1) ?? 0)
  let area = 0
  for (let k = 0; k < positives.length; k++) {
    const [before, left] = k ? [positives[k - 1]!, negatives[k - 1]!] : [0, 0]
    area += ((positives[k]! + before) / 2) * (negatives[k]! - left)
  }
  return total > 0 ? area / total : NaN
}

/**
 * Points of the precision–recall curve, by falling score.
 * @example
 * precisionRecallCurve([0, 1, 1], [0.2, 0.9, 0.4]).recall.length // 3
 */
export function precisionRecallCurve(
  y: ArrayLike<number>,
  scores: ArrayLike<number>,
): { recall: Float64Array; precision: Float64Array; threshold: Float64Array } {
  const { scores: threshold, positives, negatives } = rank(y, scores)
  const all = positives.at(-1) || 1
  return {
    recall: positives.map((up) => up / all),
    precision: positives.map((up, k) => up / (up + negatives[k]!)),
    threshold,
  }
}

/**
 * Average precision: Σ (recall_k − recall_{k−1}) · precision_k. NaN without positives.
 * @example
 * averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.833333
 */
export function averagePrecision(y: ArrayLike<number>, scores: ArrayLike<number>, weights?: ArrayLike<number>): number {
  const { positives, negatives } = rank(y, scores, weights)
  let sum = 0
  for (let k = 0; k < positives.length; k++) {
    sum += (positives[k]! - (k ? positives[k - 1]! : 0)) * (positives[k]! / (positives[k]! + negatives[k]!))
  }
  return sum / (positives.at(-1) || NaN)
}

/**
 * Gains: for each tenth (or `bins`) of the rows by falling score, the share of all positives found so far, and the lift.
 * @example
 * gains([0, 1, 0, 1], [0.1, 0.9, 0.2, 0.8], 2)[0].found // 1
 */
export function gains(
  y: ArrayLike<number>,
  scores: ArrayLike<number>,
  bins = 10,
): { share: number; rows: number; positives: number; found: number; lift: number }[] {
  checkPairs(y, scores)
  const order = fallingOrder(scores)
  const all = order.reduce((sum, i) => sum + (y[i] === 1 ? 1 : 0), 0)
  let [at, found] = [0, 0]
  return Array.from({ length: bins }, (_, b) => {
    const end = Math.round((order.length * (b + 1)) / bins)
    const from = at
    let positives = 0
    for (; at < end; at++) if (y[order[at]!] === 1) positives++
    found += positives
    const share = end / order.length
    return { share, rows: end - from, positives, found: found / all, lift: found / all / share }
  })
}

/**
 * Lift of the best-scored share: their rate of positives over the overall rate. share · n rows, rounded, at least one.
 * @example
 * lift([0, 1, 0, 1], [0.1, 0.9, 0.2, 0.8], 0.5) // 2
 */
export function lift(y: ArrayLike<number>, scores: ArrayLike<number>, share = 0.1): number {
  checkPairs(y, scores)
  const order = fallingOrder(scores)
  const top = Math.max(1, Math.round(order.length * share))
  const count = (rows: Int32Array) => rows.reduce((sum, i) => sum + (y[i] === 1 ? 1 : 0), 0)
  return count(order.subarray(0, top)) / top / (count(order) / order.length)
}

/**
 * Largest gap between the score distributions of positives and negatives (Kolmogorov–Smirnov).
 * @example
 * ksOfScores([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.5
 */
export function ksOfScores(y: ArrayLike<number>, scores: ArrayLike<number>): number {
  const { positives, negatives } = rank(y, scores)
  const [up, down] = [positives.at(-1) || NaN, negatives.at(-1) || NaN]
  return positives.reduce((most, value, k) => Math.max(most, Math.abs(value / up - negatives[k]! / down)), 0)
}
