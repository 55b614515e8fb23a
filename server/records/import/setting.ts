import type { Reader } from '@rapport/vocabulary/define/kind.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import type { Call } from '../call.ts'
import type { ImportArea } from './area.ts'
import { readPhone } from './clean/phone.ts'
import type { PlanContext } from './plan.ts'
import type { DetectedColumn } from './store.ts'
import type { NewTags } from './tags.ts'

type Named = { object: string; id: string; key: string }

/** People and tags by name and address: small tables, so that cells can name them. */
const knownNames = async (db: Runner): Promise<Map<string, string>> => {
  const rows = await db.query<Named>(sql`
    select 'user' as object, id, lower(name) as key from "user" where deleted_at is null
    union all select 'user', id, lower(email) from "user" where deleted_at is null
    union all select 'tag', id, lower(name) from tag where deleted_at is null`)
  return new Map(rows.map((row) => [`${row.object}/${row.key}`, row.id]))
}

/** The country of the organisation, by which phones without a code are read. */
export const homeCountry = async (db: Runner): Promise<string> => {
  const row = await db.maybe<{ country: string | null }>(
    sql`select country from organisation where deleted_at is null order by id limit 1`,
  )
  return row?.country ?? 'GB'
}

type BareReader = Omit<Reader, 'decimal' | 'dateOrder' | 'country'>

/** What reading a person's texts needs besides the conventions of a column. */
export const readerFor = async (call: Call, tags?: NewTags): Promise<BareReader> => {
  const names = await knownNames(call.db)
  return {
    locale: call.person.locale,
    offsetMinutes: call.person.offsetMinutes,
    phone: readPhone,
    find: (object, text) =>
      names.get(`${object}/${text.toLowerCase()}`) ?? (object === 'tag' ? tags?.idOf(text) : undefined),
  }
}

/** Everything that making a plan needs, for one person and one file. */
export const planContext = async (
  call: Call,
  area: Required<ImportArea>,
  columns: readonly DetectedColumn[],
  tags?: NewTags,
): Promise<PlanContext> => ({
  view: call.view,
  area,
  conventions: columns,
  country: await homeCountry(call.db),
  reader: await readerFor(call, tags),
})
