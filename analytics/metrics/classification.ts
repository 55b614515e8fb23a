import { refuse } from '../errors.ts'
import { checkPairs } from './ranking.ts'

/** Share of rows whose prediction is right. @example accuracy([0, 1, 1, 0], [0, 1, 0, 0]) // 0.75 */
export function accuracy(y: ArrayLike<number>, predicted: ArrayLike<number>, weights?: ArrayLike<number>): number {
  checkPairs(y, predicted)
  let [right, all] = [0, 0]
  for (let i = 0; i < y.length; i++) {
    const weight = weights?.[i] ?? 1
    all += weight
    if (y[i] === predicted[i]) right += weight
  }
  return right / all
}

/**
 * −mean log P(y) of positives' probabilities, clipped to [1e−15, 1 − 1e−15]. `y` is 0 or 1.
 * @example
 * logLoss([0, 1], [0.5, 0.5]) // 0.693147
 */
export function logLoss(y: ArrayLike<number>, probability: ArrayLike<number>, weights?: ArrayLike<number>): number {
  checkPairs(y, probability)
  let [sum, all] = [0, 0]
  for (let i = 0; i < y.length; i++) {
    const p = Math.min(1 - 1e-15, Math.max(1e-15, probability[i]!))
    const weight = weights?.[i] ?? 1
    all += weight
    sum -= weight * Math.log(y[i] === 1 ? p : 1 - p)
  }
  return sum / all
}

/**
 * −mean log P(y) for any number of classes; `probability` is row-major n × classes, as `predictProbability` gives it.
 * @example
 * multiLogLoss([0, 2], [0.5, 0.25, 0.25, 0.25, 0.25, 0.5], [0, 1, 2]) // 0.693147
 */
export function multiLogLoss(y: ArrayLike<number>, probability: ArrayLike<number>, classes: ArrayLike<number>): number {
  const k = classes.length
  const index = new Map(Array.from(classes, (label, c) => [label, c]))
  let sum = 0
  for (let i = 0; i < y.length; i++) {
    const c = index.get(y[i]!)
    sum -= Math.log(Math.min(1, Math.max(1e-15, c === undefined ? 0 : probability[i * k + c]!)))
  }
  return sum / y.length
}

/**
 * Mean squared distance of probability and answer (Brier 1950), two classes.
 * @example
 * brier([0, 1], [0.5, 0.9]) // 0.13
 */
export function brier(y: ArrayLike<number>, probability: ArrayLike<number>): number {
  checkPairs(y, probability)
  let sum = 0
  for (let i = 0; i < y.length; i++) sum += (probability[i]! - y[i]!) ** 2
  return sum / y.length
}

/** Counts at a threshold: a row is called positive when its score is at least the threshold. */
export type Confusion = { truePositives: number; falsePositives: number; falseNegatives: number; trueNegatives: number }

/** The confusion counts of scores at a threshold. @example confusion([0, 1, 1], [0.2, 0.9, 0.4]).falseNegatives // 1 */
export function confusion(y: ArrayLike<number>, scores: ArrayLike<number>, threshold = 0.5): Confusion {
  checkPairs(y, scores)
  const out = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 }
  for (let i = 0; i < y.length; i++) {
    const called = scores[i]! >= threshold
    if (y[i] === 1) out[called ? 'truePositives' : 'falseNegatives']++
    else out[called ? 'falsePositives' : 'trueNegatives']++
  }
  return out
}

/**
 * Precision, recall, specificity, F1, balanced accuracy, Matthews correlation; 0 where a quotient has nothing below.
 * @example
 * rates(confusion([0, 1, 1], [0.2, 0.9, 0.4])).recall // 0.5
 */
export function rates({ truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn }: Confusion) {
  const over = (a: number, b: number) => (b > 0 ? a / b : 0)
  const [precision, recall, specificity] = [over(tp, tp + fp), over(tp, tp + fn), over(tn, tn + fp)]
  return {
    accuracy: over(tp + tn, tp + fp + fn + tn),
    precision,
    recall,
    specificity,
    f1: over(2 * tp, 2 * tp + fp + fn),
    balancedAccuracy: (recall + specificity) / 2,
    matthews: over(tp * tn - fp * fn, Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))),
  }
}

/**
 * Counts of true class (row) by predicted class (column), classes sorted; and precision, recall, F1 of each.
 * @example
 * confusionMatrix([0, 1, 1], [0, 1, 0]).counts // 1, 0, 1, 1
 */
