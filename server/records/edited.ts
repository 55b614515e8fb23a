import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Call } from './call.ts'

/** Records of one object, and the batches whose changes do not count as edits: the one that made them, the one that undoes it. */
export interface Edits {
  readonly object: ObjectDefinition
  readonly ids: readonly string[]
  readonly besides: readonly string[]
}

type Found = { id: string }

/** A change `c` of this object that a person, a key or another import made. */
const foreign = (object: ObjectDefinition, besides: readonly string[]): Sql => sql`
  c.object = ${object.name} and (c.batch is null or c.batch <> all(${besides}::uuid[])) and c.via not in ('rule', 'job')`

/** Which of these records somebody changed. */
export async function editedSince(call: Call, { object, ids, besides }: Edits): Promise<Set<string>> {
  const rows = await call.db.query<Found>(sql`
    select distinct c.record as id from change c where c.record = any(${ids}::uuid[]) and ${foreign(object, besides)}`)
  return new Set(rows.map((row) => row.id))
}

/** Which of these records have a part that somebody changed, added or took away, however deep it lies. */
export async function editedParts(call: Call, { object, ids, besides }: Edits): Promise<Set<string>> {
  const touched = new Set<string>()
  for (const { object: part, name } of call.view.vocabulary.partsOf(object.name)) {
    const rows = await call.db.query<Found & { whole: string }>(sql`
      select p.id, p.${sql.id(name)} as whole from ${sql.id(part.name)} p where p.${sql.id(name)} = any(${ids}::uuid[])`)
    const edits: Edits = { object: part, ids: rows.map((row) => row.id), besides }
    const edited = [await editedSince(call, edits), await editedParts(call, edits)]
    for (const { id, whole } of rows) if (edited.some((some) => some.has(id))) touched.add(whole)
  }
  return touched
}
