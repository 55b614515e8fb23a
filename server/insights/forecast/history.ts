import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { between, startOf } from './calendar.ts'
import type { Measure, Sort, Unit } from './report.ts'

/** Sold lines of orders that stand: no charges such as postage; what came back is taken off. */
const sold = sql`"order" o join order_line l on l."order" = o.id left join product p on p.id = l.product
  where o.deleted_at is null and o.status <> 'cancelled' and o.placed_at is not null and l.deleted_at is null
    and coalesce(p.kind, '') <> 'charge' and l.quantity > 0`

const kept = sql`greatest(0, 1 - coalesce(l.returned, 0) / l.quantity)`
const house = sql`(select currency from organisation order by id limit 1)`
const ours = sql`(o.currency is null or ${house} is null or o.currency = ${house})`

const stepOf: { readonly [U in Unit]: Sql } = {
  week: sql`date_trunc('week', o.placed_at)`,
  month: sql`date_trunc('month', o.placed_at)`,
}

export interface Past {
  readonly orders: number
  readonly foreign: number
  readonly last: number | null
}

/** How many orders there are, until when, and how many of them are in another currency than the house's. */
export async function pastOf(db: Runner, now: string): Promise<Past> {
  const row = await db.one<{ orders: number; foreign: number; last: string | null }>(sql`
    select count(*)::int as orders, (count(*) filter (where not ${ours}))::int as "foreign", max(placed_at) as last
    from "order" o where deleted_at is null and status <> 'cancelled' and placed_at < ${now}::timestamptz`)
  return { ...row, last: row.last === null ? null : Date.parse(row.last) }
}

type Row = { sort: Sort; about: string | null; step: string; revenue: number; pieces: number }

const rowsOf = (db: Runner, unit: Unit, until: string): Promise<Row[]> =>
  db.query<Row>(sql`
    with line as materialized (
      select ${stepOf[unit]} as step, o.owner, l.product, p.category,
        sum(case when ${ours} then coalesce(l.amount, 0)::float8 * ${kept} else 0 end) as revenue, sum(l.quantity * ${kept}) as pieces
      from ${sold} and o.placed_at < ${until}::timestamptz group by 1, 2, 3, 4),
    one as (
      select 'total' as sort, null::uuid as about, step, revenue, pieces from line
      union all select 'product', product, step, revenue, pieces from line where product is not null
      union all select 'category', category, step, revenue, pieces from line where category is not null
      union all select 'team', t.id, step, revenue, pieces from line join "user" u on u.id = line.owner and u.deleted_at is null
        join team t on t.id = any(u.teams) and t.deleted_at is null)
    select sort, about, step, sum(revenue) as revenue, sum(pieces) as pieces from one group by 1, 2, 3 order by 1, 2, 3`)

/** What was sold of one thing, week by week or month by month from its first sale on, nothing where nothing was sold. */
export interface History {
  readonly sort: Sort
  readonly about: string | null
  readonly from: number
  readonly revenue: number[]
  readonly pieces: number[]
}

export const keyOf = (sort: Sort, about: string | null): string => (about === null ? sort : `${sort}-${about}`)

/** The histories of everything that was sold up to a moment, which is the start of a week or month. */
export async function historiesOf(db: Runner, unit: Unit, end: number): Promise<Map<string, History>> {
  const found = new Map<string, History>()
  for (const row of await rowsOf(db, unit, new Date(end).toISOString())) {
    const key = keyOf(row.sort, row.about)
    const at = startOf(unit, Date.parse(row.step))
    const one = found.get(key) ?? startingAt(row, unit, at, end)
    const place = between(unit, one.from, at)
    for (const measure of ['revenue', 'pieces'] as const satisfies readonly Measure[])
      one[measure][place] = Math.round(row[measure] * 100) / 100
    found.set(key, one)
  }
  return found
}

function startingAt({ sort, about }: Row, unit: Unit, from: number, end: number): History {
  const none = () => new Array<number>(between(unit, from, end)).fill(0)
  return { sort, about, from, revenue: none(), pieces: none() }
}

/** Whose orders make up each team's sales: its members. */
export async function membersOfTeams(db: Runner): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.query<{ team: string; members: string[] }>(sql`
    select t.id as team, array_agg(u.id order by u.id) as members from team t join "user" u on t.id = any(u.teams)
    where t.deleted_at is null and u.deleted_at is null group by 1`)
  return new Map(rows.map(({ team, members }) => [team, members]))
}
