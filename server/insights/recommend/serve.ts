import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import type { PersonalRecords } from '../../records/records.ts'
import { agreed, notRefused } from '../consent.ts'
import type { Because } from './because.ts'
import { forSale, notJustHad, type Selling } from './sellable.ts'

/** Where recommendations are shown. */
export const places = ['customer', 'order', 'quote', 'campaign', 'api'] as const
export type Place = (typeof places)[number]

export interface Offer {
  readonly product: string
  readonly because: Because
  readonly score: number
}

/** A list for one customer, with what is needed to note that it was shown. */
export interface Offers {
  readonly run: string | null
  readonly held_out: boolean
  /** Why there is no list of their own. */
  readonly without: 'not_learned' | 'refused' | 'unknown' | null
  readonly offers: readonly Offer[]
}

interface Found {
  readonly run: string
  readonly held_out: boolean
  readonly product: string
  readonly score: number
  readonly because: Because
}

const servedRun = sql`(select (content ->> 'run')::uuid from insight.result where kind = 'recommend')`

/** The list of one customer as it can be sold to them now, best first. */
export async function offersFor(db: Runner, customer: string, limit: number, selling: Selling): Promise<Offers> {
  const found = await db.query<Found>(sql`
    select r.run, r.held_out, u.product, u.score::float8 as score, r.because -> (u.n - 1)::int as because
    from insight.recommendation r, unnest(r.products, r.scores) with ordinality u(product, score, n) join product p on p.id = u.product
    where r.customer = ${customer}::uuid and r.run = ${servedRun} and ${notRefused('profiling', sql`r.customer`)}
      and ${forSale(selling)} and ${notJustHad(sql`r.customer`, selling)}
    order by u.n limit ${limit}`)
  if (found.length === 0) return { run: null, held_out: false, without: await whyNone(db, customer), offers: [] }
  const { run, held_out } = found[0]!
  return {
    run,
    held_out,
    without: null,
    offers: found.map(({ product, score, because }) => ({ product, score, because })),
  }
}

/** Lists of many customers at once, for a campaign: of those alone who agreed to marketing and did not refuse profiling. */
export async function offersForMany(
  db: Runner,
  customers: readonly string[],
  limit: number,
  selling: Selling,
): Promise<Map<string, Offers & { run: string }>> {
  const found = await db.query<Found & { customer: string }>(sql`
    select customer, run, held_out, product, score, because from (
      select r.customer, r.run, r.held_out, u.product, u.score::float8 as score, r.because -> (u.n - 1)::int as because,
        row_number() over (partition by r.customer order by u.n) as place
      from insight.recommendation r, unnest(r.products, r.scores) with ordinality u(product, score, n) join product p on p.id = u.product
      where r.customer = any(${customers}::uuid[]) and r.run = ${servedRun} and ${notRefused('profiling', sql`r.customer`)}
        and ${agreed('marketing', sql`r.customer`)} and ${forSale(selling)} and ${notJustHad(sql`r.customer`, selling)}) one
    where place <= ${limit} order by customer, place`)
  const lists = new Map<string, Offers & { run: string; offers: Offer[] }>()
  for (const { customer, run, held_out, product, score, because } of found) {
    const list = lists.get(customer) ?? { run, held_out, without: null, offers: [] }
    list.offers.push({ product, score, because })
    lists.set(customer, list)
  }
  return lists
}

async function whyNone(db: Runner, customer: string): Promise<Offers['without']> {
  const { run, allowed } = await db.one<{ run: string | null; allowed: boolean }>(
    sql`select ${servedRun} as run, ${notRefused('profiling', sql`${customer}::uuid`)} as allowed`,
  )
  if (run === null) return 'not_learned'
  return allowed ? 'unknown' : 'refused'
}

/** Orders and quotes, their lines, and by what they belong to a customer. */
const wholes = { order: 'order_line', quote: 'quote_line' } as const
export type Whole = keyof typeof wholes

/** What goes with the lines of an order or a quote and is not among them. The best reason of each is told. */
export async function additionsTo(
  db: Runner,
  whole: Whole,
  id: string,
  customer: string | null,
  limit: number,
  selling: Selling,
): Promise<Offers> {
  const lines = sql`select distinct product from ${sql.id(wholes[whole])} where ${sql.id(whole)} = ${id}::uuid and deleted_at is null and product is not null`
  const found = await db.query<Omit<Found, 'held_out'>>(sql`
    with line as (${lines}),
    going as (
      select c.run, u.product, sum(u.score)::float8 as score, (array_agg(c.because -> (u.n - 1)::int order by u.score desc))[1] as because
      from line join insight.companion c on c.product = line.product and c.run = ${servedRun},
        unnest(c.products, c.scores) with ordinality u(product, score, n)
      where u.product not in (select product from line) group by 1, 2)
    select g.run, g.product, g.score, g.because from going g join product p on p.id = g.product
    where ${forSale(selling)} and ${customer === null ? sql`true` : notJustHad(sql`${customer}::uuid`, selling)}
    order by g.score desc, g.product limit ${limit}`)
  const [first] = found
  if (!first) return { run: null, held_out: false, without: 'unknown', offers: [] }
  return {
    run: first.run,
    held_out: false,
    without: null,
    offers: found.map(({ product, score, because }) => ({ product, score, because })),
  }
}

export interface Shown extends Offer {
  readonly row: AnyRow
  /** What the reason names, as the person may see it. */
  readonly other: AnyRow | null
}

/** The offers with their products as this person may see them; what they may not see is not offered to them. */
export async function seenBy(records: PersonalRecords, offers: readonly Offer[]): Promise<Shown[]> {
  const named = offers.flatMap(({ product, because }) => ('item' in because ? [product, because.item] : [product]))
  const rows = new Map((await records.getMany('product', [...new Set(named)])).map((row) => [row.id, row]))
  return offers.flatMap((offer) => {
    const row = rows.get(offer.product)
    const other = 'item' in offer.because ? (rows.get(offer.because.item) ?? null) : null
    return row ? [{ ...offer, row, other }] : []
  })
}
