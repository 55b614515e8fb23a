import type { Table } from '@rapport/analytics/data/index.ts'
import type { TaskKind } from '@rapport/vocabulary/insights/report.ts'
import type { Answerer } from './answerer.ts'
import { answersFor } from './judge.ts'

/** What reasons are given for: the chance of yes, the number, or the chance of the very label that a row was given. */
export type Strength = (table: Table) => Float64Array

export function strengthOf(task: TaskKind, pipeline: Answerer, rows: Table): Strength {
  if (task !== 'choice') return (table) => answersFor(task, pipeline, table)
  const given = pipeline.predict(rows)
  return (table) => {
    const chances = pipeline.predictProbability(table)
    const size = chances.length / Math.max(1, table.rows)
    return given.map((label, i) => chances[i * size + label]!)
  }
}
