import { label } from '@rapport/vocabulary/define/label.ts'
import { sql } from '../../database/sql.ts'
import { answering, arrivedSince } from '../arrival.ts'
import type { ModelSettings } from '../ready/question.ts'
import { questionOf } from '../ready/questions.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { addScores } from '../scores.ts'
import { readModel } from './keep.ts'
import { passesOf, readFitted } from './score.ts'

/** More at once are an import; the night answers for the rest. */
const most = 500

/** The settings with no other records than these among those that the model is for. */
const among = (settings: ModelSettings, ids: readonly string[]): ModelSettings => {
  const these = { field: 'id', op: 'in', value: ids }
  return { ...settings, population: settings.population ? { all: [settings.population, these] } : these }
}

async function answerOne(model: string, since: string, desk: Desk): Promise<number> {
  const settings = await readModel(desk.db, model)
  const question = questionOf(settings.kind)
  if (!question || !settings.serving) return 0
  const newest = async (object: string) => {
    const rows = await desk.db.query<{ id: string }>(sql`
      select id from ${sql.id(object)} where deleted_at is null and created_at > ${since}::timestamptz
      order by created_at desc, id desc limit ${most}`)
    return rows.map((row) => row.id)
  }
  const beyond = question.beyond ? [...(await newest('ticket')), ...(await newest('message'))] : []
  const own = await newest(settings.object)
  if (own.length + beyond.length === 0) return 0
  const fitted = await readFitted(desk, settings.serving)
  const examples = await question.examples(among(settings, own), desk, fitted.report)
  return addScores(desk.db, await passesOf(question, settings, examples, fitted, desk, beyond))
}

/** What came in since the last look is answered for by the models that serve, with reasons. */
export const arrivals: InsightKind<object, { answered: number }> = {
  title: label('Answering for what came in', '为新记录作答'),
  async work(_, desk) {
    const since = await arrivedSince(desk.db, desk.now)
    let answered = 0
    for (const { id } of await answering(desk.db)) answered += await answerOne(id, since, desk)
    return { answered }
  },
}
