import { readyQuestions } from '@rapport/vocabulary/insights/questions.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { theSystem } from '../records/person.ts'
import type { Insights } from './insights.ts'

/** Questions about words that come in: they are worth an answer before the night. */
const kinds = readyQuestions.filter((one) => ['ticket', 'review'].includes(one.object)).map((one) => one.kind)
const objects = ['ticket', 'message', 'review']

/** Since when records count as new: shortly before the last look began, so that none slips between two. */
export async function arrivedSince(db: Runner, now: string): Promise<string> {
  const { since } = await db.one<{ since: string }>(sql`
    select coalesce(max(created_at) - interval '1 minute', ${now}::timestamptz - interval '1 hour') as since
    from insight_run where kind = 'arrivals' and status = 'done'`)
  return since
}

/** The models that answer for what comes in. */
export const answering = (db: Runner): Promise<{ id: string }[]> =>
  db.query<{ id: string }>(sql`
    select id from model where kind = any(${kinds}::text[]) and serving is not null and deleted_at is null order by id`)

/** Every minute: where something has come in that a model can answer for, it is asked. Answers the run, if there is one. */
export async function answerArrivals(db: Runner, insights: Insights, now: string): Promise<{ run: string | null }> {
  if ((await answering(db)).length === 0) return { run: null }
  const since = await arrivedSince(db, now)
  const found = objects.map(
    (name) =>
      sql`exists (select 1 from ${sql.id(name)} where deleted_at is null and created_at > ${since}::timestamptz)`,
  )
  const { any } = await db.one<{ any: boolean }>(sql`select ${sql.join(found, sql` or `)} as any`)
  return { run: any ? await insights.start(theSystem('job'), 'arrivals', {}) : null }
}
