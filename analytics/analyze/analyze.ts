import { type CsvOptions, parseCsv } from '../data/csv.ts'
import { features } from '../data/features.ts'
import type { Split } from '../data/split.ts'
import { columnNamed, countMissing, type Table } from '../data/table.ts'
import { type Answers, answersOf } from '../data/target.ts'
import { AnalyticsError, refuse } from '../errors.ts'
import { groupsByOrigin, permutationImportance } from '../explain/importance.ts'
import { coefficientTable } from '../linear/coefficients.ts'
import { ridge } from '../linear/linear.ts'
import { logisticRegression } from '../linear/logistic.ts'
import { type Matrix, takeValues } from '../matrix.ts'
import { bootstrapOf } from '../metrics/bootstrap.ts'
import { confusion } from '../metrics/classification.ts'
import { auc } from '../metrics/ranking.ts'
import { type Progress, runOf } from '../model.ts'
import { choose } from '../select/choose.ts'
import { positiveOf, primaryMetric, type Scores, scoresOf } from '../select/scores.ts'
import { columnsToLeave, splitFor } from './prepare.ts'
import type { Baseline, Comparison, Report } from './report.ts'

export type AnalyzeOptions = Progress & {
  /** The column to predict. */
  target: string
  /** Whether the target is a class or a number; guessed by {@link answersOf} when not given. */
  task?: Answers['task']
  /** `stratified` (default), `random`, `hash:NAME`, `time:COLUMN`, or `numpy:SEED`. */
  split?: string
  seed?: number
  /** Whether to compare other methods (default true). */
  compare?: boolean
  /** Columns not to use, besides those that are left out anyway. */
  exclude?: readonly string[]
  /** Milliseconds now; without it the report has no timings. */
  clock?: () => number
  csv?: Omit<CsvOptions, 'onProgress' | 'signal'>
}

/**
 * From the bytes of a file of separated values to a judged prediction: load, clean, split, scale, logistic (or ridge)
 * regression, measures on the test rows; then the comparison with every other method by cross-validation on the training
 * rows, the choice with its reasons, and its measures on the same test rows. The test rows are used for nothing else.
 *
 * With `split: 'numpy:42'` the preparation is that of the usual Python script too: blank numbers become 0, every level of
 * a category gets a column, all columns are standardised, C = 1.
 *
 * @throws AnalyticsError with a sentence for every way in which a file or target cannot be used.
 * @example analyze(await readFile('churn.csv'), { target: 'churn', split: 'numpy:42', compare: false }).baseline.scores.accuracy
 */
export function analyze(bytes: Uint8Array, options: AnalyzeOptions): Report {
  const steps = stopwatch(options.clock)
  const run = runOf(options)
  run.progress(0, 'Reading')
  const table = steps.time('read', () => parseCsv(bytes, { ...options.csv, signal: options.signal }))
  const report = analyzeTable(table, options, steps)
  return options.clock ? { ...report, seconds: steps.seconds } : report
}

type Stopwatch = { seconds: { step: string; seconds: number }[]; time<T>(step: string, work: () => T): T }

function stopwatch(clock: (() => number) | undefined): Stopwatch {
  const seconds: Stopwatch['seconds'] = []
  const time = <T>(step: string, work: () => T) => {
    const start = clock?.() ?? 0
    const result = work()
    if (clock) seconds.push({ step, seconds: (clock() - start) / 1000 })
    return result
  }
  return { seconds, time }
}

