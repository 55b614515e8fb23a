import { type FittedPipeline, fitPipeline, pipelineFromJSON, type Recipe, type Task } from '../data/pipeline.ts'
import type { Table } from '../data/table.ts'
import { AnalyticsError } from '../errors.ts'
import { takeValues } from '../matrix.ts'
import { type Progress, readStored, runOf, store } from '../model.ts'
import { models } from '../models.ts'
import { studentTwoSided } from '../numeric/distributions.ts'
import { childSeed, mulberry32, permutation } from '../numeric/random.ts'
import type { Json } from '../serialise.ts'
import { candidatesFor } from './candidates.ts'
import { type CrossValidation, crossValidate, foldsFor, rowsOf } from './cross-validate.ts'
import { primaryMetric, type Scores, scoresOf } from './scores.ts'

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

/** One pipeline, or the mean of several. */
export type Blend = {
  readonly parts: readonly FittedPipeline[]
  /** Class numbers or numbers. */
  predict(table: Table, rows?: Int32Array): Float64Array
  /** Row-major rows × labels. */
  predictProbability(table: Table, rows?: Int32Array): Float64Array
  toJSON(): Json
}

export type ChooseOptions = Progress & {
  folds?: number
  seed?: number
  maximumRows?: number
  recipes?: readonly Recipe[]
  metric?: string
}

type Entry = { label: string; recipes: readonly Recipe[]; result: CrossValidation }

/**
 * Compares models by cross-validation on the same folds, adds the mean of the best two and of the best three as further
 * contestants (from the predictions at hand), and fits the winner on all rows. Two classes are compared by AUC, several by
 * log loss, numbers by RMSE. Above `maximumRows` (20,000) the comparison runs on a random sample of that many.
 *
 * A blend wins only when it beats the best single model on most folds; a blend of three is preferred to one of two that is
 * better by less than a standard error. Reasons say which differences may be chance.
 * Cost: folds × the cost of all candidates.
 * @example choose({ table, answers: answersOf(table, 'churn') }).reasons
 */
export function choose(task: Task, options: ChooseOptions = {}): Choice {
  const { seed = 1, maximumRows = 20_000 } = options
  const rows = rowsOf(task)
  const sampled =
    rows.length > maximumRows
      ? permutation(rows.length, mulberry32(seed))
          .subarray(0, maximumRows)
          .map((k) => rows[k]!)
      : rows
  const sample: Task = { ...task, rows: sampled }
  const { recipes, left } = options.recipes
    ? { recipes: options.recipes, left: [] }
    : candidatesFor(task.answers.task, sampled.length)
  const splits = foldsFor(sample, { folds: options.folds ?? 5, seed })
  const run = runOf(options)
  const entries: Entry[] = []
  const failed: { label: string; reason: string }[] = []
  recipes.forEach((recipe, k) => {
    const label = recipe.label ?? recipe.model.name
    run.progress((0.9 * k) / recipes.length, `Comparing: ${label}`)
    try {
      entries.push({
        label,
        recipes: [recipe],
        result: crossValidate(recipe, sample, { seed, splits, signal: options.signal }),
      })
    } catch (error) {
      if (!(error instanceof AnalyticsError) || error.code === 'cancelled') throw error
      failed.push({ label, reason: error.message })
    }
  })
  const primary = primaryMetric(task.answers)
  const ranked = withBlends(sortBy(entries, primary), sample, splits, primary)
  const winner = pick(ranked, primary)
  run.progress(0.92, `Fitting: ${winner.label}`)
  const parts = winner.recipes.map((recipe, k) =>
    fitPipeline(recipe, { ...task, rows }, { seed: childSeed(seed, 1000 + k), signal: options.signal }),
  )
  const compared = ranked.map((entry) => compare(entry, ranked[0]!, primary.name))
  const reasons = reasonsFor(compared, winner, primary, sampled.length, splits.length)
  const dropped = [...left, ...failed]
  return {
    compared,
    left: dropped,
    metric: primary.name,
    chosen: winner.label,
    reasons,
    rowsCompared: sampled.length,
    fitted: blend(parts),
  }
}

type Primary = ReturnType<typeof primaryMetric>

function sortBy(entries: readonly Entry[], { name, better }: Primary): Entry[] {
  const sign = better === 'more' ? -1 : 1
  return entries.toSorted((a, b) => sign * (a.result.mean[name]! - b.result.mean[name]!))
}

