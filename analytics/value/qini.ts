import { refuse } from '../errors.ts'

/** Gain from treating the best-ranked share of rows first. */
export type QiniCurve = {
  /** Share of all rows treated, 0 … 1. */
  readonly share: Float64Array
  /** Extra answers over no treatment, at each share. */
  readonly gain: Float64Array
  /** Area between the curve and the straight line of random targeting, divided by the rows; greater is better. */
  readonly qini: number
  /** The same area divided by that of a perfect ranking (treated 1 first, untreated 1 last); at most 1. */
  readonly coefficient: number
  /** Mean effect of treatment over all rows. */
  readonly averageEffect: number
}

/**
 * Qini curve of a ranking by predicted uplift: after the best k rows the gain is
 * (answers among treated) − (answers among untreated) · (treated / untreated). Equal scores are taken together.
 *
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`.
 * Source: Radcliffe, "Using control groups to target on predicted lift", 2007.
 * @example
 * qiniCurve(model.predict(x), { y, treated }).coefficient
 */
export function qiniCurve(
  uplift: ArrayLike<number>,
  { y, treated }: { y: ArrayLike<number>; treated: ArrayLike<number> },
): QiniCurve {
  const n = uplift.length
  if (y.length !== n || treated.length !== n)
    refuse('wrong_shape', `There are ${n} scores but ${y.length} answers and ${treated.length} entries of treated.`)
  const { share, gain } = curve(uplift, y, treated)
  const perfect = Float64Array.from({ length: n }, (_, i) => (treated[i] === 1 ? 1 : -1) * y[i]!)
  const best = curve(perfect, y, treated)
  const qini = areaAboveLine(share, gain)
  const possible = areaAboveLine(best.share, best.gain)
  const [yes, no] = [means(y, treated, 1), means(y, treated, 0)]
  return { share, gain, qini: qini / n, coefficient: possible > 0 ? qini / possible : 0, averageEffect: yes - no }
}

function means(y: ArrayLike<number>, treated: ArrayLike<number>, wanted: number): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i < y.length; i++) {
    if (treated[i] !== wanted) continue
    sum += y[i]!
    count++
  }
  return count > 0
    ? sum / count
    : refuse('too_few_rows', `Qini needs treated and untreated rows; no row has treated ${wanted}.`)
}

function curve(scores: ArrayLike<number>, y: ArrayLike<number>, treated: ArrayLike<number>) {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const share = [0]
  const gain = [0]
  let [answersWith, answersWithout, withIt, without] = [0, 0, 0, 0]
  order.forEach((i, k) => {
    if (treated[i] === 1) {
      withIt++
      answersWith += y[i]!
    } else {
      without++
      answersWithout += y[i]!
    }
    if (k + 1 < order.length && scores[order[k + 1]!] === scores[i]) return
    share.push((k + 1) / order.length)
    gain.push(answersWith - (without > 0 ? (answersWithout * withIt) / without : 0))
  })
  return { share: Float64Array.from(share), gain: Float64Array.from(gain) }
}

function areaAboveLine(share: Float64Array, gain: Float64Array): number {
  let area = 0
  for (let k = 1; k < share.length; k++) area += ((gain[k]! + gain[k - 1]!) / 2) * (share[k]! - share[k - 1]!)
  return area - gain.at(-1)! / 2
}
