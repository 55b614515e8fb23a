import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import type { BudgetSettings } from './settings.ts'

/** A campaign that cost something, and what came of it. */
export interface Spent {
  readonly channel: string
  readonly spent: number
  readonly at: string
  readonly revenue: number
  /** Revenue less the cost of goods; that of orders without a known cost at the share of the others. */
  readonly margin: number | null
}

export interface Ground {
  /** Old enough that what they bring has come. */
  readonly ripe: readonly Spent[]
  readonly unripe: number
  /** In other currencies than the house's. */
  readonly foreign: number
  /** Campaigns without the text that says their channel. */
  readonly unnamed: number
  /** Spent by channel in the days of the plan before today, and in how many campaigns. */
  readonly lately: ReadonlyMap<string, { readonly spent: number; readonly campaigns: number }>
}

type Asked = Pick<BudgetSettings, 'by' | 'attribution' | 'window' | 'days'>

const house = sql`(select currency from organisation order by id limit 1)`

/** The same channel, however it was typed. */
const channelOf = (by: BudgetSettings['by']): Sql =>
  by === 'kind' ? sql`c.kind` : sql`nullif(regexp_replace(lower(btrim(c.channel)), '\\s+', ' ', 'g'), '')`

const began = sql`coalesce(c.starts_at, c.created_at)`

/** Campaigns on which money was spent and that began by a moment, after another when there is one. */
const paid = (by: BudgetSettings['by'], until: string, since: string | null): Sql => sql`
  select c.id, ${channelOf(by)} as channel, c.cost::float8 as spent, ${began} as at, coalesce(c.currency <> ${house}, false) as "foreign"
  from campaign c where c.deleted_at is null and c.cost > 0 and c.status <> 'planned' and ${began} <= ${until}::timestamptz
    and (${since}::timestamptz is null or ${began} > ${since}::timestamptz)`

/** The campaign that reached a customer last within the window before the order. */
const lastTouch = (window: number): Sql => sql`(
  select k.campaign from campaign_contact k join paid p on p.id = k.campaign
  where k.customer = o.customer and k.deleted_at is null and k.status not in ('bounced', 'opted_out')
    and k.at <= o.placed_at and k.at > o.placed_at - make_interval(days => ${window})
  order by k.at desc, k.id desc limit 1)`

interface Moments {
  readonly now: string
  /** Campaigns that began by then, after `since`; orders count up to now. */
  readonly until?: string
  readonly since?: string | null
}

/** What each campaign that cost something earned: orders that name it or whose deal does, orders after a contact, and deals won without an order. */
const earned = ({ by, attribution, window }: Asked, { now, until = now, since = null }: Moments): Sql => sql`
  with paid as materialized (${paid(by, until, since)}),
  sold as (
    select coalesce(o.campaign, d.campaign${attribution === 'last_touch' ? sql`, ${lastTouch(window)}` : sql``}) as campaign,
      o.total::float8 - coalesce(o.returned, 0)::float8 as revenue,
      case when o.total > 0 then (o.total - coalesce(o.returned, 0))::float8 * (1 - o.cost::float8 / o.total::float8) end as margin
    from "order" o left join deal d on d.id = o.deal
    where o.deleted_at is null and o.status <> 'cancelled' and o.total is not null and o.placed_at <= ${now}::timestamptz
      and o.placed_at >= (select min(at) from paid) and not coalesce(o.currency <> ${house}, false)
    union all
    select d.campaign, d.amount::float8, null from deal d
    where d.deleted_at is null and d.status = 'won' and d.campaign is not null and d.amount is not null and not coalesce(d.currency <> ${house}, false)
      and d.closed_at <= ${now}::timestamptz and not exists (select 1 from "order" o where o.deal = d.id and o.deleted_at is null and o.status <> 'cancelled')),
  usual as (select sum(margin) / nullif(sum(revenue), 0) as share from sold where margin is not null),
  came as (
    select campaign, sum(revenue) as revenue, sum(coalesce(margin, revenue * (select share from usual))) as margin from sold where campaign is not null group by 1)
  select p.channel, p.spent, p.at, p.foreign, coalesce(came.revenue, 0) as revenue,
    case when (select share from usual) is not null then coalesce(came.margin, 0) end as margin
  from paid p left join came on came.campaign = p.id`

type Row = Omit<Spent, 'channel'> & { channel: string | null; foreign: boolean }
const dayMs = 86_400_000

function latelyOf(rows: readonly Row[], from: number): Ground['lately'] {
  const sums = new Map<string, { spent: number; campaigns: number }>()
  for (const { channel, spent, at, foreign } of rows) {
    if (channel === null || foreign || Date.parse(at) <= from) continue
    const before = sums.get(channel) ?? { spent: 0, campaigns: 0 }
    sums.set(channel, { spent: before.spent + spent, campaigns: before.campaigns + 1 })
  }
  return sums
}

/** What campaigns cost and brought, as far as it has come. */
export async function readGround(db: Runner, asked: Asked, now: string): Promise<Ground> {
  const rows = await db.query<Row>(earned(asked, { now }))
  const own = rows.filter(({ foreign }) => !foreign)
  const ripeBefore = Date.parse(now) - asked.window * dayMs
  const named = own.flatMap((row): Spent[] => (row.channel === null ? [] : [{ ...row, channel: row.channel }]))
  const ripe = named.filter(({ at }) => Date.parse(at) <= ripeBefore)
  return {
    ripe,
    unripe: named.length - ripe.length,
    foreign: rows.length - own.length,
    unnamed: own.length - named.length,
    lately: latelyOf(rows, Date.parse(now) - asked.days * dayMs),
  }
}

/** Spent and earned by channel through campaigns that began after a moment. */
export async function readSince(db: Runner, asked: Asked, moments: Required<Moments>) {
  const rows = await db.query<Row>(earned(asked, moments))
  const sums = new Map<string, { spent: number; revenue: number; margin: number | null; campaigns: number }>()
  for (const { channel, spent, revenue, margin, foreign } of rows) {
    if (channel === null || foreign) continue
    const before = sums.get(channel) ?? { spent: 0, revenue: 0, margin: 0, campaigns: 0 }
    sums.set(channel, {
      spent: before.spent + spent,
      revenue: before.revenue + revenue,
      margin: margin === null || before.margin === null ? null : before.margin + margin,
      campaigns: before.campaigns + 1,
    })
  }
  return sums
}

/** Channels as they stand, for whoever is about to plan: campaigns that cost something, and what was spent lately. */
export async function channelsSeen(db: Runner, { by, days }: Pick<Asked, 'by' | 'days'>, now: string) {
  const since = new Date(Date.parse(now) - days * dayMs).toISOString()
  return db.query<{ channel: string; campaigns: number; lately: number; spent: number }>(sql`
    with paid as (${paid(by, now, null)})
    select channel, count(*)::int as campaigns, count(*) filter (where at > ${since}::timestamptz)::int as lately,
      coalesce(sum(spent) filter (where at > ${since}::timestamptz), 0)::float8 as spent
    from paid where channel is not null and not "foreign" group by 1 order by 2 desc, 1 limit 30`)
}
