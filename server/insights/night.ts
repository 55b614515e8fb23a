import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { theSystem } from '../records/person.ts'
import { runAgain } from './again.ts'
import type { Insights } from './insights.ts'

/** Runs are kept as long as anyone may ask what came of them. */
const keptDays = 90

/**
 * What is done every night: every model is scored, or learns anew where the data have moved; what else stands is worked out again; the data
 * are counted, and old runs go. Answers the run of the count.
 */
export async function brightenScores(db: Runner, insights: Insights): Promise<{ run: string }> {
  await db.run(
    sql`delete from insight_run where status not in ('waiting', 'running') and created_at < now() - make_interval(days => ${keptDays}::int)`,
  )
  await runAgain(db, insights)
  const models = await db.query<{ id: string }>(
    sql`select id from model where refresh = 'nightly' and serving is not null and deleted_at is null order by id`,
  )
  for (const { id } of models) await insights.start(theSystem('job'), 'night', { model: id }, `model/${id}`)
  return { run: await insights.start(theSystem('job'), 'collect', {}) }
}
