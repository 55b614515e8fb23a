import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../database/runner.ts'
import { readCatalogue } from '../database/schema/catalogue.ts'
import { createIndex, dropIndex } from '../database/schema/diff.ts'
import { trigramIndexesOf } from '../database/schema/trigrams.ts'
import { sql } from '../database/sql.ts'
import { unlessThere } from './custom/tables.ts'

/** Whether the server has the extension and this user may use it; then it is there afterwards. */
async function haveExtension(db: Runner): Promise<boolean> {
  const offered = await db.maybe(sql`select 1 from pg_available_extensions where name = 'pg_trgm'`)
  if (!offered) return false
  try {
    await db.run(sql`create extension if not exists pg_trgm`, { prepare: false })
    return true
  } catch (error) {
    const { code } = error as { code?: string }
    // Not allowed, or made by another process at this moment.
    if (code === '42501') return false
    if (code === '23505' || code === '42710') return true
    throw error
  }
}

/**
 * Builds the indexes by which texts are found that contain another, and drops those that nothing asks for any more, without
 * locking out writers. To be called after each start, in the background.
 */
export async function settleTrigrams(db: Runner, vocabulary: Vocabulary, until: AbortSignal): Promise<void> {
  if (!(await haveExtension(db))) return
  const standing = await readCatalogue(db)
  const quietly = sql`concurrently `
  // It waits for whoever works on the table, so that it must not keep the server from stopping.
  const how = { prepare: false, until }
  for (const object of vocabulary.objects) {
    if (until.aborted) return
    const wanted = trigramIndexesOf(object)
    const there = standing.get(object.name)?.indexes
    if (!there) continue
    const stale = [...there].filter(
      ([name, { valid }]) => name.startsWith('xt_') && !(valid && wanted.some((one) => one.name === name)),
    )
    for (const [name] of stale) await db.run(dropIndex(name, quietly), how).catch(unlessThere)
    for (const index of wanted.filter((one) => !there.get(one.name)?.valid))
      await db.run(createIndex(index, quietly), how).catch(unlessThere)
  }
}
