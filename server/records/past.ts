import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Call } from './call.ts'
import { get } from './get.ts'

/**
 * A record as it was at one of its versions: what stands, with what later changes wrote over given back. Fields that the person may
 * not see, and those that are no more, are not told of.
 */
export async function getAt(call: Call, object: string, id: string, version: number): Promise<AnyRow> {
  const access = call.view.open(object)
  const row = await get(call, object, id)
  if (version > row.version)
    throw new Problem(
      'not_found',
      `This ${access.object.label.en.toLowerCase()} is at version ${row.version}: there is no version ${version} yet.`,
    )
  const past = await call.db.query<{ name: string; value: unknown }>(sql`
    select distinct on (had.key) had.key as name, had.value from change c cross join lateral jsonb_each(c.before) had
    where c.object = ${object} and c.record = ${id}::uuid and c.version > ${version} order by had.key, c.version, c.id`)
  const given = past.filter(({ name }) => access.sees.has(name)).map(({ name, value }) => [name, value])
  return { ...row, ...Object.fromEntries(given), version }
}
