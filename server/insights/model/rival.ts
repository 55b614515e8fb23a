import type { Table } from '@rapport/analytics/data/index.ts'
import { AnalyticsError } from '@rapport/analytics/errors.ts'
import { mulberry32, permutation } from '@rapport/analytics/numeric/random.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { HeldOut, Measures } from '@rapport/vocabulary/insights/report.ts'
import type { Answerer, Interval } from './answerer.ts'
import type { Examples } from './examples.ts'
import { measuresOf, primaryOf } from './judge.ts'

/** A rival's answers, without the matrix of a pipeline. */
export interface RivalModel {
  predict(table: Table): Float64Array
  interval(table: Table): Interval
  state(): object
}

/**
 * A model that is no row of the comparison, because it learns from what is known of rows at their moment and never from their outcome:
 * it is fitted on the very rows that it answers for.
 */
export interface Rival {
  readonly name: string
  readonly label: Label
  /** Columns that it looks at. */
  readonly uses: readonly string[]
  /** Throws AnalyticsError where the data give it no footing. */
  fit(table: Table): RivalModel
}

/** The answers of the best of the compared methods. */
export interface Best {
  readonly name: string
  readonly label: Label
  readonly answers: Float64Array
}

export interface Contest {
  /** Everyone, the least error first; who could not answer says why. */
  readonly told: readonly HeldOut[]
  /** The rival that won, if one did. */
  readonly winner?: {
    readonly rival: Rival
    readonly model: RivalModel
    readonly serving: RivalModel
    readonly answers: Float64Array
  }
}

/** Lets rivals and the best of the compared methods answer for the later cases; the least root mean square error wins. */
export function contest(
  examples: Pick<Examples, 'task' | 'test' | 'now'>,
  rivals: readonly Rival[],
  best: Best,
  regressionMayWin: boolean,
): Contest {
  const { test, task } = examples
  const told: HeldOut[] = [{ name: best.name, label: best.label, measures: measuresOf(task, test.y, best.answers) }]
  const able: { rival: Rival; model: RivalModel; serving: RivalModel; answers: Float64Array; rmse: number }[] = []
  for (const rival of rivals) {
    const { name, label } = rival
    try {
      const model = rival.fit(test.table)
      const answers = model.predict(test.table)
      const measures = measuresOf(task, test.y, answers)
      // Whoever has no footing in the data of today cannot serve today.
      const serving = rival.fit(examples.now.table)
      told.push({ name, label, measures })
      able.push({ rival, model, serving, answers, rmse: measures.rmse! })
    } catch (error) {
      if (!(error instanceof AnalyticsError)) throw error
      told.push({ name, label, measures: {}, failure: error.message })
    }
  }
  told.sort((a, b) => (a.measures.rmse ?? Infinity) - (b.measures.rmse ?? Infinity))
  const limit = regressionMayWin ? measuresOf(task, test.y, best.answers).rmse! : Infinity
  const winner = able.sort((a, b) => a.rmse - b.rmse).find((one) => one.rmse < limit)
  return { told, ...(winner && { winner }) }
}

/** The rival behind the face of a pipeline, whose matrix finds cases that are alike. */
export const answererOf = (name: string, model: RivalModel, beside: Answerer): Answerer => ({
  predict: (table) => model.predict(table),
  predictProbability: (table) => model.predict(table),
  interval: (table) => model.interval(table),
  matrixOf: (table, rows) => beside.matrixOf(table, rows),
  toJSON: () => ({ ...(beside.toJSON() as object), rival: { name, state: model.state() } }) as never,
})

/** The fall of the measure when a column is shuffled among the rows; of the columns that a rival looks at. */
export function rivalImportance(
  { task, test }: Pick<Examples, 'task' | 'test'>,
  rival: Rival,
  model: RivalModel,
): ReadonlyMap<string, number> {
  const primary = primaryOf(task)
  const of = (measures: Measures) => measures[primary] ?? 0
  const whole = of(measuresOf(task, test.y, model.predict(test.table)))
  const order = permutation(test.table.rows, mulberry32(3))
  return new Map(
    test.table.columns.flatMap((column, c) => {
      if (column.kind !== 'number' || !rival.uses.includes(column.name)) return []
      const values = Float64Array.from(order, (row) => column.values[row]!)
      const shuffled = { rows: test.table.rows, columns: test.table.columns.with(c, { ...column, values }) }
      return [[column.name, whole - of(measuresOf(task, test.y, model.predict(shuffled)))] as const]
    }),
  )
}
