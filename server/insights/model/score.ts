import { pipelineFromJSON, takeTableRows } from '@rapport/analytics/data/index.ts'
import { models } from '@rapport/analytics/models.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { storedBuying } from '../ready/buying.ts'
import type { ModelSettings, Question } from '../ready/question.ts'
import { questionOf } from '../ready/questions.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { type ScorePass, writeScores } from '../scores.ts'
import { alikeOf } from './alike.ts'
import type { Answerer } from './answerer.ts'
import { changesOf } from './changes.ts'
import { type Examples, picked, type Rows, stacked, withColumns } from './examples.ts'
import { answersFor } from './judge.ts'
import { readModel, serve } from './keep.ts'
import { linearProbability } from './linear-probability.ts'
import { type About, withParts } from './parts.ts'
import { factorsOf, strongest, type Why } from './reasons.ts'
import { answererOf } from './rival.ts'
import { strengthOf } from './strength.ts'
import { wordFactors } from './words.ts'

/** Reasons are kept for so many records, those with the highest scores first: each costs a prediction for every feature. */
const mostExplained = 20_000

export interface Fitted {
  readonly version: string
  readonly pipeline: Answerer
  readonly report: Report
  readonly columns: readonly string[]
}

/** What records do can change, where it is known; else what they are. */
function changeable({ report: { features } }: Fitted): ReadonlySet<string> {
  const does = features.filter((one) => one.about === 'does')
  return new Set((does.length > 0 ? does : features).map((one) => one.name))
}

function whyOf(examples: Examples, now: Rows, fitted: Fitted, answers: Float64Array): Map<number, Why> {
  const order = Int32Array.from(answers.keys()).sort((a, b) => answers[b]! - answers[a]!)
  const rows = order.subarray(0, mostExplained)
  const part = takeTableRows(now.table, rows)
  const past = withColumns(stacked([examples.train, examples.test]), new Set(fitted.columns))
  const importance = new Map(fitted.report.features.map((one) => [one.name, one.importance]))
  const { task } = examples
  const strength = strengthOf(task, fitted.pipeline, part)
  const factors = strongest(factorsOf(strength, part, now.table), wordFactors(strength, part))
  // A past case of another customer and another product is not alike to anybody.
  const alike = examples.lists ? [] : alikeOf(fitted.pipeline, part, past, importance)
  const usual = answers.reduce((sum, one) => sum + one, 0) / answers.length
  // The chance of a label, or of one thing of a list, falls with anything: that tells nothing of how to come by another.
  const change =
    task === 'choice' || examples.lists
      ? []
      : changesOf(strength, part, now.table, { factors, usual, open: changeable(fitted) })
  return new Map(
    Array.from(rows, (row, i) => [row, { factors: factors[i]!, alike: alike[i] ?? [], change: change[i] ?? [] }]),
  )
}

/** The answers for every record of today, with reasons, as they go into their fields; of other objects those of `only`, or all. */
export async function passesOf(
  question: Question,
  settings: ModelSettings,
  examples: Examples,
  fitted: Fitted,
  desk: Desk,
  only?: readonly string[],
): Promise<ScorePass[]> {
  const stage = label('Scoring', '评分')
  desk.progress(0.86, stage)
  const now = withColumns(examples.now, new Set(fitted.columns))
  const beyond = (await question.beyond?.(fitted, now.table, desk, only)) ?? []
  if (now.ids.length === 0) return [...beyond]
  const answers = answersFor(examples.task, fitted.pipeline, now.table, (share) =>
    desk.progress(0.86 + 0.03 * share, stage),
  )
  const { pipeline, report } = fitted
  const { lists, asOf } = examples
  const values = await question.values({ now: examples.now, answers, pipeline, report, asOf, lists }, settings, desk)
  const rows = question.rows?.({ answers, lists })
  desk.progress(0.9, label('Finding the reasons', '寻找原因'))
  const told = rows ? Float64Array.from(rows, (row) => answers[row]!) : answers
  const asked = rows ? picked(now, rows) : now
  const why = values.some((one) => one.explained) ? whyOf(examples, asked, fitted, told) : new Map<number, Why>()
  const object = desk.vocabulary.find(settings.object)!
  const own = values.map(
    ({ field, value, explained }): ScorePass => ({
      field: object.fields[field]!,
      records: asked.ids,
      value: (i) => value(rows ? rows[i]! : i),
      ...(explained && { why: (row: number) => why.get(row) }),
    }),
  )
  return [...own, ...beyond]
}

/**
 * Answers the question for every record of today, with reasons, and writes the answers into their fields. `turn` happens with them: a
 * version that could not score serves nobody, and what served goes on. Answers how many records there were.
 */
export async function writeAnswers(
  question: Question,
  settings: ModelSettings,
  examples: Examples,
  fitted: Fitted,
  desk: Desk,
  turn?: (tx: Runner) => Promise<void>,
): Promise<number> {
  const passes = await passesOf(question, settings, examples, fitted, desk)
  desk.progress(0.96, label('Writing the scores', '写入评分'))
  const source = { model: settings.id, version: fitted.version, asOf: examples.asOf, now: desk.now }
  await writeScores(desk.db, source, passes, async (tx) => {
    await turn?.(tx)
    if (passes.length > 0) await tx.run(sql`update model set scored_at = ${desk.now} where id = ${settings.id}`)
  })
  return examples.now.ids.length === 0 ? 0 : passes[0]!.records.length
}

type Kept = { report: Report; fitted: unknown }

/** What was stored, ready to answer again. */
function awake(stored: unknown): Answerer {
  const pipeline = pipelineFromJSON(stored, [...models, linearProbability])
  const { rival, parts } = stored as {
    rival?: { name: string; state: unknown }
    parts?: { [A in About]?: { columns: string[]; pipeline: unknown } }
  }
  if (parts) {
    const known = Object.entries(parts).map(([about, part]) => [about, { ...part, pipeline: awake(part.pipeline) }])
    return withParts(pipeline, Object.fromEntries(known))
  }
  return rival ? answererOf(rival.name, storedBuying(rival.name, rival.state), pipeline) : pipeline
}

/** Reads what a version learned. */
export async function readFitted(desk: Pick<Desk, 'db'>, version: string): Promise<Fitted> {
  const kept = await desk.db.maybe<Kept>(sql`select report, fitted from insight.artefact where version = ${version}`)
  if (!kept) throw new Problem('not_found', 'What this version learned is not there any more.')
  return {
    version,
    report: kept.report,
    pipeline: awake(kept.fitted),
    columns: kept.report.features.map((one) => one.name),
  }
}

interface Ask {
  readonly model: string
  /** Approved, or gone back to: it serves once the records are scored with it. The one that serves when absent. */
  readonly version?: string
  readonly person?: string | null
}

/** Scores the records of today with the version that serves, or that is to serve. */
export const score: InsightKind<Ask, { scored: number }> = {
  title: label('Scoring', '评分'),
  async work({ model: id, version: wanted, person }, desk) {
    const settings = await readModel(desk.db, id)
    const question = questionOf(settings.kind)
    const version = wanted ?? settings.serving
    if (!question || !version)
      throw new Problem('invalid', 'This model has no version that serves yet: train it first.')
    const fitted = await readFitted(desk, version)
    const examples = await question.examples(settings, desk, fitted.report)
    const turn = (tx: Runner) => serve(tx, id, version, desk.now, person ?? null)
    return {
      scored: await writeAnswers(question, settings, examples, fitted, desk, wanted === undefined ? undefined : turn),
    }
  },
}
