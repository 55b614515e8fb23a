import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fromRows, matrix } from '../matrix.ts'
import { mulberry32 } from '../numeric/random.ts'
import { anneal } from './annealing.ts'
import { assign } from './assignment.ts'
import { allocateBudget, saturating, sShaped } from './budget.ts'
import { binaryGenes, evolve, orderGenes, realGenes } from './genetic.ts'
import { planOrders, planStock } from './inventory.ts'
import { knapsack } from './knapsack.ts'
import { pathTo, shortestPaths } from './shortest-path.ts'
import { geneticTour, improveTour, shortestTour, tourLength } from './tour.ts'
import { TourSearch } from './tour-search.ts'
import { readTsplib } from './tsplib.ts'

const data = new URL('../../../shared/data/optimisation/', import.meta.url)
const hasData = existsSync(data)
const read = (name: string) => readFileSync(new URL(name, data), 'utf8')

test('knapsack finds what brute force finds', () => {
  const uniform = mulberry32(5)
  for (let round = 0; round < 20; round++) {
    const n = 10
    const values = Array.from({ length: n }, () => Math.floor(uniform() * 50))
    const weights = Array.from({ length: n }, () => Math.floor(uniform() * 20))
    let best = 0
    for (let mask = 0; mask < 1 << n; mask++) {
      const chosen = values.map((_, i) => (mask >> i) & 1)
      if (chosen.reduce((sum, take, i) => sum + take * weights[i]!, 0) <= 40) {
        best = Math.max(
          best,
          chosen.reduce((sum, take, i) => sum + take * values[i]!, 0),
        )
      }
    }
    const packing = knapsack(values, weights, 40)
    expect(packing.value).toBe(best)
    expect(packing.items.reduce((sum, i) => sum + values[i]!, 0)).toBe(best)
    expect(packing.weight).toBeLessThanOrEqual(40)
  }
  expect(() => knapsack([1], [0.5], 3)).toThrow('Item 0 weighs 0.5')
})

test('a budget goes where the next step brings most', () => {
  const channels = [
    { response: saturating(100, 20) },
    { response: saturating(60, 5) },
    { response: sShaped(80, 15, 3) },
  ]
  const { amounts, total } = allocateBudget(channels, { budget: 50, step: 1 })
  let best = 0
  for (let a = 0; a <= 50; a++) {
    for (let b = 0; a + b <= 50; b++) {
      best = Math.max(best, channels[0]!.response(a) + channels[1]!.response(b) + channels[2]!.response(50 - a - b))
    }
  }
  expect(total).toBeCloseTo(best, 9)
  expect(amounts.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(50)
  expect(
    allocateBudget([{ response: saturating(9, 1), least: 30 }, { response: saturating(99, 9) }], {
      budget: 40,
      step: 5,
    }).amounts[0],
  ).toBe(30)
  expect(() => allocateBudget([{ response: saturating(9, 1), least: 30 }], { budget: 20, step: 5 })).toThrow(
    'exceed the budget',
  )
})

test('shortest paths are found with and without negative lengths', () => {
  const edges = [
    [0, 1, 7],
    [0, 2, 9],
    [0, 5, 14],
    [1, 2, 10],
    [1, 3, 15],
    [2, 3, 11],
    [2, 5, 2],
    [3, 4, 6],
    [5, 4, 9],
  ] as const
  const graph = edges.flatMap(([from, to, length]) => [
    { from, to, length },
    { from: to, to: from, length },
  ])
  const { distance, before } = shortestPaths(7, graph, 0)
  expect(Array.from(distance)).toEqual([0, 7, 9, 20, 20, 11, Infinity])
  expect(pathTo(before, 4)).toEqual([0, 2, 5, 4])
  const falling = [
    { from: 0, to: 1, length: 4 },
    { from: 0, to: 2, length: 2 },
    { from: 1, to: 2, length: -3 },
  ]
  expect(Array.from(shortestPaths(3, falling, 0).distance)).toEqual([0, 4, 1])
  expect(() =>
    shortestPaths(
      2,
      [
        { from: 0, to: 1, length: -1 },
        { from: 1, to: 0, length: 0 },
      ],
      0,
    ),
  ).toThrow('negative length')
})

test("Wagner and Whitin's own example costs 864", () => {
  const demand = [69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56]
  const order = [85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114]
  const { orders, cost } = planOrders(demand, { order, hold: 1 })
  expect(cost).toBe(864)
  expect(orders.reduce((a, b) => a + b, 0)).toBe(demand.reduce((a, b) => a + b, 0))
})

test('the stock plan orders up to a level below a level', () => {
  const { order } = planStock({
    demand: [0.1, 0.3, 0.4, 0.2],
    periods: 12,
    capacity: 12,
    order: 4,
    unit: 1,
    hold: 0.3,
    shortage: 8,
  })
  const first = order[0]!
  const upTo = first.map((bought, stock) => bought + stock).filter((_, stock) => first[stock]! > 0)
  expect(new Set(upTo).size).toBe(1)
  expect(first[12]).toBe(0)
})

test('assignment finds the published and the brute-force optimum, also when sides differ', () => {
  expect(
    assign(
      fromRows([
        [4, 1, 3],
        [2, 0, 5],
        [3, 2, 2],
      ]),
    ).cost,
  ).toBe(5)
  const uniform = mulberry32(4)
  const cost = matrix(
    5,
    3,
    Float64Array.from({ length: 15 }, () => Math.floor(uniform() * 30)),
  )
  let best = Infinity
  for (let a = 0; a < 5; a++)
    for (let b = 0; b < 5; b++)
      for (let c = 0; c < 5; c++) {
        if (a !== b && b !== c && a !== c)
          best = Math.min(best, cost.data[a * 3]! + cost.data[b * 3 + 1]! + cost.data[c * 3 + 2]!)
      }
  const found = assign(cost)
  expect(found.cost).toBe(best)
  expect(found.columns.filter((column) => column < 0)).toHaveLength(2)
  expect(() => assign(fromRows([[Infinity]]))).toThrow('leave no column for row 0')
})

test.skipIf(!hasData)('assign100 of the OR-Library costs 305 (needs ../shared)', () => {
  const [n, ...costs] = read('assign100.txt').trim().split(/\s+/).map(Number)
  expect(assign(matrix(n!, n!, Float64Array.from(costs))).cost).toBe(305)
})

describe.skipIf(!hasData)('round trips of TSPLIB (needs ../shared)', () => {
  test.each([
    ['berlin52', 7542],
    ['eil51', 426],
    ['st70', 675],
    ['kroA100', 21282],
  ] as const)('%s is found within 1 percent of its optimum %d by either search', (name, optimum) => {
    const distances = readTsplib(read(`tsp/${name}.tsp`))
    for (const seed of [1, 2]) {
      const tour = shortestTour(distances, { seed })
      expect(new Set(tour.order).size).toBe(distances.rows)
      expect(tourLength(distances, tour.order)).toBe(tour.length)
      expect(tour.length).toBeGreaterThanOrEqual(optimum)
      expect(tour.length).toBeLessThanOrEqual(optimum * 1.01)
    }
    const memetic = geneticTour(distances, { seed: 1 })
    expect(memetic.length).toBeGreaterThanOrEqual(optimum)
    expect(memetic.length).toBeLessThanOrEqual(optimum * 1.01)
  })
})

const nearAll = (n: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_v, j) => j).filter((j) => j !== i)).flat()