type Positions = readonly { readonly test: Int32Array }[]

function withBlends(ranked: readonly Entry[], sample: Task, splits: Positions, primary: Primary): Entry[] {
  const blends = [2, 3]
    .filter((size) => ranked.length >= size)
    .map((size) => blendOf(ranked.slice(0, size), sample, splits))
  return sortBy([...ranked, ...blends], primary)
}

/** The mean of out-of-fold predictions, scored on the same folds. */
function blendOf(entries: readonly Entry[], sample: Task, splits: Positions): Entry {
  const first = entries[0]!.result.outOfFold
  const outOfFold = first.map(
    (_, k) => entries.reduce((sum, { result }) => sum + result.outOfFold[k]!, 0) / entries.length,
  )
  const rows = rowsOf(sample)
  const width = first.length / rows.length
  const folds = splits.map(({ test }) => {
    const y = takeValues(
      sample.answers.y,
      test.map((position) => rows[position]!),
    )
    const output = new Float64Array(test.length * width)
    test.forEach((position, k) => {
      output.set(outOfFold.subarray(position * width, (position + 1) * width), k * width)
    })
    return scoresOf(sample.answers, y, output)
  })
  const recipes = entries.flatMap((entry) => entry.recipes)
  const label = `Mean of ${entries.map((entry) => entry.label).join(', ')}`
  return { label, recipes, result: { folds, ...meansOf(folds), outOfFold } }
}

function meansOf(folds: readonly Scores[]): { mean: Scores; deviation: Scores } {
  const names = Object.keys(folds[0] ?? {})
  const mean = Object.fromEntries(
    names.map((name) => [name, folds.reduce((sum, fold) => sum + fold[name]!, 0) / folds.length]),
  )
  const spread = (name: string) => folds.reduce((sum, fold) => sum + (fold[name]! - mean[name]!) ** 2, 0)
  return {
    mean,
    deviation: Object.fromEntries(names.map((name) => [name, Math.sqrt(spread(name) / Math.max(1, folds.length - 1))])),
  }
}

/**
 * The best single model, unless a blend is better on average and on more than half of the folds. Then the blend of three
 * is taken rather than that of two when it is within one standard error: which two are best is itself uncertain.
 */
function pick(ranked: readonly Entry[], { name, better }: Primary): Entry {
  const best = ranked[0]!
  if (best.recipes.length === 1) return best
  const single = ranked.find((entry) => entry.recipes.length === 1)!
  const sign = better === 'more' ? 1 : -1
  const gains = differences(best, single, name).map((d) => sign * d)
  if (gains.filter((gain) => gain > 0).length * 2 <= gains.length) return single
  const widest = ranked.find((entry) => entry.recipes.length === 3)
  if (!widest || widest === best) return best
  const { mean, error } = meanAndError(differences(widest, best, name))
  return Math.abs(mean) <= error ? widest : best
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
    ({ label, behind }) => label !== winner.label && !label.startsWith('Mean of') && Number.isFinite(behind),
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
    reasons.push('The mean of several models is better than each of them because their errors differ.')
  return reasons
}

const stored = { name: 'blend', version: 1 }

function blend(parts: readonly FittedPipeline[]): Blend {
  const mean = (outputs: readonly Float64Array[]) =>
    outputs[0]!.map((_, k) => outputs.reduce((sum, output) => sum + output[k]!, 0) / outputs.length)
  const predictProbability = (table: Table, rows?: Int32Array) =>
    mean(parts.map((part) => part.predictProbability(table, rows)))
  const predict = (table: Table, rows?: Int32Array) => {
    const k = parts[0]!.labels.length
    if (!k) return mean(parts.map((part) => part.predict(table, rows)))
    const probability = predictProbability(table, rows)
    return Float64Array.from({ length: probability.length / k }, (_, i) => {
      const row = probability.subarray(i * k, (i + 1) * k)
      return row.indexOf(Math.max(...row))
    })
  }
  return Object.freeze({
    parts,
    predict,
    predictProbability,
    toJSON: () => store(stored, { parts: parts.map((part) => part.toJSON()) }),
  })
}

/** Reads a stored choice back. @throws AnalyticsError as every model does. */
export function blendFromJSON(json: unknown): Blend {
  const { parts } = readStored(stored, json) as { parts: unknown[] }
  return blend(parts.map((part) => pipelineFromJSON(part, models)))
}
