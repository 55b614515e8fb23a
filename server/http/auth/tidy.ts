import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { defineJob } from '../../jobs/define.ts'

/** Every night: what has ended is of no use to anybody but a thief. */
export const tidyJob = defineJob<Record<string, never>>('tidy_accounts')
export const tidyAt = '17 3 * * *'

/** A request is sent again within moments or days; a key that is a week old means another request. */
const keyDays = 7
const day = 24 * 60 * 60 * 1000

export async function tidyAccounts(db: Runner, now: Date): Promise<number> {
  const sessions = await db.run(sql`delete from auth.session where "expiresAt" < ${now}`)
  const links = await db.run(sql`delete from auth.verification where "expiresAt" < ${now}`)
  const keys = await db.run(sql`delete from idempotency where at < ${new Date(now.getTime() - keyDays * day)}`)
  return sessions + links + keys
}
