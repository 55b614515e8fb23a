import { Ground, type Routes, type TeamProblem } from './orienteering-ground.ts'

/**
 * Why a stop is left out: no round reaches it and is back in time (`unreachable`), its window lies outside of what a round
 * can keep (`window`), it is worth no more than its detour (`unprofitable`), or the rounds are full (`full`: then `adds` is
 * the most that it would add if there were time).
 */
export type LeftOut = {
  readonly stop: number
  readonly why: 'unreachable' | 'window' | 'unprofitable' | 'full'
  readonly adds: number
}

/**
 * Why each stop of a problem that stands in no round is left out.
 * @example
 * const between = fromRows([[0, 90], [90, 0]])
 * const stops = [{ place: 1, prize: 40, duration: 30 }]
 * leftOut({ stops, vehicles: [{ start: 0, end: 0, from: 0, to: 60 }], time: between, cost: between }, [[]])[0].why // 'unreachable'
 */
export function leftOut(problem: TeamProblem, routes: Routes): LeftOut[] {
  const ground = new Ground(problem)
  const open = new Ground({ ...problem, stops: problem.stops.map(({ window: _, ...stop }) => stop) })
  const inside = new Set(routes.flat())
  const vehicles = [...problem.vehicles.keys()]
  const alone = (at: Ground, stop: number) => vehicles.some((v) => at.worth(v, [stop]) > -Infinity)
  return [...problem.stops.keys()]
    .filter((stop) => !inside.has(stop))
    .map((stop): LeftOut => {
      if (!alone(ground, stop)) return { stop, why: alone(open, stop) ? 'window' : 'unreachable', adds: 0 }
      const most = Math.max(
        ...vehicles.filter((v) => ground.allows(stop, v)).map((v) => added(ground, routes[v]!, v, stop)),
      )
      return most <= 0 ? { stop, why: 'unprofitable', adds: 0 } : { stop, why: 'full', adds: most }
    })
}

/** What a stop adds to a round at its cheapest place, were there time. */
function added(ground: Ground, stops: readonly number[], v: number, stop: number): number {
  const { start, end } = ground.problem.vehicles[v]!
  const places = [start, ...stops.map((one) => ground.place[one]!), end]
  const here = ground.place[stop]!
  const detours = places.slice(1).map((to, k) => {
    const before = places[k]!
    return ground.cost(before, here) + ground.cost(here, to) - (stops.length === 0 ? 0 : ground.cost(before, to))
  })
  return ground.problem.stops[stop]!.prize - Math.min(...detours)
}
