import { type Progress, runOf } from '../model.ts'
import { mulberry32, type Uniform } from '../numeric/random.ts'
import { checkParameters, integer_, number_, type Values } from '../params.ts'
import { evolve, orderGenes } from './genetic.ts'
import { Ground, type Routes, type TeamProblem } from './orienteering-ground.ts'
import { RouteSearch } from './orienteering-search.ts'
import { Split } from './orienteering-split.ts'

export type { Routes, Stop, TeamProblem, Vehicle } from './orienteering-ground.ts'

/** Rounds and what they come to. */
export type TeamPlan = {
  readonly routes: Routes
  /** Stops that no round goes to. */
  readonly left: readonly number[]
  readonly prize: number
  readonly cost: number
  /** `prize` − `cost`. */
  readonly value: number
}

/** Parameters of {@link teamOrienteering}. */
export const orienteeringParameters = {
  population: integer_({ default: 30, min: 4, help: 'orders in a generation' }),
  generations: integer_({ default: 150, min: 1, help: 'generations' }),
  patience: integer_({ default: 40, min: 0, help: 'generations without gain after which it ends; 0 means never' }),
  mutation: number_({ default: 0.3, min: 0, max: 1, help: 'chance that a stretch of an order is turned round' }),
  improvement: number_({ default: 0.15, min: 0, max: 1, help: 'chance that a child is improved locally' }),
}

type Options = Partial<Values<typeof orienteeringParameters>> & {
  seed?: number
  /** Rounds to begin from: the plan found is worth no less than these, as far as they keep the clock. */
  start?: readonly Routes[]
} & Progress

/**
 * The team orienteering problem with time windows and costs of travel: which stops to go to, by which round and in which
 * order, so that prizes less travel are greatest and every round keeps its hours and every stop its window. A memetic
 * genetic algorithm over one order of all stops: order crossover, an optimal cut into rounds by dynamic programming, and
 * local search (insertion, 2-opt, Or-opt, exchange, replacement). Good plans, not proven best; the same seed gives the same.
 * Waiting for a window costs time only. Times and costs need not be symmetric.
 *
 * Cost: about 1 second for 100 stops and 5 rounds of 10 stops each.
 * @throws AnalyticsError `wrong_shape`, `bad_input`, `illegal_parameter`, `cancelled`.
 * Sources: Chao, Golden, Wasil, EJOR 88, 1996; Bouly, Dang, Moukrim, 4OR 8, 2010; Vansteenwegen, Souffriau, Van Oudheusden,
 * EJOR 209, 2011.
 * @example
 * const between = fromRows([[0, 10, 50], [10, 0, 50], [50, 50, 0]])
 * const stops = [{ place: 1, prize: 40, duration: 30 }, { place: 2, prize: 60, duration: 30 }]
 * const vehicles = [{ start: 0, end: 0, from: 0, to: 120 }]
 * teamOrienteering({ stops, vehicles, time: between, cost: between }, { seed: 1 }).value // 20
 */
export function teamOrienteering(problem: TeamProblem, given: Options = {}): TeamPlan {
  const { seed, onProgress, signal, start = [], ...rest } = given
  const settings = checkParameters('teamOrienteering', orienteeringParameters, rest)
  const ground = new Ground(problem)
  const run = runOf({ seed, onProgress, signal })
  const n = problem.stops.length
  if (n === 0 || problem.vehicles.length === 0) return planOf(ground, emptyRoutes(problem))
  const split = new Split(ground)
  const better = (routes: Routes) => new RouteSearch(ground, routes).improve()
  const first = [...start, nearestRoutes(problem).routes, emptyRoutes(problem)].map((routes) =>
    better(kept(ground, routes)),
  )
  const seeds = first.map(orderOf)
  const genes = orderGenes(n)
  const random = (uniform: Uniform) => seeds.shift() ?? genes.random(uniform)
  const { best } = evolve(
    {
      genes: n < 2 ? { ...genes, random, cross: (mother) => mother, mutate: (one) => one } : { ...genes, random },
      cost: (order) => -split.value(order),
      improve: (order) => orderOf(better(split.routes(order))),
    },
    { ...settings, seed: Math.floor(mulberry32(run.seed)() * 2 ** 31), onProgress, signal },
  )
  // A cut keeps the order of vehicles, which the best of what it began from may not.
  const found = [...first, better(split.routes(best))]
  return planOf(ground, found.reduce((a, b) => (b.value > a.value + 1e-9 ? b : a)).routes)
}

