import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { theSystem } from '../records/person.ts'
import type { Insights } from './insights.ts'

/** Kinds of analytic work whose results stand until the next run. */
const standing = ['segments', 'baskets', 'recommend', 'forecast', 'pipeline']

/** Every night, what people have asked for once is worked out anew, as they asked for it last. Answers the runs. */
export async function runAgain(db: Runner, insights: Insights): Promise<string[]> {
  const asked = await db.query<{ kind: string; input: object }>(sql`
    select r.kind, coalesce((
      select i.input from insight_run i where i.kind = r.kind and i.about is null and i.status = 'done' order by i.id desc limit 1), '{}') as input
    from insight.result r where r.kind = any(${standing}::text[]) order by r.kind`)
  const runs: string[] = []
  for (const { kind, input } of asked) runs.push(await insights.start(theSystem('job'), kind, input))
  return runs
}
