import { type FittedPipeline, fitPipeline, type Recipe, type Task } from '../data/pipeline.ts'
import { kFolds, type Split, stratifiedFolds } from '../data/split.ts'
import { takeValues } from '../matrix.ts'
import { type Progress, runOf } from '../model.ts'
import { childSeed } from '../numeric/random.ts'
import { type Scores, scoresOf } from './scores.ts'

/** What cross-validation found. */
export type CrossValidation = {
  /** One entry for each fold. */
  readonly folds: readonly Scores[]
  readonly mean: Scores
  readonly deviation: Scores
  /** Predictions for every row by a model that did not see it, in the order of `rows`: n × labels, or n numbers. */
  readonly outOfFold: Float64Array
}

export type CrossValidationOptions = Progress & { folds?: number; seed?: number; splits?: readonly Split[] }

/** Rows of a task that count. */
export function rowsOf(task: Task): Int32Array {
  return task.rows ?? task.answers.rows
}

/**
 * Folds for a task: stratified for classes, at most one for each row unless a number is asked for. Entries are positions in
 * `rowsOf(task)`.
 */
export function foldsFor(task: Task, options: { folds?: number; seed?: number }): Split[] {
  const rows = rowsOf(task)
  const folds = options.folds ?? Math.max(2, Math.min(5, rows.length))
  if (task.answers.task === 'regression') return kFolds(rows.length, { ...options, folds })
  return stratifiedFolds(takeValues(task.answers.y, rows), { ...options, folds })
}

/** Predictions of a pipeline as the scores want them. */
export function outputOf(pipeline: FittedPipeline, task: Task, rows: Int32Array): Float64Array {
  return task.answers.task === 'regression'
    ? pipeline.predict(task.table, rows)
    : pipeline.predictProbability(task.table, rows)
}

/**
 * Cross-validation of a recipe: preparation and model are fitted anew on each fold's training rows, so nothing leaks.
 * `splits` (positions in the task's rows) may come from `groupedFolds` or `timeFolds`; rows in no test part get NaN.
 * Cost: one fit for each fold.
 * @example crossValidate({ model: logisticRegression }, { table, answers: answersOf(table, 'churn') }, { folds: 10 }).mean.auc
 */
export function crossValidate(recipe: Recipe, task: Task, options: CrossValidationOptions = {}): CrossValidation {
  const rows = rowsOf(task)
  const splits = options.splits ?? foldsFor(task, options)
  const width = task.answers.task === 'regression' ? 1 : task.answers.labels.length
  const outOfFold = new Float64Array(rows.length * width).fill(NaN)
  const run = runOf(options)
  const folds = splits.map((split, f) => {
    run.progress(f / splits.length, `Fold ${f + 1} of ${splits.length}`)
    const pick = (positions: Int32Array) => positions.map((position) => rows[position]!)
    const pipeline = fitPipeline(
      recipe,
      { ...task, rows: pick(split.train) },
      { seed: childSeed(options.seed ?? 1, f), signal: options.signal },
    )
    const output = outputOf(pipeline, task, pick(split.test))
    split.test.forEach((position, k) => {
      for (let c = 0; c < width; c++) outOfFold[position * width + c] = output[k * width + c]!
    })
    return scoresOf(task.answers, takeValues(task.answers.y, pick(split.test)), output)
  })
  return { folds, ...summary(folds), outOfFold }
}

/** Mean and sample deviation of each measure over the folds; folds where it is not a number are passed over. */
export function summary(folds: readonly Scores[]): { mean: Scores; deviation: Scores } {
  const mean: Record<string, number> = {}
  const deviation: Record<string, number> = {}
  for (const name of Object.keys(folds[0] ?? {})) {
    const values = folds.map((fold) => fold[name]!).filter((value) => !Number.isNaN(value))
    const average = values.reduce((sum, value) => sum + value, 0) / values.length
    mean[name] = average
    deviation[name] = Math.sqrt(
      values.reduce((sum, value) => sum + (value - average) ** 2, 0) / Math.max(1, values.length - 1),
    )
  }
  return { mean, deviation }
}
