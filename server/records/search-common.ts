import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { sql } from '../database/sql.ts'
import type { Call, Engine } from './call.ts'

type Shares = ReadonlyMap<number, number>
interface Known {
  readonly at: number
  readonly shares: ReadonlyMap<string, Shares>
}

const known = new WeakMap<Engine, Known>()
const fresh = 10 * 60_000

type Row = { table: string; tokens: number[]; shares: number[] }

/** How common tokens are in each table, as the planner's statistics say; read again every ten minutes. */
async function sharesOf(call: Call): Promise<Known['shares']> {
  const now = call.engine.clock().getTime()
  const before = known.get(call.engine)
  if (before && now - before.at < fresh) return before.shares
  const rows = await call.engine.db.query<Row>(sql`
    select tablename as "table", most_common_elems::text::int4[] as tokens, most_common_elem_freqs as shares
    from pg_stats where schemaname = 'public' and attname = 'search' and most_common_elems is not null`)
  const shares = new Map(rows.map((row) => [row.table, new Map(row.tokens.map((token, i) => [token, row.shares[i]!]))]))
  known.set(call.engine, { at: now, shares })
  return shares
}

/** So many rows may be looked through before the index of tokens is the better way. */
const mostLookedThrough = 4_000

/**
 * Whether so many records have these tokens that looking through the latest ones finds enough of them at once. The index would
 * first gather all of them, which takes long when they are a tenth of a million.
 */
export async function commonIn(
  call: Call,
  tokens: readonly number[],
  wanted: number,
): Promise<(object: ObjectDefinition) => boolean> {
  const shares = await sharesOf(call)
  return ({ name }) => {
    const own = shares.get(name)
    const share = tokens.reduce((product, token) => product * (own?.get(token) ?? 0), 1)
    return share > 0 && wanted / share < mostLookedThrough
  }
}
