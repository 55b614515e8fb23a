import type { Field } from '@rapport/vocabulary/define/field.ts'
import { defineObject, type ObjectDefinition, type ObjectOptions } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'

/** The channel on which processes tell each other that definitions changed. */
export const vocabularyChannel = 'rapport_vocabulary'

/** The vocabulary of this moment: what is built in, and what users added. */
export interface LivingVocabulary {
  current(): Vocabulary
  /** Reads the users' definitions anew. To be called when the channel says so. */
  reload(): Promise<Vocabulary>
}

export type CustomRow = { kind: 'field' | 'object'; object: string; name: string; definition: unknown }

export const customRows = (db: Runner): Promise<CustomRow[]> =>
  db.query<CustomRow>(sql`select kind, object, name, definition from custom_definition order by created_at, name`)

/** The built-in vocabulary with what users added. A definition of an object that is gone is left out. */
export function widened(base: Vocabulary, rows: readonly CustomRow[]): Vocabulary {
  const objects = rows
    .filter((row) => row.kind === 'object')
    .map((row) => defineObject(row.definition as ObjectOptions<Record<string, Field>>) as ObjectDefinition)
  const fields = rows.filter((row) => row.kind === 'field')
  if (objects.length === 0 && fields.length === 0) return base
  return base.with(
    fields.map((row) => ({ object: row.object, name: row.name, field: row.definition as Field })),
    objects,
  )
}

export async function openVocabulary(db: Runner, base: Vocabulary): Promise<LivingVocabulary> {
  let vocabulary = widened(base, await customRows(db))
  return {
    current: () => vocabulary,
    reload: async () => {
      vocabulary = widened(base, await customRows(db))
      return vocabulary
    },
  }
}
