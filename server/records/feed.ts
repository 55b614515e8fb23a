import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Call } from './call.ts'
import { permitted } from './get.ts'
import { changeFields, seenChange } from './history.ts'
import type { Change } from './rules.ts'
import { reachesAll } from './scope.ts'

export interface Feed {
  readonly data: readonly Change[]
  /** Read on from here; the same cursor when there was nothing new. */
  readonly next: string
  /** More is waiting already. */
  readonly more: boolean
}

const least = '00000000-0000-0000-0000-000000000000'

/**
 * Up to where changes have settled: the number of the oldest transaction of this database that is still open. Transactions end in
 * another order than they begin, so readers stop there and none is skipped. Other databases of the server do not hold them back.
 *
 * The order of looking makes it right. The statement's snapshot comes first and says which numbers have been given out; then each
 * backend of this database says which it works under. Whoever had a number by the time of the snapshot and has none by then has
 * ended, and is seen by every snapshot taken later; so changes are read by a later statement, and both outside a transaction,
 * which would keep the older look. Numbers of backends have 32 bits and are counted back from the snapshot's 64.
 */
const settled = sql`
  with known as materialized (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next),
  open as (
    select backend_xid::text::bigint as tx from pg_stat_get_activity(null)
      where datid = (select oid from pg_database where datname = current_database()) and backend_xid is not null
    union all select transaction::text::bigint from pg_prepared_xacts where database = current_database()),
  behind as (select (next - tx) & 4294967295 as steps from known, open)
  select (next - coalesce((select max(steps) from behind where steps < 2147483648), 0))::text as tx from known`

const settledAt = async (db: Runner): Promise<string> => (await db.one<{ tx: string }>(settled)).tx

/** A cursor that lies behind every change so far. */
export const feedEnd = async (db: Runner): Promise<string> => `${await settledAt(db)}.${least}`

function read(cursor: string): [string, string] {
  const parts = /^(\d{1,20})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(cursor)
  if (!parts || BigInt(parts[1]!) > 18_446_744_073_709_551_615n)
    throw new Problem(
      'cursor_invalid',
      'The cursor does not belong to the changes: take it from an answer, or leave it out to begin now.',
    )
  return [parts[1]!, parts[2]!]
}

export type RawChange = Change & { readonly tx: string }

/** What has changed since a cursor, in the order of commits, as far as the server itself is concerned. Not in a transaction. */
export async function rawChanges(
  db: Runner,
  cursor: string,
  limit = 500,
): Promise<{ data: RawChange[]; next: string; more: boolean }> {
  const [tx, id] = read(cursor)
  const end = await settledAt(db)
  const data = await db.query<RawChange>(sql`
    select ${changeFields}, tx::text as tx from change
    where (tx, id) > (${tx}::text::xid8, ${id}::uuid) and tx < ${end}::text::xid8 order by change.tx, id limit ${limit}`)
  const last = data.at(-1)
  return { data, next: last ? `${last.tx}.${last.id}` : cursor, more: data.length === limit }
}

/** The changes among these that the person may see, with the fields that the person may see. */
export async function seenChanges(call: Call, raw: readonly RawChange[]): Promise<Change[]> {
  const visible = new Map<string, (id: string) => boolean>()
  for (const name of new Set(raw.map((one) => one.object))) visible.set(name, await visibility(call, name, raw))
  return raw.flatMap(({ tx, ...change }) => {
    const object = call.view.vocabulary.find(change.object)
    if (!object || !visible.get(change.object)?.(change.record)) return []
    return seenChange(call.view.access(object), change) ?? []
  })
}

async function visibility(call: Call, name: string, raw: readonly RawChange[]): Promise<(id: string) => boolean> {
  const object = call.view.vocabulary.find(name)
  if (!object) return () => false
  const access = call.view.access(object)
  if (reachesAll(access, 'read')) return () => true
  if (access.scopes.read === 'none') return () => false
  const ids = raw.filter((one) => one.object === name).map((one) => one.record)
  const seen = await permitted(call, access, ids, 'read')
  return (id) => seen.has(id)
}

/** What has changed since a cursor that the person may see. Without a cursor it begins now. */
export async function changes(call: Call, cursor?: string, limit = 500): Promise<Feed> {
  const { db } = call.engine
  if (cursor === undefined) return { data: [], next: await feedEnd(db), more: false }
  const { data, next, more } = await rawChanges(db, cursor, limit)
  return { data: await seenChanges(call, data), next, more }
}

/**
 * After a restore into another server its transactions count from the beginning again, so the order of old changes is set to lie
 * before all new ones. To be called at each start; costs one look at an index when there is nothing to do.
 */
export async function settleFeed(db: Runner): Promise<void> {
  const { ahead } = await db.one<{ ahead: boolean }>(
    sql`select coalesce((select max(tx) from change) > pg_current_xact_id(), false) as ahead`,
  )
  if (ahead) await db.run(sql`update change set tx = '3'::xid8 where tx > pg_current_xact_id()`)
}
