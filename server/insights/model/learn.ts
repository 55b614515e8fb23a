import { type FittedPipeline, fitPipeline } from '@rapport/analytics/data/index.ts'
import { AnalyticsError } from '@rapport/analytics/errors.ts'
import { groupsByOrigin, permutationImportance } from '@rapport/analytics/explain/index.ts'
import { mulberry32, permutation } from '@rapport/analytics/numeric/random.ts'
import { treeAsData } from '@rapport/analytics/trees/index.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { Compared, Measures, Report } from '@rapport/vocabulary/insights/report.ts'
import { leftOut } from '../features/own-fields.ts'
import type { Desk } from '../run/kind.ts'
import { type Answerer, level } from './answerer.ts'
import { compare, seed, taskOf } from './compare.ts'
import { describeFeatures } from './describe.ts'
import { type Examples, picked, type Rows, stacked, withColumns } from './examples.ts'
import { bandsHeld, bandsOf, heldShare } from './interval.ts'
import { amongLikeliest, answersFor, commonestAmong, curvesOf, measuresOf, primaryOf } from './judge.ts'
import { findLeaks } from './leaks.ts'
import { firstRows, judgeLists } from './lists.ts'
import { marginsOf } from './margins.ts'
import { type Method, methodsFor } from './methods.ts'
import { learnParts, withParts } from './parts.ts'
import { answererOf, type Contest, contest, rivalImportance } from './rival.ts'
import { simplestOfBest } from './simplest.ts'

export interface LearnOptions {
  /** Compared; one alone is taken as it is. */
  readonly methods?: readonly string[]
  readonly textWidth?: number
  readonly folds?: number
  /** Features that a person left out. */
  readonly left?: readonly string[]
}

export interface Learned {
  readonly report: Report
  /** Fitted on every row whose outcome is known: this one serves. */
  readonly serving: Answerer
  /** Columns that it learned from. */
  readonly columns: readonly string[]
  /** The cases it was judged by. */
  readonly judged: readonly Case[]
  /** The records of the rows that the serving one learned from. */
  readonly learned: readonly string[]
}

const mostCompared = 6_000
/** A case that was kept apart: what was said of it before it was known, and what came. */
export interface Case {
  readonly record: string
  readonly at: string
  readonly said: number
  readonly came: number
}

const casesOf = ({ ids, at, y }: Rows, answers: Float64Array): Case[] =>
  ids.map((record, i) => ({ record, at: at[i]!, said: answers[i]!, came: y[i]! }))

/** Of lists, the case that stands first in each: the one that a record is told. */
function judgedCases({ lists }: Examples, test: Rows, answers: Float64Array): Case[] {
  if (!lists) return casesOf(test, answers)
  const rows = firstRows(answers, lists.size)
  return casesOf(
    picked(test, rows),
    Float64Array.from(rows, (row) => answers[row]!),
  )
}

const sampled = (rows: Rows, most: number): Rows =>
  rows.ids.length <= most ? rows : picked(rows, [...permutation(rows.ids.length, mulberry32(seed)).subarray(0, most)])

/** The fall of the measure on the test rows when a feature is shuffled among them. */
function importanceOf(examples: Examples, pipeline: FittedPipeline, test: Rows): Map<string, number> {
  const x = pipeline.matrixOf(test.table)
  const origins = test.table.columns.map((column) => column.name)
  const { task } = examples
  const primary = primaryOf(task)
  const answers = (data: typeof x) => (task === 'yes_no' ? positives(pipeline, data) : pipeline.fitted.predict(data))
  const groups = groupsByOrigin(x.names ?? [], origins)
  const found = permutationImportance(x, (data) => measuresOf(task, test.y, answers(data))[primary] ?? 0, {
    repeats: 2,
    seed,
    groups,
  })
  return new Map(found.map((one) => [one.name, one.mean]))
}

function positives(pipeline: FittedPipeline, x: ReturnType<FittedPipeline['matrixOf']>): Float64Array {
  const { predictProbability } = pipeline.fitted as unknown as { predictProbability(x: unknown): Float64Array }
  const both = predictProbability(x)
  return Float64Array.from({ length: x.rows }, (_, i) => both[2 * i + 1]!)
}

