import { expect, test } from 'vitest'
import { fromRows, matrix } from '../matrix.ts'
import { mulberry32 } from '../numeric/random.ts'
import { nearestRoutes, type Routes, routesInOrder, type TeamProblem, teamOrienteering } from './orienteering.ts'
import { Ground } from './orienteering-ground.ts'
import { leftOut } from './orienteering-left.ts'
import { Split } from './orienteering-split.ts'

/** Stops, windows and hours as chance has them; the same seed, the same ones. Place 0 is the depot. */
function world(seed: number, n: number, vehicles: number, hours = 240): TeamProblem {
  const uniform = mulberry32(seed)
  const points = Array.from({ length: n + 1 }, () => [uniform() * 60, uniform() * 60] as const)
  const time = fromRows(points.map(([x, y]) => points.map(([a, b]) => Math.hypot(x - a, y - b))))
  const stops = Array.from({ length: n }, (_, k) => ({
    place: k + 1,
    prize: Math.round(uniform() * 60),
    duration: 20 + Math.round(uniform() * 20),
    ...(uniform() < 0.4 && { window: [uniform() * 80, 120 + uniform() * 120] as const }),
    ...(uniform() < 0.2 && { only: [Math.floor(uniform() * vehicles)] }),
  }))
  return {
    stops,
    vehicles: Array.from({ length: vehicles }, (_, v) => ({ start: 0, end: 0, from: 0, to: hours - 40 * v })),
    time,
    cost: matrix(
      n + 1,
      n + 1,
      time.data.map((minutes) => minutes / 4),
    ),
  }
}

/** Every order of every choice of stops for every vehicle. */
function bruteForce(problem: TeamProblem): number {
  const ground = new Ground(problem)
  const go = (v: number, free: readonly number[]): number => {
    if (v === problem.vehicles.length) return 0
    let best = -Infinity
    const extend = (route: readonly number[], rest: readonly number[]): void => {
      const worth = ground.worth(v, route)
      if (route.length > 0 && worth === -Infinity) return
      best = Math.max(best, worth + go(v + 1, rest))
      for (const stop of rest)
        extend(
          [...route, stop],
          rest.filter((one) => one !== stop),
        )
    }
    extend([], free)
    return best
  }
  return go(0, [...problem.stops.keys()])
}

/** Retold with nothing of the search: the clock of every round, its windows and its hours. */
function keepsTheClock({ stops, vehicles, time }: TeamProblem, routes: Routes): boolean {
  return routes.every((round, v) => {
    const { start, end, from, to } = vehicles[v]!
    let [at, clock] = [start, from]
    for (const one of round) {
      const { place, window = [0, Infinity], duration, only = [v] } = stops[one]!
      clock = Math.max(clock + time.data[at * time.columns + place]!, window[0]) + duration
      if (clock > window[1] + 1e-6 || !only.includes(v)) return false
      at = place
    }
    return round.length === 0 || clock + time.data[at * time.columns + end]! <= to + 1e-6
  })
}

test('small teams reach the optimum of brute force, within hours and windows', () => {
  for (let seed = 1; seed <= 24; seed++) {
    const problem = world(seed, 6, 1 + (seed % 2), 140 + (seed % 3) * 40)
    const plan = teamOrienteering(problem, { seed: 1, generations: 60 })
    expect(plan.value, `seed ${seed}`).toBeCloseTo(bruteForce(problem), 6)
    expect(keepsTheClock(problem, plan.routes)).toBe(true)
    expect([...plan.routes.flat(), ...plan.left].sort()).toEqual([...problem.stops.keys()].sort())
    expect(plan.prize - plan.cost).toBeCloseTo(plan.value, 9)
  }
})

