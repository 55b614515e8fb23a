import { type Sql, sql } from '../../database/sql.ts'
import { populationSql } from '../ready/population.ts'
import type { Desk } from '../run/kind.ts'
import type { AssignmentSettings } from './settings.ts'

/** What makes two deals alike; null: not known. */
export interface Traits {
  readonly country: string | null
  readonly industry: string | null
  readonly source: string | null
  /** Of the customer, by employees. */
  readonly size: string | null
}

export interface Lead extends Traits {
  readonly id: string
  readonly owner: string | null
  readonly amount: number | null
  /** By the model of deals to be won, or of lead scores, where one serves. */
  readonly chance: number | null
  readonly language: string | null
}

/** A deal that was won or lost, and who had it then. */
export interface Closed extends Traits {
  readonly owner: string | null
  readonly won: boolean
  readonly at: string
  readonly amount: number | null
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly language: string
  /** Open deals, or prospects, that this person has now. */
  readonly open: number
}

const mostLeads = 2_000
/** Of the past the latest tell most. */
const mostClosed = 20_000

const house = sql`(select currency from organisation order by id limit 1)`
const plain = (column: Sql): Sql => sql`nullif(lower(btrim(${column})), '')`
const traits = (source: Sql): Sql => sql`
  ${plain(sql`k.country`)} as country, ${plain(sql`k.industry`)} as industry, ${plain(source)} as source,
  case when k.employees is null then null when k.employees < 10 then '1' when k.employees < 50 then '10' when k.employees < 250 then '50' else '250' end as size`

/** The chance of a row of alias `c` by a model that serves. */
const scored = (score: string): Sql => sql`(
  select s.number / 100 from insight.scored w join insight.score s on s.run = w.run and s.record = c.id where w.score = ${score})::float8`

/** On rows of alias `c`. */
export const isOpen = { deal: sql`c.status = 'open'`, customer: sql`c.lifecycle = 'prospective'` }
const nobodys = sql`c.owner is null`

/** Open deals or prospects that are to be given to somebody, the oldest first; one more than can be, when there are more. */
export async function readLeads(
  desk: Desk,
  { object, filter }: AssignmentSettings,
): Promise<{ leads: Lead[]; beyond: number }> {
  const which = filter === null ? nobodys : populationSql(filter, object, desk)
  const where = sql`c.deleted_at is null and ${isOpen[object]} and ${which}`
  const order = sql`order by c.created_at, c.id limit ${mostLeads}`
  const leads = await desk.db.query<Lead>(
    object === 'deal'
      ? sql`
        select c.id, c.owner, case when coalesce(c.currency <> ${house}, false) then null else c.amount::float8 end as amount,
          ${scored('deal.win_chance')} as chance,
          k.language, ${traits(sql`coalesce(c.source, k.source)`)}
        from deal c left join customer k on k.id = c.customer where ${where} ${order}`
      : sql`
        select c.id, c.owner, null::float8 as amount, ${scored('customer.lead_score')} as chance, k.language, ${traits(sql`k.source`)}
        from customer c join customer k on k.id = c.id where ${where} ${order}`,
  )
  const { all } = await desk.db.one<{ all: number }>(
    sql`select count(*)::int as "all" from ${sql.id(object)} c where ${where}`,
  )
  return { leads, beyond: all - leads.length }
}

/** Deals that were won or lost, with their owner at that moment: a later change says whom it found. */
export const readClosed = ({ db, now }: Desk): Promise<Closed[]> =>
  db.query<Closed>(sql`
    select coalesce((
        select (h.before ->> 'owner')::uuid from change h
        where h.object = 'deal' and h.record = c.id and h.before ? 'owner' and h.at > c.closed_at order by h.id limit 1), c.owner) as owner,
      c.status = 'won' as won, c.closed_at as at, case when coalesce(c.currency <> ${house}, false) then null else c.amount::float8 end as amount,
      ${traits(sql`coalesce(c.source, k.source)`)}
    from deal c left join customer k on k.id = c.customer
    where c.deleted_at is null and c.status <> 'open' and c.closed_at <= ${now}::timestamptz order by c.closed_at desc, c.id limit ${mostClosed}`)

/** The people who were named, as far as they work here, with what they have open. */
export const readPeople = ({ db }: Desk, { object, people }: AssignmentSettings): Promise<Person[]> =>
  db.query<Person>(sql`
    select u.id, u.name, u.language,
      (select count(*)::int from ${sql.id(object)} c where c.owner = u.id and c.deleted_at is null and ${isOpen[object]}) as open
    from "user" u where u.id = any(${people.map(({ id }) => id)}::uuid[]) and u.deleted_at is null and u.status = 'active' order by u.name, u.id`)
