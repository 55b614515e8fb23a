import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'

/**
 * Settings of one transaction that reads whole tables: room to sort and to group in memory, and no machine code, which costs more than it
 * saves where each part is simple.
 */
export async function forManyRows(tx: Runner): Promise<void> {
  await tx.run(sql`set local work_mem = '128MB'`)
  await tx.run(sql`set local jit = off`)
}
