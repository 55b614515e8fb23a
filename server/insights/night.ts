import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { theSystem } from '../records/person.ts'
import { runAgain } from './again.ts'
import type { Insights } from './insights.ts'
import { toRetrain } from './withdrawn.ts'

/** Runs are kept as long as anyone may ask what came of them. */
const keptDays = 90

/**
 * What is done every night: every model is scored, or learns anew where the data have moved; one that learned from whoever was erased
 * or refused profiling learns anew without them, also one that otherwise learns by hand only; what else stands is worked out again; the data
 * are counted, and old runs go. Answers the run of the count.
 */
export async function brightenScores(db: Runner, vocabulary: Vocabulary, insights: Insights): Promise<{ run: string }> {
  await db.run(
    sql`delete from insight_run where status not in ('waiting', 'running') and created_at < now() - make_interval(days => ${keptDays}::int)`,
  )
  await runAgain(db, insights)
  const models = await db.query<{ id: string }>(
    sql`select id from model where serving is not null and deleted_at is null and (refresh = 'nightly' or id = any(${await toRetrain(db, vocabulary)}::uuid[])) order by id`,
  )
  for (const { id } of models) await insights.start(theSystem('job'), 'night', { model: id }, `model/${id}`)
  return { run: await insights.start(theSystem('job'), 'collect', {}) }
}
