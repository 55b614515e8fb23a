import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { scopeOf } from '@rapport/vocabulary/define/permission.ts'
import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Person } from '../../records/person.ts'
import type { PersonalRecords } from '../../records/records.ts'
import type { RouteFigures } from './keep.ts'
import type { Precision } from './places.ts'

/** What came of the visits that were put in the calendar. */
export interface RouteOutcome {
  readonly visits: number
  readonly held: number
  readonly cancelled: number
  /** Of those held: who ordered within the days, and what; null for whoever may not see every order. */
  readonly ordered: number | null
  readonly revenue: number | null
  readonly days: number
}

export interface RoutePlanView {
  readonly id: string
  readonly name: string
  readonly made_at: string
  readonly carried_at: string | null
  readonly made_by: string | null
  readonly settings: RouteSettings
  readonly figures: RouteFigures
  readonly outcome: RouteOutcome | null
}

export interface VisitView {
  readonly id: string
  readonly customer: string
  readonly about: string | null
  readonly name: string | null
  readonly address: string | null
  readonly town: string | null
  readonly phone: string | null
  readonly subject: string | null
  readonly value: number
  readonly minutes: number
  readonly opens: number | null
  readonly closes: number | null
  readonly due: string | null
  readonly lat: number | null
  readonly lng: number | null
  readonly place: Precision
  readonly state: 'planned' | 'locked' | 'out'
  readonly round: number | null
  readonly at: number | null
  readonly why: string | null
  readonly adds: number | null
  readonly meeting: string | null
}

const mostPlans = 12
/** Of those left out, the greatest value first. */
const mostLeft = 300
const orderDays = 30

/** The address of a plan or a visit as it stands in a request. */
export function idIn(given: string | undefined): string {
  if (given === undefined || !uuid.test(given)) throw new Problem('not_found', 'There is no such plan of visits.')
  return given
}

/** One's own plans and those that one is planned in; all, for whoever may see every customer. */
const seenBy = (person: Person): Sql =>
  scopeOf(person.grants, { name: 'customer' }, 'read') === 'all'
    ? sql`true`
    : sql`(p.made_by = ${person.id} or p.settings -> 'people' ? ${person.id})`

const isTheirs = (person: Person): Sql =>
  scopeOf(person.grants, { name: 'meeting' }, 'update') === 'all'
    ? sql`true`
    : sql`(p.made_by = ${person.id} or p.settings -> 'people' ? ${person.id})`

const found = async (db: Runner, plan: string, when: Sql): Promise<boolean> =>
  (await db.maybe(
    sql`select 1 from insight.visit_plan p where p.id = ${idIn(plan)}::uuid and p.figures is not null and ${when}`,
  )) !== undefined

export async function mustSee(db: Runner, person: Person, plan: string): Promise<void> {
  if (!(await found(db, plan, seenBy(person)))) throw new Problem('not_found', 'There is no such plan of visits.')
}

/** Whoever made a plan, or is planned in it, may change it. */
export async function mustChange(db: Runner, person: Person, plan: string): Promise<void> {
  await mustSee(db, person, plan)
  if (!(await found(db, plan, isTheirs(person))))
    throw new Problem('forbidden', 'This is the plan of others; you may only see it.')
}

const outcomeSql = sql`
  select count(*)::int as visits, count(*) filter (where m.status = 'held')::int as held, count(*) filter (where m.status = 'cancelled')::int as cancelled,
    count(*) filter (where m.status = 'held' and o.orders > 0)::int as ordered,
    coalesce(sum(o.revenue) filter (where m.status = 'held'), 0)::float8 as revenue
  from insight.visit v join meeting m on m.id = v.meeting and m.deleted_at is null, lateral (
    select count(*) as orders, sum(total) as revenue from "order" o
    where o.customer = v.customer and o.deleted_at is null and o.status <> 'cancelled'
      and o.placed_at > m.starts_at and o.placed_at <= m.starts_at + make_interval(days => ${orderDays})) o
  where v.plan = p.id`