function analyzeTable(table: Table, options: AnalyzeOptions, steps: Stopwatch): Report {
  const { target, seed = 1 } = options
  const run = runOf(options)
  const answers = steps.time('answers', () => answersOf(table, target, options.task))
  const notes = columnsToLeave(table, target, isScript(options))
  const exclude = [...new Set([...notes.map(({ column }) => column), ...(options.exclude ?? [])])]
  if (table.columns.every(({ name }) => name === target || exclude.includes(name))) {
    const why = notes.map(({ column, note }) => `"${column}" was ${note}`).join('; ') || 'it has no other column'
    refuse('bad_input', `The file holds nothing to predict "${target}" from: ${why}.`)
  }
  const { split, label } = steps.time('split', () => splitFor(options.split ?? 'stratified', table, answers, seed))
  run.progress(0.1, 'Fitting the linear model')
  const yTest = takeValues(answers.y, split.test)
  const baseline = fitBaseline(table, answers, split, exclude, options, steps)
  const report = {
    rows: table.rows,
    target,
    task: answers.task,
    labels: answers.labels,
    counts: answers.labels.map((_, c) => answers.y.reduce((n, value) => n + (value === c ? 1 : 0), 0)),
    split: label,
    trainRows: split.train.length,
    testRows: split.test.length,
    columns: table.columns.map((column) => ({ name: column.name, kind: column.kind, missing: countMissing(column) })),
    notes: [...notes, ...cautions(baseline, answers, split, table, options)],
    naive: naiveScores(answers, split, yTest),
    baseline,
  }
  if (options.compare === false) return report
  try {
    const comparison = steps.time('compare', () => compareMethods(table, answers, split, exclude, options))
    return { ...report, comparison }
  } catch (error) {
    if (!(error instanceof AnalyticsError) || !tooLittle.includes(error.code)) throw error
    const note = `caution: there is too little to compare methods on. ${error.message}`
    return { ...report, notes: [...report.notes, { column: target, note }] }
  }
}

/** What a comparison is refused for when rows or classes are too few; the linear model stands all the same. */
const tooLittle = ['too_few_rows', 'one_class']

/** Predicting the shares of the classes, or the mean, for every row. */
function naiveScores(answers: Answers, split: Split, yTest: Float64Array): Scores {
  const y = takeValues(answers.y, split.train)
  if (answers.task === 'regression') {
    const mean = y.reduce((sum, value) => sum + value / y.length, 0)
    return scoresOf(answers, yTest, new Float64Array(yTest.length).fill(mean))
  }
  const k = answers.labels.length
  const share = new Float64Array(k)
  for (const c of y) share[c]! += 1 / y.length
  return scoresOf(
    answers,
    yTest,
    Float64Array.from({ length: yTest.length * k }, (_, e) => share[e % k]!),
  )
}

/** Columns for the words of each text. */
const textWidth = 64

/** Whether the preparation is to be that of the usual Python script. */
const isScript = ({ split }: AnalyzeOptions) => split?.startsWith('numpy:') ?? false

function fitBaseline(
  table: Table,
  answers: Answers,
  split: Split,
  exclude: readonly string[],
  options: AnalyzeOptions,
  steps: Stopwatch,
): Baseline {
  const settings = isScript(options) ? ({ categories: 'levels', fill: 'zero' } as const) : { textWidth }
  const y = takeValues(answers.y, split.train)
  const encoder = steps.time('features', () =>
    features.fit({ table, rows: split.train, y }, { exclude: [answers.name, ...exclude], ...settings }),
  )
  const fitted = fitLinear({ encoder, table, rows: split.train, y }, answers, options, steps)
  return steps.time('score', () => judgeBaseline(fitted, encoder.transform(table, split.test), answers, split))
}

type Training = { encoder: ReturnType<typeof features.fit>; table: Table; rows: Int32Array; y: Float64Array }

/** A function of its own, so that the training matrix is free again before the test rows are written. */
function fitLinear(
  { encoder, table, rows, y }: Training,
  answers: Answers,
  options: AnalyzeOptions,
  steps: Stopwatch,
): LinearFit {
  const x = steps.time('scale', () => encoder.training({ table, rows, y }))
  const model = answers.task === 'regression' ? ridge : logisticRegression
  return steps.time('fit', () => model.fit({ x, y, l2: 1, signal: options.signal }))
}

type LinearFit = ReturnType<typeof ridge.fit> | ReturnType<typeof logisticRegression.fit>

function judgeBaseline(fitted: LinearFit, x: Matrix, answers: Answers, split: Split): Baseline {
  const y = takeValues(answers.y, split.test)
  const output = 'predictProbability' in fitted ? fitted.predictProbability(x) : fitted.predict(x)
  const two = answers.labels.length === 2
  const many = answers.labels.length > 2
  const rows = many ? [] : coefficientTable(fitted).sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  return {
    model: answers.task === 'regression' ? 'Ridge regression' : 'Logistic regression',
    columns: x.columns,
    converged: fitted.converged,
    scores: scoresOf(answers, y, output),
    ...(two &&
      y.length <= 50_000 && { interval: bootstrapOf(auc, y, positiveOf(output), { resamples: 200, seed: 1 }) }),
    ...(two && { confusion: confusion(y, positiveOf(output)) }),
    coefficients: rows.map(({ name, value, standardError, pValue }) => ({ name, value, standardError, pValue })),
  }
}

