import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { theSystem } from '../records/person.ts'
import type { Insights } from './insights.ts'

/** Kinds of analytic work whose results stand until the next run. */
const standing = ['segments', 'baskets', 'recommend']

/** Every night, what people have asked for once is worked out anew, as they asked for it last. Answers the runs. */
export async function runAgain(db: Runner, insights: Insights): Promise<string[]> {
  const asked = await db.query<{ kind: string; input: object }>(sql`
    select distinct on (kind) kind, input from insight_run
    where kind = any(${standing}::text[]) and about is null and status = 'done' order by kind, id desc`)
  const runs: string[] = []
  for (const { kind, input } of asked) runs.push(await insights.start(theSystem('job'), kind, input))
  return runs
}