type PlanRow = Omit<RoutePlanView, 'outcome'> & Omit<RouteOutcome, 'days'>

/** The latest plans that this person may see, with what came of those put in the calendar. */
export async function routePlans(db: Runner, person: Person): Promise<RoutePlanView[]> {
  const rows = await db.query<PlanRow>(sql`
    select p.id, p.name, p.made_at, p.carried_at, p.made_by, p.settings, p.figures, v.*
    from insight.visit_plan p, lateral (${outcomeSql}) v
    where p.figures is not null and ${seenBy(person)} order by p.made_at desc, p.id desc limit ${mostPlans}`)
  const seesOrders = scopeOf(person.grants, { name: 'order' }, 'read') === 'all'
  return rows.map(({ visits, held, cancelled, ordered, revenue, ...plan }) => {
    const told = seesOrders ? { ordered, revenue } : { ordered: null, revenue: null }
    return { ...plan, outcome: visits === 0 ? null : { visits, held, cancelled, ...told, days: orderDays } }
  })
}

type VisitRow = Omit<VisitView, 'name' | 'address' | 'town' | 'phone' | 'subject'>

const firstOf = (value: unknown): string | null => (value as readonly { value: string }[] | null)?.[0]?.value ?? null

const townOf = (value: unknown): string | null =>
  (value as readonly { city?: string }[] | null)?.find(({ city }) => city)?.city ?? null

/** Subjects of the work that visits are for, as far as the person may see it. */
async function subjects(records: PersonalRecords, rows: readonly VisitRow[]): Promise<Map<string, string>> {
  const told = new Map<string, string>()
  for (const [object, title] of [
    ['ticket', 'subject'],
    ['task', 'title'],
  ] as const) {
    const ids = rows.flatMap(({ about }) => (about?.startsWith(`${object}/`) ? [about.slice(object.length + 1)] : []))
    if (ids.length === 0) continue
    for (const row of await records.getMany(object, ids)) told.set(`${object}/${row.id}`, String(row[title] ?? ''))
  }
  return told
}

/** Everybody in a plan, round by round, then those left out; names and numbers as far as the person may see them. */
export async function visitsOf(
  db: Runner,
  records: PersonalRecords,
  plan: string,
): Promise<{ visits: VisitView[]; left: { why: string; n: number }[] }> {
  const rows = await db.query<VisitRow>(sql`
    select id, customer, about, value, minutes, opens, closes, due::text, lat, lng, place, state, round, at, why, adds, meeting
    from insight.visit where plan = ${plan}::uuid
    order by round nulls last, at, adds desc nulls last, value desc, id
    limit (select count(*) from insight.visit where plan = ${plan}::uuid and round is not null) + ${mostLeft}`)
  const known = new Map<string, AnyRow>()
  for (const row of await records.getMany('customer', [...new Set(rows.map(({ customer }) => customer))]))
    known.set(row.id, row)
  const about = await subjects(records, rows)
  const left = await db.query<{ why: string; n: number }>(sql`
    select coalesce(why, 'out') as why, count(*)::int as n from insight.visit where plan = ${plan}::uuid and round is null group by 1 order by 2 desc`)
  const visits = rows.map((row): VisitView => {
    const customer = known.get(row.customer)
    return {
      ...row,
      name: customer ? String(customer.name ?? '') : null,
      address: customer ? firstOf(customer.addresses) : null,
      town: customer ? townOf(customer.addresses) : null,
      phone: customer ? firstOf(customer.phones) : null,
      subject: (row.about && about.get(row.about)) || null,
    }
  })
  return { visits, left }
}

export async function dropRoutes(db: Runner, plan: string): Promise<void> {
  await db.run(sql`delete from insight.visit_plan where id = ${plan}::uuid`)
}