const emptyRoutes = ({ vehicles }: TeamProblem): Routes => vehicles.map(() => [])

/** Rounds of which those are empty that do not keep the clock. */
const kept = (ground: Ground, routes: Routes): Routes =>
  ground.problem.vehicles.map((_, v) => {
    const stops = routes[v] ?? []
    return ground.worth(v, stops) > -Infinity ? stops : []
  })

/** One order of all stops that can be cut into these rounds. */
const orderOf = ({ routes, left }: RouteSearch): Int32Array => Int32Array.from([...routes.flat(), ...left])

function planOf(ground: Ground, routes: Routes): TeamPlan {
  const { problem } = ground
  const inside = new Set(routes.flat())
  const prize = [...inside].reduce((sum, stop) => sum + problem.stops[stop]!.prize, 0)
  const cost = routes.reduce((sum, stops, v) => {
    const { start, end } = problem.vehicles[v]!
    const places = [start, ...stops.map((stop) => problem.stops[stop]!.place), end]
    return stops.length === 0
      ? sum
      : places.slice(1).reduce((all, place, k) => all + ground.cost(places[k]!, place), sum)
  }, 0)
  const left = [...problem.stops.keys()].filter((stop) => !inside.has(stop))
  return { routes, left, prize, cost, value: prize - cost }
}

/**
 * Each round goes to the nearest stop that still fits, until none does: what one would do without a plan.
 * @example
 * const between = fromRows([[0, 10, 50], [10, 0, 50], [50, 50, 0]])
 * const stops = [{ place: 1, prize: 40, duration: 30 }, { place: 2, prize: 60, duration: 30 }]
 * nearestRoutes({ stops, vehicles: [{ start: 0, end: 0, from: 0, to: 120 }], time: between, cost: between }).value // 20
 */
export function nearestRoutes(problem: TeamProblem): TeamPlan {
  const ground = new Ground(problem)
  const free = new Set(problem.stops.keys())
  const routes = problem.vehicles.map(({ start }, v) => {
    const stops: number[] = []
    for (let at = start; ; at = problem.stops[stops.at(-1)!]!.place) {
      const fits = [...free].filter((stop) => ground.worth(v, [...stops, stop]) > -Infinity)
      if (fits.length === 0) return stops
      const far = (stop: number) => ground.time(at, problem.stops[stop]!.place)
      const next = fits.reduce((a, b) => (far(b) < far(a) ? b : a))
      stops.push(next)
      free.delete(next)
    }
  })
  return planOf(ground, routes)
}

/**
 * Stops in the order given, each by the first round that still has room behind what it goes to already.
 * @example
 * const between = fromRows([[0, 10, 50], [10, 0, 50], [50, 50, 0]])
 * const stops = [{ place: 2, prize: 60, duration: 30 }, { place: 1, prize: 40, duration: 30 }]
 * routesInOrder({ stops, vehicles: [{ start: 0, end: 0, from: 0, to: 140 }], time: between, cost: between }).value // −40
 */
export function routesInOrder(problem: TeamProblem): TeamPlan {
  const ground = new Ground(problem)
  const routes: number[][] = problem.vehicles.map(() => [])
  for (const stop of problem.stops.keys()) {
    const v = routes.findIndex((stops, k) => ground.worth(k, [...stops, stop]) > -Infinity)
    if (v >= 0) routes[v]!.push(stop)
  }
  return planOf(ground, routes)
}
