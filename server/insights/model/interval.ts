import type { Report } from '@rapport/vocabulary/insights/report.ts'
import { type Interval, level } from './answerer.ts'

type Bands = NonNullable<Report['intervals']>['bands']

const tail = (1 - level) / 2

/** Between what the outcomes of past cases lay, in tenths by what was said of them. */
export function bandsOf(answers: Float64Array, y: Float64Array, groups = 10): Bands {
  const order = Int32Array.from(y.keys()).sort((a, b) => answers[a]! - answers[b]! || a - b)
  return Array.from({ length: groups }, (_, g) => {
    const rows = order.subarray(Math.round((order.length * g) / groups), Math.round((order.length * (g + 1)) / groups))
    const came = Float64Array.from(rows, (i) => y[i]!).sort()
    const at = (share: number) => came[Math.round(share * (came.length - 1))]!
    return { upTo: answers[rows.at(-1)!]!, low: at(tail), high: at(1 - tail) }
  }).filter((one) => one.low !== undefined)
}

/** The band that each answer falls into. */
export function within(bands: Bands, answers: Float64Array): Interval {
  const nothing = { low: Number.NaN, high: Number.NaN }
  const of = (answer: number) => bands.find((band) => answer <= band.upTo) ?? bands.at(-1) ?? nothing
  return { low: answers.map((answer) => of(answer).low), high: answers.map((answer) => of(answer).high) }
}

/** The share of outcomes that lay in their interval. */
export const heldShare = (y: Float64Array, { low, high }: Interval): number =>
  y.reduce((held, value, i) => held + (value >= low[i]! && value <= high[i]! ? 1 : 0), 0) / y.length

/** Bands of the one half of cases, asked of the other: bands are not judged by the cases that they come from. */
export function bandsHeld(answers: Float64Array, y: Float64Array): number {
  const half = (odd: number, of: Float64Array) => of.filter((_, i) => i % 2 === odd)
  const held = [0, 1].map((odd) => {
    const bands = bandsOf(half(odd, answers), half(odd, y))
    return heldShare(half(1 - odd, y), within(bands, half(1 - odd, answers)))
  })
  return (held[0]! + held[1]!) / 2
}
