import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { theSystem } from '../records/person.ts'
import { runAgain } from './again.ts'
import type { Insights } from './insights.ts'

/** Runs are kept as long as anyone may ask what came of them. */
const keptDays = 90

/** What is done every night: the data are counted anew, what stands is worked out again, and old runs go. Answers the run of the count. */
export async function brightenScores(db: Runner, insights: Insights): Promise<{ run: string }> {
  await db.run(
    sql`delete from insight_run where status not in ('waiting', 'running') and created_at < now() - make_interval(days => ${keptDays}::int)`,
  )
  await runAgain(db, insights)
  return { run: await insights.start(theSystem('job'), 'collect', {}) }
}
