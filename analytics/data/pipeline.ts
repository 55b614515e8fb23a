import { refuse } from '../errors.ts'
import type { Features, Matrix } from '../matrix.ts'
import { takeValues } from '../matrix.ts'
import { type FitData, type Fitted, type FittedClassifier, type Progress, readStored, store } from '../model.ts'
import type { Json } from '../serialise.ts'
import { features } from './features.ts'
import type { Table } from './table.ts'
import { type Answers, answersOf } from './target.ts'

/** The part of a model that a pipeline needs. */
export type PipelineModel = {
  readonly name: string
  readonly task: 'classification' | 'regression'
  readonly missing: 'refused' | 'accepted'
  fit(data: FitData): Fitted
  fromJSON(json: unknown): Fitted
}

type FeatureSettings = NonNullable<Parameters<typeof features.fit>[1]>

/** A model with its preparation: what cross-validation, search and the automatic choice compare. */
export type Recipe = {
  readonly model: PipelineModel
  readonly parameters?: { readonly [name: string]: unknown }
  readonly features?: FeatureSettings
  /** Shown to people; the model's name when not given. */
  readonly label?: string
}

/** A table with its answers and the rows to use. */
export type Task = {
  readonly table: Table
  readonly answers: Answers
  readonly rows?: Int32Array
  readonly exclude?: readonly string[]
}

/** A fitted preparation and model that take tables. */
export type FittedPipeline = {
  readonly target: string
  readonly labels: readonly string[]
  readonly encoder: ReturnType<typeof features.fit>
  readonly fitted: Fitted
  /** The matrix that the model sees. */
  matrixOf(table: Table, rows?: Int32Array): Matrix
  /** Class numbers (an index into `labels`) or numbers. */
  predict(table: Table, rows?: Int32Array): Float64Array
  /** Row-major rows × labels. @throws AnalyticsError `bad_input` for regressors. */
  predictProbability(table: Table, rows?: Int32Array): Float64Array
  toJSON(): Json
}

const stored = { name: 'pipeline', version: 1 }

/** A recipe's settings for features: numbers stay missing for models that take them. */
function settingsFor(recipe: Recipe, task: Task): FeatureSettings {
  const missing = recipe.model.missing === 'accepted' ? ('keep' as const) : ('fill' as const)
  return { missing, ...recipe.features, exclude: [task.answers.name, ...(task.exclude ?? [])] }
}

/**
 * Fits preparation and model on the given rows alone, so nothing of other rows can leak in: fills, levels, means and
 * scales are all learned here.
 * @example fitPipeline({ model: logisticRegression }, { table, answers: answersOf(table, 'churn'), rows: split.train })
 */
export function fitPipeline(recipe: Recipe, task: Task, options: Progress & { seed?: number } = {}): FittedPipeline {
  const rows = task.rows ?? task.answers.rows
  const y = takeValues(task.answers.y, rows)
  const encoder = features.fit({ table: task.table, rows, y }, { ...settingsFor(recipe, task), seed: options.seed })
  const x = encoder.training({ table: task.table, rows, y })
  const fitted = recipe.model.fit({ x, y, ...recipe.parameters, ...options })
  return wake(task.answers.name, task.answers.labels, encoder, fitted)
}

function wake(
  target: string,
  labels: readonly string[],
  encoder: FittedPipeline['encoder'],
  fitted: Fitted,
): FittedPipeline {
  const matrixOf = (table: Table, rows?: Int32Array) => encoder.transform(table, rows)
  return Object.freeze({
    target,
    labels,
    encoder,
    fitted,
    matrixOf,
    predict: (table: Table, rows?: Int32Array) => fitted.predict(matrixOf(table, rows)),
    predictProbability: (table: Table, rows?: Int32Array) =>
      probabilitiesOf(fitted, matrixOf(table, rows), labels.length),
    toJSON: () => store(stored, { target, labels: [...labels], encoder: encoder.toJSON(), fitted: fitted.toJSON() }),
  })
}

/** Probabilities in the order of all labels; a label that training did not have gets 0. */
export function probabilitiesOf(fitted: Fitted, x: Features, labels: number): Float64Array {
  if (!('predictProbability' in fitted))
    return refuse('bad_input', `${fitted.model} predicts numbers and has no probabilities.`)
  const { classes, predictProbability } = fitted as FittedClassifier
  const known = predictProbability(x)
  if (classes.length === labels) return known
  const out = new Float64Array(x.rows * labels)
  for (let i = 0; i < x.rows; i++)
    for (let c = 0; c < classes.length; c++) out[i * labels + classes[c]!] = known[i * classes.length + c]!
  return out
}

/**
 * Reads a stored pipeline back. @throws AnalyticsError as every model does, and when its model is not among `models`.
 * @example
 * pipelineFromJSON(pipeline.toJSON(), models).predict(table)
 */
export function pipelineFromJSON(json: unknown, models: readonly PipelineModel[]): FittedPipeline {
  const state = readStored(stored, json) as {
    target: string
    labels: string[]
    encoder: unknown
    fitted: { model?: string }
  }
  const model = models.find(({ name }) => name === state.fitted?.model)
  if (!model)
    return refuse(
      'wrong_model',
      `The stored pipeline uses the model "${state.fitted?.model}", which is not among those given.`,
    )
  return wake(state.target, state.labels, features.fromJSON(state.encoder), model.fromJSON(state.fitted))
}

/**
 * {@link fitPipeline} straight from a table and the name of its answer.
 * @example
 * learn({ model: logisticRegression }, table, 'churn').predictProbability(table)
 */
export function learn(
  recipe: Recipe,
  table: Table,
  target: string,
  options: Progress & { seed?: number } = {},
): FittedPipeline {
  return fitPipeline(recipe, { table, answers: answersOf(table, target) }, options)
}