test('a local search never lengthens a tour and keeps every place', () => {
  const uniform = mulberry32(6)
  for (const n of [1, 2, 3, 4, 5, 8, 30]) {
    const places = Array.from({ length: n }, () => [uniform(), uniform()] as const)
    const distances = fromRows(places.map(([x, y]) => places.map(([a, b]) => Math.hypot(x - a, y - b))))
    const start = orderGenes(n).random(uniform)
    const better = improveTour(distances, start)
    expect([...better].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
    expect(tourLength(distances, better)).toBeLessThanOrEqual(tourLength(distances, start) + 1e-12)
    const { order, length } = shortestTour(distances, { rounds: 200 })
    expect(new Set(order).size).toBe(n)
    expect(length).toBeLessThanOrEqual(tourLength(distances, better) + 0.2)
    if (n < 4) continue
    const search = new TourSearch(distances, Int32Array.from(nearAll(n)), start)
    search.wakeAll()
    search.improve()
    for (let round = 0; round < 20; round++) search.kick(uniform)
    expect(search.length).toBeCloseTo(tourLength(distances, search.order), 9)
    expect(Array.from(search.order, (place) => search.order[search.at[place]!])).toEqual(Array.from(search.order))
  }
  expect(() =>
    shortestTour(
      fromRows([
        [0, 1],
        [2, 0],
      ]),
    ),
  ).toThrow('symmetric')
})

test('the genetic search solves real, binary and ordering problems and keeps conditions', () => {
  const bowl = evolve(
    { genes: realGenes([-5, -5], [5, 5]), cost: ([x, y]) => (x! - 1) ** 2 + (y! + 2) ** 2 },
    { seed: 3 },
  )
  expect(bowl.cost).toBeLessThan(1e-3)
  const [values, weights] = [
    [10, 40, 30, 50, 35],
    [5, 4, 6, 3, 5],
  ]
  const sum = (bits: Uint8Array, list: readonly number[]) => bits.reduce((total, bit, i) => total + bit * list[i]!, 0)
  const packing = evolve(
    { genes: binaryGenes(5), cost: (bits) => -sum(bits, values), violation: (bits) => sum(bits, weights) - 12 },
    { seed: 1, population: 30, generations: 40 },
  )
  expect(packing).toMatchObject({ cost: -knapsack(values, weights, 12).value, violation: 0 })
  const sorted = evolve(
    { genes: orderGenes(7), cost: (order) => order.reduce((total, place, k) => total + Math.abs(place - k), 0) },
    { seed: 2, mutation: 0.5 },
  )
  expect(sorted.cost).toBe(0)
  expect(Array.from(bowl.history)).toEqual(Array.from(bowl.history).sort((a, b) => b - a))
})

test('the same seed gives the same search, and a cancelled one ends', () => {
  const problem = { genes: realGenes([-1], [1]), cost: ([x]: Float64Array) => x! ** 2 }
  expect(evolve(problem, { seed: 9 })).toEqual(evolve(problem, { seed: 9 }))
  expect(() => evolve(problem, { signal: { aborted: true } })).toThrow('cancelled')
})

test('annealing leaves a local hollow for the deep one', () => {
  const cost = (x: number) => (x ** 2 - 4) ** 2 / 8 + x
  const { best } = anneal(
    { start: 2, neighbour: (x, uniform) => x + uniform() - 0.5, cost },
    { seed: 1, hot: 3, cold: 0.01 },
  )
  expect(best).toBeCloseTo(-2.2143, 2)
})