test('a plan is never worth less than the nearest stop next, the order given, or what it began from', () => {
  for (const seed of [1, 2, 3]) {
    const problem = world(seed, 50, 3, 400)
    const plan = teamOrienteering(problem, { seed: 1 })
    for (const simple of [nearestRoutes(problem), routesInOrder(problem)]) {
      expect(keepsTheClock(problem, simple.routes)).toBe(true)
      expect(plan.value).toBeGreaterThan(simple.value)
    }
    const again = teamOrienteering(problem, { seed: 2, generations: 1, start: [plan.routes] })
    expect(again.value).toBeGreaterThanOrEqual(plan.value - 1e-9)
    const longer = problem.vehicles.map((one) => ({ ...one, to: one.to + 60 }))
    const more = teamOrienteering({ ...problem, vehicles: longer }, { seed: 1, generations: 10, start: [plan.routes] })
    expect(more.value).toBeGreaterThanOrEqual(plan.value - 1e-9)
  }
})

test('what is required goes first, even at a loss, and leaves in no order what cannot be', () => {
  const problem = world(4, 7, 1, 150)
  const stops = problem.stops.map((stop, k) =>
    k === 2 ? { place: stop.place, duration: 20, prize: 0, required: true, only: [0] } : stop,
  )
  const plan = teamOrienteering({ ...problem, stops }, { seed: 1 })
  expect(plan.routes[0]).toContain(2)
  expect(plan.value).toBeLessThan(1000)
  const never = stops.map((stop, k) => (k === 2 ? { ...stop, duration: 999 } : stop))
  expect(teamOrienteering({ ...problem, stops: never }, { seed: 1 }).left).toContain(2)
})

test('an order is cut into the rounds that its value promises', () => {
  const uniform = mulberry32(8)
  for (let seed = 1; seed <= 20; seed++) {
    const problem = world(seed, 12, 3, 200)
    const ground = new Ground(problem)
    const split = new Split(ground)
    const order = [...problem.stops.keys()].sort(() => uniform() - 0.5)
    const routes = split.routes(order)
    expect(ground.total(routes)).toBeCloseTo(split.value(order), 9)
    expect(keepsTheClock(problem, routes)).toBe(true)
  }
})

test('the same seed gives the same plan, nothing gives nothing, and what makes no sense is refused', () => {
  const problem = world(5, 20, 2)
  expect(teamOrienteering(problem, { seed: 3, generations: 20 })).toEqual(
    teamOrienteering(problem, { seed: 3, generations: 20 }),
  )
  expect(teamOrienteering({ ...problem, stops: [] }, {}).value).toBe(0)
  expect(teamOrienteering({ ...problem, vehicles: [] }, {}).left).toHaveLength(20)
  expect(
    teamOrienteering({ ...problem, stops: problem.stops.slice(0, 1) }, { seed: 1 }).routes.flat().length,
  ).toBeLessThan(2)
  expect(() => teamOrienteering({ ...problem, stops: [{ place: 99, prize: 1, duration: 1 }] })).toThrow('Stop 0 needs')
  expect(() => teamOrienteering({ ...problem, cost: fromRows([[0]]) })).toThrow('square matrix over the 21 places')
  expect(() => teamOrienteering(problem, { signal: { aborted: true } })).toThrow('cancelled')
})

test('what is left out is told with the reason that holds, and room adds what was promised', () => {
  const near = world(6, 5, 1, 400)
  const stops = [
    { ...near.stops[0]!, window: [0, 5] as const },
    { ...near.stops[1]!, duration: 999, window: undefined },
    { place: 3, duration: 10, prize: 0 },
    { place: 4, duration: 10, prize: 50 },
  ]
  const problem = { ...near, stops }
  const why = leftOut(problem, [[]])
  expect(why.map((one) => one.why)).toEqual(['window', 'unreachable', 'unprofitable', 'full'])
  expect(why[3]!.adds).toBeCloseTo(new Ground(problem).worth(0, [3]), 9)
  expect(leftOut(problem, [[3]]).map((one) => one.stop)).toEqual([0, 1, 2])
})
