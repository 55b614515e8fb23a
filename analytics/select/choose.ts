import { fitPipeline, type Recipe, type Task } from '../data/pipeline.ts'
import type { Split } from '../data/split.ts'
import { AnalyticsError, refuse } from '../errors.ts'
import { takeValues } from '../matrix.ts'
import { type Progress, runOf } from '../model.ts'
import { studentTwoSided } from '../numeric/distributions.ts'
import { childSeed, mulberry32, permutation } from '../numeric/random.ts'
import { type Blend, blend } from './blend.ts'
import { candidatesFor, repeatsOf } from './candidates.ts'
import { type CrossValidation, crossValidate, foldsFor, rowsOf, summary } from './cross-validate.ts'
import { primaryMetric, type Scores, scoresOf } from './scores.ts'
import { combine, learnWeights, type Weights } from './stack.ts'

/** One line of the comparison. */
export type Compared = {
  readonly label: string
  readonly mean: Scores
  readonly deviation: Scores
  /** Mean difference to the best in the primary measure, and the chance of one that large if both were equal (paired t). */
  readonly behind: number
  readonly pValue: number
}

/** What the automatic choice found. */
export type Choice = {
  /** Best first. */
  readonly compared: readonly Compared[]
  readonly left: readonly { label: string; reason: string }[]
  readonly metric: string
  readonly chosen: string
  /** Sentences that say why. */
  readonly reasons: readonly string[]
  readonly rowsCompared: number
  /** The chosen model (or blend), fitted on all rows of the task. */
  readonly fitted: Blend
}

export type ChooseOptions = Progress & {
  folds?: number
  seed?: number
  /** Most rows to compare on (20,000) and to fit the winner on (200,000); random ones when there are more. */
  maximumRows?: number
  maximumFitRows?: number
  recipes?: readonly Recipe[]
  /** Settings of the preparation for every model, when `recipes` are not given. */
  features?: Recipe['features']
  metric?: string
}

type Entry = { label: string; recipes: readonly Recipe[]; result: CrossValidation; weights: Weights }

const alone: Weights = { constant: 0, weights: Float64Array.of(1) }

/**
 * Compares models by cross-validation on the same folds, adds their blend as one more contestant (weights learned on the
 * out-of-fold predictions at hand; see `learnWeights`), and fits the winner on all rows (at most
 * `maximumFitRows`); boosting and perceptrons three times with different seeds, to be averaged. Two classes are compared by AUC, several by
 * log loss, numbers by RMSE. Above `maximumRows` (20,000) the comparison runs on a random sample of that many.
 *
 * The blend wins only when it beats the best single model on most folds. Reasons say which differences may be chance.
 * Cost: folds × the cost of all candidates.
 * @example choose({ table, answers: answersOf(table, 'churn') }).reasons
 */
export function choose(task: Task, options: ChooseOptions = {}): Choice {
  const { seed = 1, maximumRows = 20_000, maximumFitRows = 200_000 } = options
  const rows = rowsOf(task)
  const sampled = randomRows(rows, maximumRows, seed)
  const sample: Task = { ...task, rows: sampled }
  const { recipes, left } = options.recipes
    ? { recipes: options.recipes, left: [] }
    : candidatesFor(task.answers.task, sampled.length, options.features, task.table.columns.length - 1)
  const splits = foldsFor(sample, { folds: options.folds, seed })
  const run = runOf(options)
  const { entries, failed } = compareAll(recipes, sample, splits, options)
  const primary = primaryMetric(task.answers)
  const ranked = withStack(sortBy(entries, primary), sample, splits, primary)
  const winner = pick(ranked, primary)
  run.progress(0.92, `Fitting: ${winner.label}`)
  const fitRows = randomRows(rows, maximumFitRows, seed)
  const copies = winner.recipes.flatMap((recipe, m) => repeated(recipe, winner.weights.weights[m]!, fitRows.length))
  const parts = copies.map(({ recipe }, k) =>
    fitPipeline(recipe, { ...task, rows: fitRows }, { seed: childSeed(seed, 1000 + k), signal: options.signal }),
  )
  const weights = { ...winner.weights, weights: Float64Array.from(copies, ({ weight }) => weight) }
  const compared = ranked.map((entry) => compare(entry, ranked[0]!, primary.name))
  const reasons = reasonsFor(compared, winner, primary, sampled.length, splits.length)
  if (fitRows.length < rows.length) reasons.push(sampleSentence(fitRows.length, rows.length))
  const dropped = [...left, ...failed]
  return {
    compared,
    left: dropped,
    metric: primary.name,
    chosen: winner.label,
    reasons,
    rowsCompared: sampled.length,
    fitted: blend(parts, weights),
  }
}

