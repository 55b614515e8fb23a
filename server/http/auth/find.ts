import type { Locale } from '@rapport/vocabulary/define/label.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'

export interface FoundUser {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly status: 'invited' | 'active' | 'inactive'
  readonly language: Locale
  readonly version: number
}

const columns = sql`id, name, email, status, language, version`

/** The record of `user` behind an account. */
export const userById = (db: Runner, id: string): Promise<FoundUser | undefined> =>
  db.maybe<FoundUser>(sql`select ${columns} from "user" where id = ${id} and deleted_at is null`)

export const userByEmail = (db: Runner, email: string): Promise<FoundUser | undefined> =>
  db.maybe<FoundUser>(
    sql`select ${columns} from "user" where lower(email) = ${email.toLowerCase()} and deleted_at is null`,
  )

export const organisationName = async (db: Runner): Promise<string> => {
  const row = await db.maybe<{ name: string }>(
    sql`select name from organisation where deleted_at is null order by created_at limit 1`,
  )
  return row?.name ?? 'Rapport'
}
