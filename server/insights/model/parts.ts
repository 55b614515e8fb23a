import type { FittedPipeline, Table } from '@rapport/analytics/data/index.ts'
import { AnalyticsError } from '@rapport/analytics/errors.ts'
import type { PartReport } from '@rapport/vocabulary/insights/report.ts'
import type { Known } from '../features/feature.ts'
import type { Answerer } from './answerer.ts'
import { type Rows, withColumns } from './examples.ts'
import { answersFor, measuresOf } from './judge.ts'

export type About = Known['about']

/** Answers from one sort of features alone: who a record is, or what it does. */
export interface PartAnswerer {
  readonly columns: readonly string[]
  readonly pipeline: Answerer
}
export type Parts = { readonly [A in About]?: PartAnswerer }

/** The chance of yes by one part alone; undefined where the part could not be learned. */
export const partAnswers = (part: PartAnswerer | undefined, table: Table): Float64Array | undefined => {
  if (!part) return undefined
  const only = new Set(part.columns)
  const columns = table.columns.filter((column) => only.has(column.name))
  return answersFor('yes_no', part.pipeline, { rows: table.rows, columns })
}

/** The same method on each sort of features apart: judged on the later cases, and fitted on all of them to serve. */
export function learnParts(
  given: { readonly features: readonly Known[]; readonly train: Rows; readonly test: Rows; readonly all: Rows },
  fit: (rows: Rows) => FittedPipeline,
): { readonly parts: Parts; readonly told: readonly PartReport[] } {
  const parts: { [A in About]?: PartAnswerer } = {}
  const told = (['who', 'does'] as const).map((about): PartReport => {
    const columns = given.features.filter((one) => one.about === about).map((one) => one.name)
    const only = new Set(columns)
    try {
      const judged = fit(withColumns(given.train, only))
      const answers = answersFor('yes_no', judged, withColumns(given.test, only).table)
      parts[about] = { columns, pipeline: fit(withColumns(given.all, only)) }
      return { about, fields: columns.length, measures: measuresOf('yes_no', given.test.y, answers) }
    } catch (error) {
      // There may be nothing known of one sort at all: then the other stands alone, and the page says so.
      if (!(error instanceof AnalyticsError) || error.code === 'cancelled') throw error
      return { about, fields: columns.length, measures: {}, failure: error.message }
    }
  })
  return { parts, told }
}

/** A pipeline with its parts beside it, stored together. */
export const withParts = (whole: Answerer, parts: Parts): Answerer => ({
  ...whole,
  parts,
  toJSON: () =>
    ({
      ...(whole.toJSON() as object),
      parts: Object.fromEntries(
        Object.entries(parts).map(([about, part]) => [about, { ...part, pipeline: part.pipeline.toJSON() }]),
      ),
    }) as never,
})
