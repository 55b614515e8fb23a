import { randomBytes } from 'node:crypto'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'

/** A secret of this database: made the first time it is asked for, the same for every process that shares the database. */
export async function secretOf(db: Runner, name: string): Promise<string> {
  const known = await db.maybe<{ value: string }>(sql`select value from auth.secret where name = ${name}`)
  if (known) return known.value
  const made = randomBytes(32).toString('base64url')
  await db.run(sql`insert into auth.secret (name, value) values (${name}, ${made}) on conflict (name) do nothing`)
  const row = await db.one<{ value: string }>(sql`select value from auth.secret where name = ${name}`)
  return row.value
}
