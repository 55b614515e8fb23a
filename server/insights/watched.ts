import { wilson } from '@rapport/analytics/metrics/index.ts'
import type { Watched } from '@rapport/vocabulary/insights/watched.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import type { PersonalRecords } from '../records/records.ts'

type Row = Omit<Watched, 'low' | 'high'> & { readonly yes: boolean }

const mostPoints = 36

/**
 * What versions of a model said of cases before these were known, and what came, month by month of the cases: each version on cases that
 * it had not seen.
 */
export async function watchedOf(db: Runner, records: PersonalRecords, model: string): Promise<Watched[]> {
  await records.get('model', model)
  const rows = await db.query<Row>(sql`
    select v.number, to_char(j.at at time zone 'UTC', 'YYYY-MM') as month, count(*)::int as rows, avg(j.said)::float8 as said,
      avg(j.came)::float8 as came, a.report ->> 'task' = 'yes_no' as yes
    from insight.judged j join model_version v on v.id = j.version join insight.artefact a on a.version = v.id
    where v.model = ${model} and a.report ->> 'task' <> 'choice' group by 1, 2, 6 order by 2 desc, 1 desc limit ${mostPoints}`)
  return rows.reverse().map(({ yes, ...one }) => {
    const range = yes ? wilson(Math.round(one.came * one.rows), one.rows) : null
    return { ...one, low: range?.low ?? null, high: range?.high ?? null }
  })
}
