import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { DealNote, PipelineContent } from '@rapport/vocabulary/insights/pipeline.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { readResult } from '../result.ts'

const dayMs = 86_400_000
const daysSince = (moment: unknown, now: number): number => Math.floor((now - Date.parse(String(moment))) / dayMs)

/** How won deals went, stage by stage. */
export async function paces(db: Runner): Promise<Pick<PipelineContent, 'stages' | 'silence'>> {
  const { stages = {}, silence = null } = (await readResult<PipelineContent>(db, 'pipeline'))?.content ?? {}
  return { stages, silence }
}

/** What is unlike deals that are won about an open deal. The person may see the deal. */
export async function notesOn(db: Runner, deal: AnyRow, now: number): Promise<DealNote[]> {
  if (deal.status !== 'open') return []
  const { stages, silence } = await paces(db)
  const pace = stages[String(deal.stage)]
  const stood = daysSince(deal.stage_since ?? deal.created_at, now)
  const { last } = await db.one<{ last: string | null }>(sql`
    select greatest((select max(at) from change where object = 'deal' and record = ${deal.id}),
      ${deal.created_at}::timestamptz, (select max(created_at) from (
      select about, created_at from task union all select about, created_at from call union all select about, created_at from meeting
      union all select about, created_at from note union all select about, created_at from mail) w where about = ${`deal/${deal.id}`})) as last`)
  const quiet = daysSince(last ?? deal.created_at, now)
  return [
    ...(pace && stood > pace.most ? [{ kind: 'slow' as const, days: stood, ...pace }] : []),
    ...(silence && quiet > silence.most ? [{ kind: 'silent' as const, days: quiet, ...silence }] : []),
  ]
}
