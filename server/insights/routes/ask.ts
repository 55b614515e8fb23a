import { scopeOf } from '@rapport/vocabulary/define/permission.ts'
import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'
import type { Database } from '../../database/pool.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Person } from '../../records/person.ts'
import type { PersonalRecords } from '../../records/records.ts'
import type { Insights } from '../insights.ts'
import { type Candidate, candidatesOf } from './candidates.ts'
import { routeSettings } from './settings.ts'
import { mustSee } from './view.ts'

interface Asking {
  readonly db: Database
  readonly records: PersonalRecords
  readonly person: Person
  readonly insights: Insights
  readonly now: string
  readonly newId: () => string
}

/** Visits become meetings: whoever may not make those plans none. */
export function mayPlanVisits(person: Person): void {
  if (scopeOf(person.grants, { name: 'meeting' }, 'create') === 'none')
    throw new Problem('forbidden', 'Your role does not let you plan visits: it does not let you create meetings.')
}

async function checkPeople(records: PersonalRecords, { people }: RouteSettings): Promise<void> {
  const seen = await records.getMany('user', people)
  if (seen.filter((one) => one.status === 'active').length < people.length)
    throw new Problem('invalid', '"people" must be people who work here, by their ids.')
}

/** Locked visits and those taken out of an earlier plan. */
const keptFrom = (from: string): Sql => sql`
  select customer, about, value, state, round, opens, closes, minutes from insight.visit
  where plan = ${from}::uuid and (state <> 'planned' or opens is not null)`

interface Kept {
  readonly customer: string
  readonly about: string | null
  readonly value: number
  readonly state: 'planned' | 'locked' | 'out'
  readonly round: number | null
  readonly opens: number | null
  readonly closes: number | null
  readonly minutes: number
}

const key = (one: { customer: string; about: string | null }): string => `${one.customer} ${one.about}`

/** The locked visits must have their rounds in the new plan, or the plan could not keep them. */
function checkRounds(kept: readonly Kept[], settings: RouteSettings): void {
  const rounds = settings.days.length * settings.people.length
  const lost = kept.filter(({ state, round }) => state === 'locked' && (round === null || round >= rounds)).length
  if (lost > 0)
    throw new Problem(
      'verb_refused',
      `${lost} locked visits lie on a day or with a person that this plan lacks: unlock them first.`,
    )
}

async function write(
  { db, person, now, newId }: Asking,
  settings: RouteSettings,
  all: readonly Candidate[],
  kept: readonly Kept[],
) {
  const plan = newId()
  const known = new Map(kept.map((one) => [key(one), one]))
  const found = new Set(all.map(key))
  const locked = kept.filter((one) => one.state === 'locked' && !found.has(key(one)))
  const rows = [...all, ...locked.map((one) => ({ ...one, due: null }))].map((one) => ({
    one,
    was: known.get(key(one)),
  }))
  const of = <T>(tell: (row: (typeof rows)[number]) => T) => rows.map(tell)
  await db.transaction(async (tx) => {
    await tx.run(sql`
      insert into insight.visit_plan (id, name, made_at, made_by, settings)
      values (${plan}, ${settings.name}, ${now}, ${person.id}, ${sql.json(settings)})`)
    await tx.run(sql`
      insert into insight.visit (id, plan, customer, about, value, minutes, due, opens, closes, state, round, place)
      select m.id, ${plan}::uuid, m.customer, m.about, m.value, m.minutes, m.due, m.opens, m.closes, m.state, m.round, 'no_address'
      from unnest(${of(() => newId())}::uuid[], ${of(({ one }) => one.customer)}::uuid[], ${of(({ one }) => one.about)}::text[],
        ${of(({ one }) => one.value)}::float8[], ${of(({ was }) => was?.minutes ?? settings.minutes)}::float8[],
        ${of(({ one }) => one.due)}::date[], ${of(({ was }) => was?.opens ?? null)}::float8[], ${of(({ was }) => was?.closes ?? null)}::float8[],
        ${of(({ was }) => was?.state ?? 'planned')}::text[], ${of(({ was }) => (was?.state === 'locked' ? was.round : null))}::int[])
        m(id, customer, about, value, minutes, due, opens, closes, state, round)
      where exists (select 1 from customer c where c.id = m.customer)`)
  })
  return plan
}

const isUnscored = ({ whom, by, share }: RouteSettings, all: readonly Candidate[]): boolean =>
  whom === 'customers' && (by === 'expected' || by === 'risk') && share > 0 && all.every(({ value }) => value === 0)

/** Writes down who might be visited, as this person sees them, and begins to plan. Answers the run. */
export async function askRoutes(asking: Asking, given: object, from?: string): Promise<{ run: string; plan: string }> {
  const { db, records, person, insights, now } = asking
  mayPlanVisits(person)
  const settings = routeSettings(given)
  await checkPeople(records, settings)
  const about = `user/${person.id}`
  if (await insights.isUnderWay('routes', about))
    throw new Problem('verb_refused', 'A plan of visits is being made for you already; wait for it or cancel it.')
  if (from !== undefined) await mustSee(db, person, from)
  const kept = from === undefined ? [] : await db.query<Kept>(keptFrom(from))
  checkRounds(kept, settings)
  const all = await candidatesOf(records, settings, now)
  if (all.length === 0)
    throw new Problem('verb_refused', 'There is nobody to visit: the filter finds no customer, or no work is open.')
  if (isUnscored(settings, all))
    throw new Problem(
      'verb_refused',
      'No customer has the score that a visit is to be valued by: answer the questions under "What the data say" first, or value by orders.',
    )
  await db.run(sql`delete from insight.visit_plan where made_by = ${person.id} and figures is null`)
  const plan = await write(asking, settings, all, kept)
  return { plan, run: await insights.begin(person, 'routes', { plan }, about) }
}
