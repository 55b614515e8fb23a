import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import type { Call } from './call.ts'
import { get } from './get.ts'
import { arranged, type Change } from './rules.ts'

export interface HistoryOptions {
  readonly cursor?: string
  readonly limit?: number
}
export interface History {
  readonly data: readonly Change[]
  readonly next: string | null
}

type Values = Change['before']

/** Before and after without the fields that do not exist for the person. */
const seenValues = (access: Access, values: Values): Values =>
  values && Object.fromEntries(Object.entries(values).filter(([name]) => access.sees.has(name)))

/** A change as the person may see it; undefined when nothing of it may be seen. */
export function seenChange(access: Access, change: Change): Change | undefined {
  const seen = { ...change, before: seenValues(access, change.before), after: seenValues(access, change.after) }
  const had = Object.keys({ ...change.before, ...change.after }).length > 0
  const has = Object.keys({ ...seen.before, ...seen.after }).length > 0
  return had && !has && change.verb !== 'create' ? undefined : seen
}

export const changeFields = sql.raw('id, at, person, via, object, record, verb, version, before, after, batch')

/** What happened to a record, the latest first. */
export async function history(call: Call, object: string, id: string, options: HistoryOptions = {}): Promise<History> {
  const access = call.view.open(object)
  await get(call, object, id)
  const limit = Math.min(200, Math.max(1, Math.trunc(options.limit ?? 50)))
  const from = options.cursor ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  if (!uuid.test(from))
    throw new Problem(
      'cursor_invalid',
      'The cursor does not belong to this history: take it from `next` of the page before.',
    )
  const found = await call.db.query<Change>(sql`
    select ${changeFields} from change where object = ${object} and record = ${id}::uuid and id < ${from}::uuid and verb <> ${arranged}
    order by id desc limit ${limit + 1}`)
  const more = found.length > limit
  if (more) found.length = limit
  const data = found.flatMap((change) => seenChange(access, change) ?? [])
  return { data, next: more ? (found.at(-1)?.id ?? null) : null }
}