/** Signs that something is too good, or too little. */
function cautions(
  baseline: Baseline,
  answers: Answers,
  split: Split,
  table: Table,
  options: AnalyzeOptions,
): { column: string; note: string }[] {
  const out: { column: string; note: string }[] = []
  const { auc: area, r2 } = baseline.scores
  if ((area ?? 0) > 0.97 || (r2 ?? 0) > 0.98) {
    const strongest = baseline.coefficients[0]?.name ?? answers.name
    out.push({
      column: strongest,
      note: 'caution: the prediction is nearly perfect; this column may be filled in after the fact',
    })
  }
  if (answers.labels.length > 2 && columnNamed(table, answers.name).kind === 'number' && !options.task) {
    const note = 'its whole numbers are few and were taken as classes; task regression takes them as numbers'
    out.push({ column: answers.name, note })
  }
  if (!split.test.length)
    out.push({ column: answers.name, note: 'caution: there are too few rows to test on; nothing was measured' })
  else if (answers.rows.length < 200)
    out.push({
      column: answers.name,
      note: `caution: only ${answers.rows.length} rows have an answer; measures are uncertain`,
    })
  return out
}

function compareMethods(
  table: Table,
  answers: Answers,
  split: Split,
  exclude: readonly string[],
  options: AnalyzeOptions,
): Comparison {
  const { seed = 1, signal, onProgress } = options
  const report = onProgress && ((done: number, what: string) => onProgress(0.2 + 0.7 * done, what))
  const choice = choose(
    { table, answers, rows: split.train, exclude },
    {
      seed,
      signal,
      onProgress: report,
      features: { textWidth },
    },
  )
  const { name, better } = primaryMetric(answers)
  const output = (rows: Int32Array) =>
    answers.task === 'regression' ? choice.fitted.predict(table, rows) : choice.fitted.predictProbability(table, rows)
  const scores = scoresOf(answers, takeValues(answers.y, split.test), output(split.test))
  return {
    metric: name,
    rowsCompared: choice.rowsCompared,
    compared: choice.compared.map(({ label, mean, deviation, pValue }) => ({
      label,
      mean: mean[name]!,
      deviation: deviation[name]!,
      pValue,
    })),
    left: choice.left,
    chosen: choice.chosen,
    reasons: choice.reasons,
    scores,
    importance: importanceOf(choice.fitted.parts, table, answers, split, better, name, seed),
  }
}

type Parts = ReturnType<typeof choose>['fitted']['parts']

/** By field of the table, on up to 2,000 test rows (fewer, and once each, when there are many fields), for the first part of the chosen model. */
function importanceOf(
  parts: Parts,
  table: Table,
  answers: Answers,
  split: Split,
  better: 'more' | 'less',
  metric: string,
  seed: number,
) {
  const isWide = table.columns.length > 200
  const rows = split.test.subarray(0, isWide ? 200 : 2000)
  const part = parts[0]!
  const x = part.matrixOf(table, rows)
  const y = takeValues(answers.y, rows)
  const sign = better === 'more' ? 1 : -1
  const outputFor = (m: Matrix) =>
    'predictProbability' in part.fitted
      ? (part.fitted as unknown as { predictProbability(x: Matrix): Float64Array }).predictProbability(m)
      : part.fitted.predict(m)
  const groups = groupsByOrigin(
    x.names ?? [],
    table.columns.map((column) => columnNamed(table, column.name).name),
  )
  const found = permutationImportance(x, (m) => sign * scoresOf(answers, y, outputFor(m))[metric]!, {
    repeats: isWide ? 1 : 3,
    seed,
    groups,
  })
  return found.slice(0, 12).map(({ name, mean, deviation }) => ({ name, mean, deviation }))
}
