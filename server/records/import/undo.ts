import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Call } from '../call.ts'
import { undo } from '../undo.ts'
import type { ImportRow } from './store.ts'

const nothing = { undone: 0, kept: [] }

/** Gives back what an import changed and takes away what it made; rows that somebody edited since are kept and listed. */
export const undoImport = async (call: Call, row: ImportRow, now: string): Promise<void> => {
  const done = await undo(call, row.id).catch((error) => {
    // An import that wrote nothing has no batch to undo.
    if (error instanceof Problem && error.code === 'not_found') return nothing
    throw error
  })
  const result = { undone: done.undone, kept: done.kept.slice(0, 1_000) }
  await call.db.run(sql`
    update internal.import set state = 'undone', undone = ${sql.json(result)}, ended_at = ${now}, updated_at = ${now}
    where id = ${row.id} and state = 'undoing'`)
}