/** How much more rows would help: the same method on growing parts of the past. */
function learningCurve(examples: Examples, method: Method, train: Rows, test: Rows, desk: Desk): Report['learning'] {
  const order = permutation(train.ids.length, mulberry32(seed + 1))
  const primary = primaryOf(examples.task)
  return [0.1, 0.25, 0.5, 1].flatMap((share) => {
    const part = picked(train, [...order.subarray(0, Math.round(order.length * share))])
    try {
      const pipeline = fitPipeline(method.recipe, taskOf(examples, part), { seed, signal: desk.signal })
      const on = (rows: Rows) =>
        measuresOf(examples.task, rows.y, answersFor(examples.task, pipeline, rows.table))[primary] ?? 0
      return [{ rows: part.ids.length, train: on(part), test: on(test) }]
    } catch (error) {
      // A tenth may hold one outcome only.
      if (!(error instanceof AnalyticsError) || error.code === 'cancelled') throw error
      return []
    }
  })
}

const moments = (rows: Rows): string[] => [...new Set(rows.at)].sort()

/** The moments learned from; of very many, where each record has its own, the first and the last. */
function momentsTold(rows: Rows): string[] {
  const all = moments(rows)
  return all.length > 24 ? [all[0]!, all.at(-1)!] : all
}

const meanOf = (y: Float64Array): number => (y.length === 0 ? 0 : y.reduce((a, b) => a + b, 0) / y.length)

const pick = ({ name, label: called }: { name: string; label: Report['chosen']['label'] }) => ({ name, label: called })

/** The contest between the best of the compared methods and models of another kind, as far as a person left them in. */
function contested(examples: Examples, options: LearnOptions, best: Parameters<typeof contest>[2]): Contest {
  const wanted = options.methods ?? []
  const all = examples.rivals ?? []
  const rivals = wanted.length === 0 ? all : all.filter((one) => wanted.includes(one.name))
  const regressionMayWin = wanted.length === 0 || wanted.some((name) => all.every((one) => one.name !== name))
  return contest(examples, rivals, best, regressionMayWin)
}

/** How far single answers may lie off: by the model's own futures, or by how past cases with such an answer ended. */
function intervalsOf(
  task: Examples['task'],
  test: Rows,
  answers: Float64Array,
  { winner }: Contest,
): Pick<Report, 'intervals'> {
  if (task !== 'number' || test.y.length < 2) return {}
  const bands = bandsOf(answers, test.y)
  const held = winner ? heldShare(test.y, winner.model.interval(test.table)) : bandsHeld(answers, test.y)
  return { intervals: { level, held, by: winner ? 'rhythm' : 'cases', bands } }
}

