import { pairedGap } from '@rapport/analytics/metrics/index.ts'
import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import type { Margin, Measures, Report } from '@rapport/vocabulary/insights/report.ts'

/** A list shows so many. */
export const shownLength = 3

/** One who puts the same things in order without the model: a number for each case, more comes first. */
export interface Opponent {
  readonly name: string
  readonly label: Label
  readonly scores: Float64Array
}

/** The later cases as lists: the first `size` cases are those of one record, the next those of another. */
export interface Lists {
  readonly size: number
  /** Ids of the things, as they stand in every list. */
  readonly things: readonly string[]
  readonly opponents: readonly Opponent[]
  /** Records with a known outcome that were learned from. */
  readonly learned: number
}

/** The places of the highest numbers of a list; equal ones as they stand. */
export function firstOf(scores: Float64Array, most: number): number[] {
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b)
  return order.slice(0, most)
}

/** The row of the highest number of each list. */
export const firstRows = (scores: Float64Array, size: number): number[] =>
  Array.from({ length: scores.length / size }, (_, list) => {
    const from = list * size
    return from + firstOf(scores.subarray(from, from + size), 1)[0]!
  })

/** Whether one of the first few of each list came true. */
export function hitsOf(y: Float64Array, scores: Float64Array, size: number, most: number): Float64Array {
  return Float64Array.from({ length: y.length / size }, (_, list) => {
    const from = list * size
    return firstOf(scores.subarray(from, from + size), most).some((k) => y[from + k] === 1) ? 1 : 0
  })
}

const meanOf = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length)

const measured = (y: Float64Array, scores: Float64Array, size: number): Measures => ({
  hit3: meanOf(hitsOf(y, scores, size, shownLength)),
  hit1: meanOf(hitsOf(y, scores, size, 1)),
})

export interface Verdict {
  readonly measures: Measures
  /** The opponent that is right most often on these very lists: the hardest to beat. */
  readonly strongest: { readonly label: Label; readonly measures: Measures }
  readonly lists: NonNullable<Report['lists']>
  readonly margins: readonly Margin[]
  readonly beats: boolean
}

/** Lists by the model beside those of everyone else, on the same records. It serves only when it is ahead of each beyond doubt. */
export function judgeLists({ size, things, opponents }: Lists, y: Float64Array, answers: Float64Array): Verdict {
  const own = hitsOf(y, answers, size, shownLength)
  const told = opponents.map((one) => ({ ...one, measures: measured(y, one.scores, size) }))
  const margins = told.map((one): Margin => {
    const { value, low, high, p } = pairedGap(own, hitsOf(y, one.scores, size, shownLength))
    return { than: one.label, measure: 'hit3', value, low, high, p }
  })
  const strongest = told.reduce((a, b) => (b.measures.hit3! > a.measures.hit3! ? b : a))
  const measures = measured(y, answers, size)
  return {
    measures,
    strongest: { label: strongest.label, measures: strongest.measures },
    lists: {
      records: y.length / size,
      things: things.length,
      rows: [
        { name: 'model', label: label('The model', '模型'), measures },
        ...told.map(({ name, label: called, measures: theirs }) => ({ name, label: called, measures: theirs })),
      ],
    },
    margins,
    beats: margins.every((one) => one.low > 0),
  }
}
