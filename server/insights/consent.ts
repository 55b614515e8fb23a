import { type Sql, sql } from '../database/sql.ts'

type Purpose = 'profiling' | 'marketing'

/** That a customer has not refused: their latest word on the purpose counts, and whoever said nothing has not refused. */
export const notRefused = (purpose: Purpose, customer: Sql): Sql => sql`coalesce((
  select k.given from consent k where k.customer = ${customer} and k.purpose = ${purpose} and k.deleted_at is null
  order by k.at desc nulls last, k.id desc limit 1), true)`

/** That a customer has agreed: their latest word on the purpose is yes. */
export const agreed = (purpose: Purpose, customer: Sql): Sql => sql`coalesce((
  select k.given from consent k where k.customer = ${customer} and k.purpose = ${purpose} and k.deleted_at is null
  order by k.at desc nulls last, k.id desc limit 1), false)`
