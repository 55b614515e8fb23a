import { matrix } from '@rapport/analytics/matrix.ts'
import type { Stop, TeamProblem, Vehicle } from '@rapport/analytics/optimise/orienteering.ts'
import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'
import { kilometres, minutesFor, type Point } from '@rapport/vocabulary/insights/visit_times.ts'

/** A visit that could be made, with a place. */
export interface Reachable {
  readonly point: Point
  readonly value: number
  readonly minutes: number
  readonly window: readonly [number, number] | null
  readonly due: string | null
  /** The round that it was locked to. */
  readonly locked: number | null
}

/** Where rounds begin and end. */
export interface Ends {
  readonly start: Point
  readonly end: Point
}

/** Rounds by day, then by person: the number of a round says both. */
export const roundOf = ({ people }: Pick<RouteSettings, 'people'>, day: number, person: number): number =>
  day * people.length + person

/** Rounds that end before something is due; all of them, when it is overdue or due later. */
function inTime(due: string | null, { days, people }: RouteSettings): readonly number[] | undefined {
  const good = days.flatMap((day, d) =>
    due !== null && day <= due ? people.map((_, p) => roundOf({ people }, d, p)) : [],
  )
  return good.length === 0 || good.length === days.length * people.length ? undefined : good
}

function stopOf(one: Reachable, place: number, settings: RouteSettings): Stop {
  const window = one.window ?? settings.window
  const only = one.locked === null ? inTime(one.due, settings) : [one.locked]
  return {
    place,
    prize: one.value,
    duration: one.minutes,
    ...(window && { window }),
    ...(only && { only }),
    ...(one.locked !== null && { required: true }),
  }
}

/** The rounds of a plan; more can be put behind them. */
export const vehiclesOf = ({ from, to, days, people }: RouteSettings, more = 0): Vehicle[] =>
  Array.from({ length: days.length * people.length + more }, () => ({ start: 0, end: 1, from, to }))

/** Visits as stops of a team: minutes and costs between any two places, by the great circle. Places 0 and 1 are the ends. */
export function problemOf(settings: RouteSettings, ends: Ends, visits: readonly Reachable[]): TeamProblem {
  const points = [ends.start, ends.end, ...visits.map(({ point }) => point)]
  const n = points.length
  const [time, cost] = [new Float64Array(n * n), new Float64Array(n * n)]
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const km = kilometres(points[i]!, points[j]!, settings.detour)
      const minutes = minutesFor(km, settings)
      time[i * n + j] = minutes
      cost[i * n + j] = km * settings.perKm + (minutes / 60) * settings.perHour
    }
  return {
    stops: visits.map((one, k) => stopOf(one, k + 2, settings)),
    vehicles: vehiclesOf(settings),
    time: matrix(n, n, time),
    cost: matrix(n, n, cost),
  }
}