/** A recipe as often as it is to be fitted, with the weight shared out. */
function repeated(recipe: Recipe, weight: number, rows: number): { recipe: Recipe; weight: number }[] {
  const times = repeatsOf(recipe.model.name, rows)
  return Array.from({ length: times }, () => ({ recipe, weight: weight / times }))
}

/** Cross-validates each recipe on the same folds; one that refuses the data is passed over with its reason. */
function compareAll(recipes: readonly Recipe[], sample: Task, splits: readonly Split[], options: ChooseOptions) {
  const run = runOf(options)
  const entries: Entry[] = []
  const failed: { label: string; reason: string }[] = []
  recipes.forEach((recipe, k) => {
    const label = recipe.label ?? recipe.model.name
    run.progress((0.9 * k) / recipes.length, `Comparing: ${label}`)
    try {
      const result = crossValidate(recipe, sample, { seed: options.seed, splits, signal: options.signal })
      entries.push({ label, recipes: [recipe], weights: alone, result })
    } catch (error) {
      if (!(error instanceof AnalyticsError) || error.code === 'cancelled') throw error
      failed.push({ label, reason: error.message })
    }
  })
  if (entries.length) return { entries, failed }
  return refuse('too_few_rows', `No model could be compared: ${failed[0]?.reason ?? 'there is no candidate.'}`)
}

/** All rows, or a random part of them when there are more than the limit. */
function randomRows(rows: Int32Array, limit: number, seed: number): Int32Array {
  if (rows.length <= limit) return rows
  return permutation(rows.length, mulberry32(seed))
    .subarray(0, limit)
    .map((k) => rows[k]!)
}

function sampleSentence(used: number, all: number): string {
  return `The chosen model was fitted on a random ${used.toLocaleString('en')} of the ${all.toLocaleString('en')} rows.`
}

type Primary = ReturnType<typeof primaryMetric>

function sortBy(entries: readonly Entry[], { name, better }: Primary): Entry[] {
  const sign = better === 'more' ? -1 : 1
  return entries.toSorted((a, b) => sign * (a.result.mean[name]! - b.result.mean[name]!))
}

type Positions = readonly { readonly train: Int32Array; readonly test: Int32Array }[]

/** The contestants with one more: all of them (the best two for several classes), weighted by what their predictions say. */
function withStack(ranked: readonly Entry[], sample: Task, splits: Positions, primary: Primary): Entry[] {
  if (ranked.length < 2) return [...ranked]
  const labels = sample.answers.labels.length
  const members = labels > 2 ? ranked.slice(0, 2) : ranked
  const outputs = members.map((entry) => entry.result.outOfFold)
  const y = takeValues(sample.answers.y, rowsOf(sample))
  const { constant, weights } = learnWeights(outputs, y, labels)
  const used = members.map((_, m) => m).filter((m) => weights[m]! > 0)
  if (used.length < 2) return [...ranked]
  const recipes = used.map((m) => members[m]!.recipes[0]!)
  const label = `Blend of ${used.map((m) => `${members[m]!.label} (${weights[m]!.toFixed(2)})`).join(', ')}`
  const kept = { constant, weights: Float64Array.from(used, (m) => weights[m]!) }
  return sortBy([...ranked, { label, recipes, weights: kept, result: scoreStack(outputs, y, sample, splits) }], primary)
}

/** Each fold is scored with weights that were learned on the others. */
function scoreStack(
  outputs: readonly Float64Array[],
  y: Float64Array,
  sample: Task,
  splits: Positions,
): CrossValidation {
  const labels = sample.answers.labels.length
  const width = Math.max(1, labels)
  const outOfFold = new Float64Array(outputs[0]!.length)
  const folds = splits.map(({ train, test }) => {
    const part = outputs.map((output) => takeBlocks(output, test, width))
    const together = combine(learnWeights(outputs, y, labels, train), part, labels)
    test.forEach((position, k) => {
      outOfFold.set(together.subarray(k * width, (k + 1) * width), position * width)
    })
    return scoresOf(sample.answers, takeValues(y, test), together)
  })
  return { folds, ...summary(folds), outOfFold }
}