export function confusionMatrix(y: ArrayLike<number>, predicted: ArrayLike<number>) {
  checkPairs(y, predicted)
  const classes = Float64Array.from(new Set([...Array.from(y), ...Array.from(predicted)])).sort()
  const index = new Map(Array.from(classes, (label, c) => [label, c]))
  const k = classes.length
  const counts = new Float64Array(k * k)
  for (let i = 0; i < y.length; i++) counts[index.get(y[i]!)! * k + index.get(predicted[i]!)!]!++
  const perClass = Array.from(classes, (label, c) => {
    let [row, column] = [0, 0]
    for (let d = 0; d < k; d++) {
      row += counts[c * k + d]!
      column += counts[d * k + c]!
    }
    const hit = counts[c * k + c]!
    return {
      label,
      rows: row,
      precision: column ? hit / column : 0,
      recall: row ? hit / row : 0,
      f1: row + column ? (2 * hit) / (row + column) : 0,
    }
  })
  const macroF1 = perClass.reduce((sum, { f1 }) => sum + f1, 0) / k
  return { classes, counts, perClass, macroF1 }
}

/** Gain (or minus cost) of each outcome of a decision for one row. */
export type Payoff = { truePositive: number; falsePositive: number; falseNegative: number; trueNegative: number }

/**
 * Total payoff of calling rows positive at a threshold, and for each row.
 * @example
 * payoffAt([0, 1], [0.2, 0.9], { truePositive: 10, falsePositive: -1, falseNegative: 0, trueNegative: 0 }, 0.5)
 */
export function payoffAt(y: ArrayLike<number>, scores: ArrayLike<number>, payoff: Payoff, threshold: number) {
  const counts = confusion(y, scores, threshold)
  const total =
    counts.truePositives * payoff.truePositive +
    counts.falsePositives * payoff.falsePositive +
    counts.falseNegatives * payoff.falseNegative +
    counts.trueNegatives * payoff.trueNegative
  return { ...counts, total, perRow: y.length ? total / y.length : 0 }
}

/**
 * The threshold that pays best on calibrated probabilities, whatever the data:
 * p* = (TN − FP) / ((TN − FP) + (TP − FN)), the p at which both decisions pay the same. Source: Elkan 2001.
 * @example thresholdFor({ truePositive: 9, falsePositive: -1, falseNegative: 0, trueNegative: 0 }) // 0.1
 */
export function thresholdFor({ truePositive, falsePositive, falseNegative, trueNegative }: Payoff): number {
  const [wrongCall, rightCall] = [trueNegative - falsePositive, truePositive - falseNegative]
  if (!(wrongCall + rightCall > 0)) {
    refuse(
      'illegal_parameter',
      'A threshold needs right decisions that pay more than wrong ones; the payoffs given say the opposite.',
    )
  }
  return Math.min(1, Math.max(0, wrongCall / (wrongCall + rightCall)))
}

/**
 * The threshold that would have paid best on the given rows (for scores that are not calibrated), and what it paid.
 * @example
 * bestThreshold([0, 1], [0.2, 0.9], { truePositive: 9, falsePositive: -1, falseNegative: 0, trueNegative: 0 }).total // 9
 */
export function bestThreshold(
  y: ArrayLike<number>,
  scores: ArrayLike<number>,
  payoff: Payoff,
): { threshold: number; total: number } {
  const levels = [...new Set(Array.from(scores))].sort((a, b) => b - a)
  const candidates = levels.length > 2000 ? levels.filter((_, k) => k % Math.ceil(levels.length / 2000) === 0) : levels
  let best = { threshold: Infinity, total: payoffAt(y, scores, payoff, Infinity).total }
  for (const threshold of candidates) {
    const { total } = payoffAt(y, scores, payoff, threshold)
    if (total > best.total) best = { threshold, total }
  }
  return best
}

/** One bin of a reliability diagram. */
export type ReliabilityBin = { rows: number; predicted: number; observed: number }

/**
 * Mean probability and rate of positives in bins of equal numbers of rows, and the expected and largest gap.
 * @example
 * reliability([0, 1, 0, 1], [0.1, 0.8, 0.3, 0.9], 2).length
 */
export function reliability(y: ArrayLike<number>, probability: ArrayLike<number>, bins = 10) {
  checkPairs(y, probability)
  const order = Int32Array.from({ length: y.length }, (_, i) => i).sort(
    (a, b) => probability[a]! - probability[b]! || a - b,
  )
  const out: ReliabilityBin[] = []
  for (let b = 0; b < bins; b++) {
    const rows = order.subarray(Math.round((order.length * b) / bins), Math.round((order.length * (b + 1)) / bins))
    if (!rows.length) continue
    const mean = (of: ArrayLike<number>) => rows.reduce((sum, i) => sum + of[i]!, 0) / rows.length
    out.push({ rows: rows.length, predicted: mean(probability), observed: mean(y) })
  }
  const gaps = out.map(({ predicted, observed }) => Math.abs(predicted - observed))
  const expected = out.reduce((sum, { rows }, b) => sum + (rows / y.length) * gaps[b]!, 0)
  return { bins: out, expectedError: expected, largestError: Math.max(0, ...gaps) }
}