/** Compares methods on the past, judges the best on what came later, and fits it on all of it to serve. */
export function learn(given: Examples, options: LearnOptions, desk: Desk): Learned {
  desk.progress(0.1, label('Looking for leaks', '检查数据泄漏'))
  const leaks = findLeaks(given)
  const left = given.features
    .filter((one) => options.left?.includes(one.name) && !leaks.some((leak) => leak.name === one.name))
    .map(({ name, label: called }) => ({ name, label: called, reason: leftOut }))
  const out = new Set([...leaks, ...left].map((one) => one.name))
  const columns = given.features.map((one) => one.name).filter((name) => !out.has(name))
  const only = new Set(columns)
  const [train, test, now] = [given.train, given.test, given.now].map((rows) => withColumns(rows, only)) as [
    Rows,
    Rows,
    Rows,
  ]
  const examples = {
    ...given,
    features: given.features.filter((one) => only.has(one.name)),
    refused: [...leaks, ...left, ...given.refused],
  }
  const methods = methodsFor(given.task, options.methods, options.textWidth)
  const primary = primaryOf(given.task)
  const part = sampled(train, mostCompared)
  const tried = compare(methods, part, taskOf(examples, part), options.folds ?? 4, desk)
  const { won, rule } = simplestOfBest(tried, primary)
  const compared = tried.map(({ folds: _, ...one }): Compared => one)
  const method = methods.find((one) => one.name === won.name)!
  desk.progress(0.62, label('Judging on what came later', '用后来的数据检验'))
  const judged = fitPipeline(method.recipe, taskOf(examples, train), { seed, signal: desk.signal })
  const said = answersFor(given.task, judged, test.table)
  const outcome = contested({ ...examples, test, now }, options, {
    name: method.name,
    label: method.label,
    answers: said,
  })
  const { winner } = outcome
  const answers = winner?.answers ?? said
  const three = topThree(examples, judged, train, test)
  const usual = given.baseline.predict(given.test, given.train)
  const verdict = given.lists && judgeLists(given.lists, test.y, answers)
  const measures = { ...verdict?.measures, ...measuresOf(given.task, test.y, answers), ...three.model }
  const naive = verdict?.strongest.measures ?? { ...measuresOf(given.task, test.y, usual), ...three.naive }
  desk.progress(0.68, label('Weighing the features', '评估特征重要性'))
  const importance = winner
    ? rivalImportance({ task: given.task, test }, winner.rival, winner.model)
    : importanceOf(examples, judged, sampled(test, 2_000))
  desk.progress(0.74, label('Asking whether more data would help', '评估更多数据的作用'))
  const learning = winner ? [] : learningCurve(examples, method, sampled(train, mostCompared), test, desk)
  desk.progress(0.8, label('Fitting on all known cases', '用全部已知案例拟合'))
  const pipeline = fitPipeline(method.recipe, taskOf(examples, stacked([train, test])), { seed, signal: desk.signal })
  const apart = examples.apart
    ? learnParts({ features: examples.features, train, test, all: stacked([train, test]) }, (rows) =>
        fitPipeline(method.recipe, taskOf(examples, rows), { seed, signal: desk.signal }),
      )
    : undefined
  const whole = winner ? answererOf(winner.rival.name, winner.serving, pipeline) : pipeline
  const serving = apart ? withParts(whole, apart.parts) : whole
  const report: Report = {
    task: given.task,
    labels: given.labels,
    horizon: given.horizon,
    asOf: given.asOf,
    split: given.split,
    population: {
      train: train.ids.length,
      test: test.ids.length,
      now: now.ids.length,
      trainAt: given.split === 'time' ? momentsTold(train) : [],
      testAt: given.split === 'time' ? (moments(test)[0] ?? null) : null,
      baseTrain: meanOf(train.y),
      baseTest: meanOf(test.y),
    },
    unused: given.unused,
    compared,
    chosen: {
      ...pick(winner?.rival ?? method),
      byPerson: options.methods?.length === 1,
      ...(methods.length > 1 && { rule }),
    },
    primary: verdict ? 'hit3' : primary,
    measures,
    baseline: { label: verdict?.strongest.label ?? given.baseline.label, measures: naive },
    beats: verdict?.beats ?? (measures[primary] ?? -Infinity) > (naive[primary] ?? -Infinity),
    margins: verdict?.margins ?? marginsOf(given, test.y, answers, usual),
    ...(verdict && { lists: verdict.lists }),
    ...(outcome.told.length > 1 && { heldOut: outcome.told }),
    ...(examples.groups && { groups: examples.groups }),
    ...(apart && { parts: apart.told }),
    ...intervalsOf(given.task, test, answers, outcome),
    ...curvesOf(given.task, test.y, answers),
    learning,
    features: describeFeatures(examples.features, train, now, importance),
    refused: examples.refused,
    tree: drawnTree(examples, stacked([train, test]), desk),
  }
  return {
    report,
    serving,
    columns,
    judged: judgedCases(examples, test, answers),
    learned: [...train.ids, ...test.ids],
  }
}

/** How often what came is among the three likeliest; of few labels that says nothing. */
function topThree(
  examples: Examples,
  judged: Answerer,
  train: Rows,
  test: Rows,
): { model?: Measures; naive?: Measures } {
  const { task, labels } = examples
  if (task !== 'choice' || labels.length < 5 || test.y.length === 0) return {}
  return {
    model: { top3: amongLikeliest(test.y, judged.predictProbability(test.table)) },
    naive: { top3: commonestAmong(test.y, train.y, labels.length) },
  }
}

const drawnDepth = 4

/** A small tree of the same cases, to be read: it serves only where it was chosen, and says roughly what the others say. */
function drawnTree(examples: Examples, rows: Rows, desk: Desk): unknown {
  if (rows.table.columns.every((column) => column.kind === 'text')) return null
  const [method] = methodsFor(examples.task, ['tree'])
  const leaf = Math.max(20, Math.round(rows.ids.length / 50))
  const recipe = { ...method!.recipe, parameters: { depth: drawnDepth, minLeaf: leaf } }
  const pipeline = fitPipeline(recipe, taskOf(examples, rows), { seed, signal: desk.signal })
  return treeAsData(pipeline.fitted as unknown as Parameters<typeof treeAsData>[0])
}
