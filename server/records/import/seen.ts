import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { sql } from '../../database/sql.ts'
import { isHeld } from '../demands.ts'
import type { BatchContext } from './batch.ts'
import { type Current, findByField } from './lookup.ts'

type ByKey = Map<string, Current>

const most = 10_000

/**
 * Linked records that earlier batches found. Order lines name the same products over and over: one that nobody has changed since,
 * which its version says, is only locked and not read again. What a batch finds counts once the batch is written.
 */
export class Seen {
  readonly #kept = new Map<string, ByKey>()
  #found: (readonly [place: string, key: string, row: Current])[] = []

  begin(): void {
    this.#found = []
  }

  keep(): void {
    for (const [place, key, row] of this.#found) {
      const known = this.#kept.get(place) ?? new Map()
      this.#kept.set(place, known)
      if (known.size < most || known.has(key)) known.set(key, row)
    }
    this.#found = []
  }

  /** As `findByField`. */
  async find(context: BatchContext, object: ObjectDefinition, name: string, keys: readonly string[]): Promise<ByKey> {
    // Rules of users may ask for what follows from other records, which has no version.
    if (isHeld(context.call, object)) return findByField(context, object, name, keys)
    const place = `${object.name} ${name}`
    const standing = await unchanged(context, object, keys, this.#kept.get(place) ?? new Map())
    const others = keys.filter((key) => !standing.has(key))
    const found = others.length > 0 ? await findByField(context, object, name, others) : new Map<string, Current>()
    for (const [key, row] of found) {
      this.#found.push([place, key, row])
      standing.set(key, row)
    }
    return standing
  }
}

/** Those of the known that stand as they were, locked until the transaction ends. */
const unchanged = async (
  { tx }: BatchContext,
  object: ObjectDefinition,
  keys: readonly string[],
  known: ReadonlyMap<string, Current>,
): Promise<ByKey> => {
  const asked = keys.flatMap((key) => known.get(key) ?? [])
  if (asked.length === 0) return new Map()
  const ids = asked.map((row) => row.id)
  const rows = await tx.query<{ id: string }>(
    sql`select t.id from unnest(${ids}::uuid[], ${asked.map((row) => row.version)}::int[]) w(id, version)
      join ${sql.id(object.name)} t on t.id = w.id and t.version = w.version where t.deleted_at is null order by t.id desc for update of t`,
    { prepare: false },
  )
  const standing = new Set(rows.map((row) => row.id))
  return new Map(
    keys.flatMap((key) => {
      const row = known.get(key)
      return row && standing.has(row.id) ? [[key, row] as const] : []
    }),
  )
}
