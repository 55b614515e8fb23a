/* What a version said of the later cases, learned again from the same past: learning hangs on nothing but its rows and its seed. */
import { fitPipeline, withColumn } from '@rapport/analytics/data/index.ts'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import { questionOf } from '../ready/questions.ts'
import type { Desk } from '../run/kind.ts'
import { type Examples, withColumns } from './examples.ts'
import { answersFor } from './judge.ts'
import { readModel } from './keep.ts'
import { methodsFor } from './methods.ts'

export interface Said {
  readonly examples: Examples
  /** For each row of `examples.test`. */
  readonly answers: Float64Array
}

export async function saidOfLater(model: string, report: Report, desk: Desk): Promise<Said> {
  const settings = await readModel(desk.db, model)
  const examples = await questionOf(settings.kind)!.examples(settings, desk)
  const only = new Set(report.features.map((one) => one.name))
  const [train, test] = [withColumns(examples.train, only), withColumns(examples.test, only)]
  const [method] = methodsFor(examples.task, [report.chosen.name])
  const labels = examples.task === 'choice' ? examples.labels : ['0', '1']
  const codes = Int32Array.from(train.y)
  const table = withColumn(train.table, { kind: 'category', name: 'outcome', codes, levels: labels })
  const rows = Int32Array.from(train.y.keys())
  const answers = { name: 'outcome', task: 'classification' as const, y: train.y, labels, rows }
  const pipeline = fitPipeline(method!.recipe, { table, answers }, { seed: 1 })
  return { examples, answers: answersFor(examples.task, pipeline, test.table) }
}
