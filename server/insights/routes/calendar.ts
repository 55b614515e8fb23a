import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'
import { timesOf, type Visit } from '@rapport/vocabulary/insights/visit_times.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import type { Person } from '../../records/person.ts'
import type { PersonalRecords } from '../../records/records.ts'
import type { RouteFigures } from './keep.ts'
import { type VisitView, visitsOf } from './view.ts'

interface Desk {
  readonly db: Runner
  readonly records: PersonalRecords
  readonly person: Person
  readonly now: string
}

const titles = {
  plain: label('Visit: {name}', '拜访：{name}'),
  about: label('Visit: {name} – {subject}', '拜访：{name} – {subject}'),
} as const satisfies { readonly [which: string]: Label }

/** The moment of a time of the day in a time zone, which may change its clocks. */
export function momentIn(zone: string, day: string, minutes: number): string {
  const wanted = Date.parse(`${day}T00:00:00Z`) + Math.round(minutes) * 60_000
  const offset = (at: number): number => {
    const shown = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
    const [, sign, hours, rest] =
      /GMT([+-])(\d\d):(\d\d)/.exec(shown.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? []
    return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(rest)) * 60_000
  }
  const near = wanted - offset(wanted)
  return new Date(wanted - offset(near)).toISOString()
}

interface Planned {
  readonly visit: VisitView
  readonly owner: string
  readonly starts_at: string
  readonly ends_at: string
}

const visitAt = (one: VisitView, { window }: RouteSettings): Visit => ({
  at: { lat: one.lat!, lng: one.lng! },
  minutes: one.minutes,
  window: one.opens === null || one.closes === null ? window : [one.opens, one.closes],
})

/** When every visit begins and ends, and whose it is. */
function planned(settings: RouteSettings, { start, end }: RouteFigures, visits: readonly VisitView[]): Planned[] {
  const rounds = Map.groupBy(
    visits.filter(({ round }) => round !== null),
    ({ round }) => round!,
  )
  return [...rounds].flatMap(([round, stops]) => {
    const day = settings.days[Math.floor(round / settings.people.length)]!
    const owner = settings.people[round % settings.people.length]!
    const { from, to, zone } = settings
    const times = timesOf(
      { start, end, from, to },
      stops.map((one) => visitAt(one, settings)),
      settings,
    )
    return stops.map((visit, k) => {
      const { begin, end: over } = times.visits[k]!
      return { visit, owner, starts_at: momentIn(zone, day, begin), ends_at: momentIn(zone, day, over) }
    })
  })
}

async function meetingsOf(records: PersonalRecords, visits: readonly VisitView[]): Promise<Map<string, AnyRow>> {
  const ids = visits.flatMap(({ meeting }) => (meeting === null ? [] : [meeting]))
  const rows = ids.length === 0 ? [] : await records.getMany('meeting', ids)
  return new Map(rows.filter((row) => !row.deleted_at).map((row) => [row.id, row]))
}

const titleOf = ({ name, subject }: VisitView, { locale }: Person): string =>
  titles[subject ? 'about' : 'plain'][locale]
    .replace('{name}', name ?? '')
    .replace('{subject}', subject ?? '')
    .slice(0, 500)

const sameMoment = (a: unknown, b: string): boolean => Date.parse(String(a)) === Date.parse(b)

export interface Carried {
  readonly made: number
  readonly moved: number
  readonly removed: number
}

/** Makes meetings of the visits, as this person; moves those whose times have changed, and removes those taken out. */
export async function carryRoutes(desk: Desk, plan: string): Promise<Carried> {
  const { db, records, now } = desk
  const { settings, figures } = await db.one<{ settings: RouteSettings; figures: RouteFigures }>(
    sql`select settings, figures from insight.visit_plan where id = ${plan}::uuid`,
  )
  const { visits } = await visitsOf(db, records, plan)
  const there = await meetingsOf(records, visits)
  const count = { made: 0, moved: 0, removed: 0 }
  for (const one of planned(settings, figures, visits)) {
    const meeting = one.visit.meeting === null ? undefined : there.get(one.visit.meeting)
    if (!meeting) {
      await make(desk, one)
      count.made++
    } else if (await move(desk, meeting, one)) count.moved++
  }
  for (const { id, round, meeting } of visits)
    if (round === null && meeting !== null && (await takeBack(desk, id, there.get(meeting)))) count.removed++
  await db.run(
    sql`update insight.visit_plan set carried_at = coalesce(carried_at, ${now}::timestamptz) where id = ${plan}::uuid`,
  )
  return count
}

async function make({ db, records, person }: Desk, { visit, owner, starts_at, ends_at }: Planned): Promise<void> {
  const meeting = await records.create('meeting', {
    title: titleOf(visit, person),
    customer: visit.customer,
    about: visit.about ?? `customer/${visit.customer}`,
    starts_at,
    ends_at,
    owner,
    people: [owner],
    ...(visit.address && { place: visit.address.slice(0, 500) }),
  })
  await db.run(sql`update insight.visit set meeting = ${meeting.id}::uuid where id = ${visit.id}::uuid`)
}

async function move({ records }: Desk, meeting: AnyRow, { owner, starts_at, ends_at }: Planned): Promise<boolean> {
  const same =
    sameMoment(meeting.starts_at, starts_at) && sameMoment(meeting.ends_at, ends_at) && meeting.owner === owner
  if (same || meeting.status !== 'planned') return false
  await records.update('meeting', meeting.id, { starts_at, ends_at, owner, people: [owner] })
  return true
}

/** A meeting that was held or called off stays: it is history. */
async function takeBack({ db, records }: Desk, visit: string, meeting: AnyRow | undefined): Promise<boolean> {
  if (meeting && meeting.status !== 'planned') return false
  if (meeting) await records.remove('meeting', meeting.id)
  await db.run(sql`update insight.visit set meeting = null where id = ${visit}::uuid`)
  return meeting !== undefined
}

/** Takes all meetings of a plan out of the calendar that are still to come; they lie in the trash. */
export async function uncarryRoutes(desk: Desk, plan: string): Promise<{ removed: number; kept: number }> {
  const { db, records } = desk
  const { visits } = await visitsOf(db, records, plan)
  const there = await meetingsOf(records, visits)
  const count = { removed: 0, kept: 0 }
  for (const { id, meeting } of visits) {
    if (meeting === null) continue
    const row = there.get(meeting)
    if (await takeBack(desk, id, row)) count.removed++
    else if (row) count.kept++
  }
  if (count.kept === 0) await db.run(sql`update insight.visit_plan set carried_at = null where id = ${plan}::uuid`)
  return count
}