function takeBlocks(values: Float64Array, positions: Int32Array, width: number): Float64Array {
  const out = new Float64Array(positions.length * width)
  positions.forEach((position, k) => {
    out.set(values.subarray(position * width, (position + 1) * width), k * width)
  })
  return out
}

/** The best single model, unless the blend is better on average and on more than half of the folds. */
function pick(ranked: readonly Entry[], { name, better }: Primary): Entry {
  const best = ranked[0]!
  if (best.recipes.length === 1) return best
  const single = ranked.find((entry) => entry.recipes.length === 1)!
  const sign = better === 'more' ? 1 : -1
  const gains = differences(best, single, name).map((d) => sign * d)
  return gains.filter((gain) => gain > 0).length * 2 > gains.length ? best : single
}

function differences(entry: Entry, other: Entry, name: string): number[] {
  return entry.result.folds.map((fold, f) => fold[name]! - other.result.folds[f]![name]!)
}

/** Mean of fold differences and its standard error, corrected for folds that share training rows (Nadeau & Bengio 2003). */
function meanAndError(values: readonly number[]): { mean: number; error: number } {
  const k = values.length
  const mean = values.reduce((sum, d) => sum + d, 0) / k
  const variance = values.reduce((sum, d) => sum + (d - mean) ** 2, 0) / Math.max(1, k - 1)
  return { mean, error: Math.sqrt((1 / k + 1 / Math.max(1, k - 1)) * variance) }
}

function compare(entry: Entry, best: Entry, name: string): Compared {
  const gaps = differences(entry, best, name)
  const { mean: behind } = meanAndError(gaps)
  return {
    label: entry.label,
    mean: entry.result.mean,
    deviation: entry.result.deviation,
    behind,
    pValue: entry === best ? 1 : pairedT(gaps),
  }
}

function pairedT(gaps: readonly number[]): number {
  const { mean, error } = meanAndError(gaps)
  if (error === 0) return mean === 0 ? 1 : 0
  return studentTwoSided(mean / error, gaps.length - 1)
}

const metricNames: { readonly [name: string]: string } = {
  auc: 'AUC',
  logLoss: 'log loss',
  rmse: 'RMSE',
  accuracy: 'accuracy',
}

function reasonsFor(
  compared: readonly Compared[],
  winner: Entry,
  primary: Primary,
  rows: number,
  folds: number,
): string[] {
  const metric = metricNames[primary.name] ?? primary.name
  const show = (value: number) => value.toPrecision(4)
  const won = compared.find(({ label }) => label === winner.label)!
  const others = compared.filter(
    ({ label, behind }) => label !== winner.label && !label.startsWith('Blend of') && Number.isFinite(behind),
  )
  const simple = others.find(({ label }) => /logistic|linear regression/i.test(label))
  const close = others.filter(({ pValue }) => pValue > 0.1).map(({ label }) => label)
  const reasons = [
    `${winner.label} has ${won === compared[0] ? 'the best' : 'an'} ${metric} of ${show(won.mean[primary.name]!)} (± ${show(won.deviation[primary.name]!)} between folds) in ${folds}-fold cross-validation on ${rows.toLocaleString('en')} rows.`,
  ]
  if (close.length) reasons.push(`Its lead over ${close.join(', ')} is small enough to be chance.`)
  if (simple) {
    const sure =
      simple.pValue < 0.05
        ? 'which is more than chance'
        : 'which may be chance; it is the one to prefer when reasons must be simple'
    reasons.push(
      `${simple.label} has ${show(simple.mean[primary.name]!)}, ${show(Math.abs(simple.behind))} ${primary.better === 'more' ? 'less' : 'more'}, ${sure}.`,
    )
  }
  if (winner.recipes.length > 1)
    reasons.push(
      'The blend is better than each of its models because their errors differ; its weights were learned on rows they did not see.',
    )
  return reasons
}
