/** A place on Earth in WGS 84 degrees. */
export interface Point {
  readonly lat: number
  readonly lng: number
}

/** How one gets about: no map of roads is used. */
export interface Travel {
  /** Kilometres an hour. */
  readonly speed: number
  /** How much longer roads are than the great circle. */
  readonly detour: number
}

const earth = 6371.0088
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * Kilometres from one place to another: the great circle (haversine) times the detour.
 *
 * @example kilometres({ lat: 53.796, lng: -1.548 }, { lat: 53.958, lng: -1.083 }, 1.3) // 45.96, Leeds to York
 */
export function kilometres(a: Point, b: Point, detour: number): number {
  const [north, east] = [radians(b.lat - a.lat) / 2, radians(b.lng - a.lng) / 2]
  const half = Math.sin(north) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east) ** 2
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(half))) * detour
}

/** Minutes on the way. */
export const minutesFor = (km: number, { speed }: Travel): number => (km / speed) * 60

/** One working day of one person. Times are minutes since midnight. */
export interface Round {
  readonly start: Point
  readonly end: Point
  readonly from: number
  readonly to: number
}

/** One visit: where, how long, and within which times of the day it must lie. */
export interface Visit {
  readonly at: Point
  readonly minutes: number
  readonly window: readonly [open: number, close: number] | null
}

export interface VisitTimes {
  readonly km: number
  readonly travel: number
  /** Waits until the window opens. */
  readonly wait: number
  readonly begin: number
  readonly end: number
  /** Ends after its window. */
  readonly late: boolean
}

export interface RoundTimes {
  readonly visits: readonly VisitTimes[]
  /** The way back. */
  readonly back: { readonly km: number; readonly travel: number }
  /** When the end is reached. */
  readonly home: number
  readonly km: number
  readonly travel: number
  /** Minutes after the working hours. */
  readonly over: number
}

/** When each visit of a round begins and ends, in the order given. A round without visits does not leave. */
export function timesOf({ start, end, from, to }: Round, visits: readonly Visit[], travel: Travel): RoundTimes {
  let [at, clock] = [start, from]
  const leg = (point: Point) => {
    const km = kilometres(at, point, travel.detour)
    at = point
    return { km, travel: minutesFor(km, travel) }
  }
  const times = visits.map((one): VisitTimes => {
    const way = leg(one.at)
    const there = clock + way.travel
    const begin = Math.max(there, one.window?.[0] ?? 0)
    clock = begin + one.minutes
    return { ...way, wait: begin - there, begin, end: clock, late: one.window !== null && clock > one.window[1] + 0.01 }
  })
  const back = visits.length === 0 ? { km: 0, travel: 0 } : leg(end)
  const home = clock + back.travel
  const sum = (of: 'km' | 'travel') => times.reduce((all, one) => all + one[of], back[of])
  return { visits: times, back, home, km: sum('km'), travel: sum('travel'), over: Math.max(0, home - to) }
}
