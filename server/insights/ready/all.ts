import { AnalyticsError } from '@rapport/analytics/errors.ts'
import { type Label, type Locale, label } from '@rapport/vocabulary/define/label.ts'
import { type ReadyQuestion, readyQuestions } from '@rapport/vocabulary/insights/questions.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { type Trained, trainModel } from '../model/train.ts'
import type { Desk, InsightKind } from '../run/kind.ts'

export interface Outcome {
  readonly kind: string
  readonly model: string
  readonly trained: Trained | null
  /** Why it could not be answered. */
  readonly failure: Label | null
}

/** The model of a ready question; made when it is not there yet. */
async function modelOf(question: ReadyQuestion, person: string | null, desk: Desk): Promise<string> {
  const there = await desk.db.maybe<{ id: string }>(sql`
    select id from model where kind = ${question.kind} and target is null and deleted_at is null order by id limit 1`)
  if (there) return there.id
  const id = desk.newId()
  await desk.db.run(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, created_by, updated_at, version)
    values (${id}, ${question.name.en}, ${question.kind}, ${question.object}, 'draft', 'nightly', ${desk.now}, ${person}, ${desk.now}, 1)`)
  return id
}

/** Part of the progress for one question of several. */
const within = (desk: Desk, from: number, to: number): Desk => ({
  ...desk,
  progress: (share, stage) => desk.progress(from + (to - from) * share, stage),
})

async function answer(question: ReadyQuestion, person: string | null, desk: Desk): Promise<Outcome> {
  const model = await modelOf(question, person, desk)
  const { kind } = question
  const of = (stage: Label): Label => label(`${question.name.en}: ${stage.en}`, `${question.name.zh}：${stage.zh}`)
  try {
    const named: Desk = { ...desk, progress: (share, stage) => desk.progress(share, of(stage)) }
    return { kind, model, trained: await trainModel(model, person, named), failure: null }
  } catch (error) {
    // One question that cannot be answered does not keep the others from being.
    if (!(error instanceof Problem || error instanceof AnalyticsError) || desk.signal.aborted) throw error
    return { kind, model, trained: null, failure: label(error.message, error.message) }
  }
}

/** What else stands in the same house: told of all customers together, each on a page of its own. */
const others: readonly (() => Promise<InsightKind>)[] = [
  async () => (await import('../segments/kind.ts')).segments,
  async () => (await import('../baskets/kind.ts')).baskets,
  async () => (await import('../forecast/kind.ts')).forecast,
  async () => (await import('../recommend/kind.ts')).recommend,
]

async function workOut(kind: InsightKind, locale: Locale | undefined, desk: Desk): Promise<void> {
  try {
    await kind.work(locale === undefined ? {} : { locale }, desk)
  } catch (error) {
    // What went before still stands, and its page says of when it is.
    if (!(error instanceof AnalyticsError) || desk.signal.aborted) throw error
  }
}

interface Asked {
  readonly person?: string | null
  /** In which language segments are named that are made for the first time. */
  readonly locale?: Locale
}

/** One click after an import: every ready question is answered, and segments, rules and recommendations are worked out. */
export const all: InsightKind<Asked, { outcomes: Outcome[] }> = {
  title: label('Answering every ready question', '回答所有预设问题'),
  async work({ person, locale }, desk) {
    const parts = readyQuestions.length + others.length + 1
    const part = (i: number) => within(desk, i / parts, (i + 1) / parts)
    // They take seconds: first, so that nobody waits for them behind the questions.
    for (const [i, load] of others.entries()) await workOut(await load(), locale, part(i))
    const outcomes: Outcome[] = []
    for (const [i, question] of readyQuestions.entries())
      outcomes.push(await answer(question, person ?? null, part(others.length + i)))
    // Its chances are those of the model that has just been learned.
    const { pipeline } = await import('../pipeline/kind.ts')
    await workOut(pipeline, locale, part(parts - 1))
    return { outcomes }
  },
}
