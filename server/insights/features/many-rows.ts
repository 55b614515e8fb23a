import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'

/** How soon a query ends whose thread was ended; PostgreSQL looks for that on Linux alone. */
const lookMs = '2000'

/**
 * Settings of one transaction that reads whole tables: room to sort and to group in memory; no machine code, which costs more than it
 * saves where each part is simple; and one processor at a time, so that the others are there for whoever is waiting for a page.
 */
export async function forManyRows(tx: Runner): Promise<void> {
  await tx.query(sql`
    select set_config('work_mem', '128MB', true), set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`)
  await tx.query(
    sql`select set_config('client_connection_check_interval', ${lookMs}, true) where version() like '%linux%'`,
  )
}
