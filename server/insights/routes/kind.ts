import type { Address } from '@rapport/vocabulary/define/kinds/address.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { keepRoutes, type Outside } from './keep.ts'
import { countriesOf, openTowns, type Placed, placed, pointOf } from './places.ts'
import { type Ends, problemOf, type Reachable, roundOf } from './problem.ts'
import { solveRoutes } from './solve.ts'
import { idIn } from './view.ts'

export interface RoutesInput {
  readonly plan?: string
}

const stages = {
  places: label('Looking up where everybody is', '查找客户位置'),
  solve: label('Looking for the best routes', '寻找最佳路线'),
  write: label('Writing the plan', '写入方案'),
}

/** A visit that might be made, as it was written down when the plan was asked for. */
export interface Wanted {
  readonly id: string
  readonly customer: string
  readonly value: number
  readonly minutes: number
  readonly opens: number | null
  readonly closes: number | null
  readonly due: string | null
  readonly state: 'planned' | 'locked' | 'out'
  readonly round: number | null
  readonly addresses: readonly Address[] | null
  readonly country: string | null
}

const settingsIn = async (db: Runner, plan: string): Promise<RouteSettings> => {
  const found = await db.maybe<{ settings: RouteSettings }>(
    sql`select settings from insight.visit_plan where id = ${plan}::uuid and figures is null`,
  )
  if (!found) throw new Problem('not_found', 'There is no such plan of visits that waits to be made.')
  return found.settings
}

const wantedIn = (db: Runner, plan: string): Promise<Wanted[]> =>
  db.query<Wanted>(sql`
    select v.id, v.customer, v.value, v.minutes, v.opens, v.closes, v.due::text, v.state, v.round, c.addresses, c.country
    from insight.visit v join customer c on c.id = v.customer and c.deleted_at is null
    where v.plan = ${plan}::uuid order by v.value desc, v.id`)

interface Located extends Placed {
  readonly wanted: Wanted
}

/** Where everybody is, and where the rounds begin and end. */
function locate(settings: RouteSettings, all: readonly Wanted[]): { located: Located[]; ends: Ends } {
  const { country, start, end } = settings
  const towns = openTowns(countriesOf(all, country))
  const from = pointOf(start, towns, country)
  return {
    located: all.map((wanted) => ({ wanted, ...placed(wanted, towns, country) })),
    ends: { start: from, end: end === null ? from : pointOf(end, towns, country) },
  }
}

const isLocked = ({ state, round }: Wanted): boolean => state === 'locked' && round !== null

/** Those of the greatest value that a round could reach at all; the rest with the reason. */
function sorted(settings: RouteSettings, located: readonly Located[], ends: Ends) {
  const inside: (Located & { point: NonNullable<Placed['point']> })[] = []
  const outside: Outside[] = []
  for (const one of located) {
    const { wanted, point } = one
    const leave = (why: string) => outside.push({ ...one, why })
    if (wanted.state === 'out') leave('out')
    else if (wanted.value <= 0 && !isLocked(wanted)) leave('unprofitable')
    else if (point === null) leave('place')
    else if (isLocked(wanted)) inside.push({ ...one, point })
    else if (!isWithin(settings, ends, { ...wanted, point })) leave('unreachable')
    else if (inside.length >= settings.most) leave('beyond')
    else inside.push({ ...one, point })
  }
  return { inside, outside }
}

/** Whether there and back leaves time for the visit. */
function isWithin(
  settings: RouteSettings,
  ends: Ends,
  { point, minutes }: Pick<Reachable, 'point' | 'minutes'>,
): boolean {
  const one = { point, minutes, value: 1, window: null, due: null, locked: null }
  const { time } = problemOf(settings, ends, [one])
  return settings.from + time.data[2]! + minutes + time.data[2 * 3 + 1]! <= settings.to + 1e-9
}

const reachable = ({ wanted, point }: { wanted: Wanted; point: Reachable['point'] }): Reachable => ({
  point,
  value: wanted.value,
  minutes: wanted.minutes,
  window: wanted.opens === null || wanted.closes === null ? null : [wanted.opens, wanted.closes],
  due: wanted.due,
  locked: isLocked(wanted) ? wanted.round : null,
})

async function work({ plan: given }: RoutesInput, desk: Desk): Promise<object> {
  const plan = idIn(given)
  desk.progress(0, stages.places)
  const settings = await settingsIn(desk.db, plan)
  const { located, ends } = locate(settings, await wantedIn(desk.db, plan))
  desk.progress(0.2, stages.solve)
  const { inside, outside } = sorted(settings, located, ends)
  const problem = problemOf(settings, ends, inside.map(reachable))
  const solved = solveRoutes(problem, settings, {
    signal: desk.signal,
    onProgress: (share) => desk.progress(0.2 + share * 0.7, stages.solve),
  })
  desk.progress(0.95, stages.write)
  await keepRoutes(desk, { plan, settings, ends, inside, outside, solved })
  return { plan, visits: solved.ways.plan.visits, rounds: roundOf(settings, settings.days.length, 0) }
}

/** Who is visited by whom on which day and in which order, so that visits are worth most beyond the way. */
export const routes: InsightKind<RoutesInput> = { title: label('Visit routes', '拜访路线'), work }
