import { refuse } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { type Progress, runOf } from '../model.ts'
import { mulberry32 } from '../numeric/random.ts'
import { checkParameters, integer_, type Values } from '../params.ts'
import { evolve, orderGenes } from './genetic.ts'
import { TourSearch } from './tour-search.ts'

/** A round trip: the order of the places and its length. */
export type Tour = { readonly order: Int32Array; readonly length: number }

/** Parameters of {@link shortestTour}. */
export const tourParameters = {
  rounds: integer_({
    default: 0,
    min: 0,
    help: 'kicks of the local search; 0 means 200 for each place, at least 10000',
  }),
}

/**
 * A short round trip through all places: nearest neighbour, then 2-opt and Or-opt to the end, then many small kicks
 * (a double bridge of nearby places) each repaired locally and kept when not longer. Distances must be symmetric. For up
 * to about a thousand places; the same seed gives the same tour.
 *
 * @throws AnalyticsError `wrong_shape`, `bad_input`, `cancelled`.
 * Sources: Croes 1958; Or 1976; Martin, Otto, Felten 1991.
 * @example
 * shortestTour(distances, { seed: 1 }).order
 */
export function shortestTour(
  distances: Matrix,
  given: Partial<Values<typeof tourParameters>> & { seed?: number } & Progress = {},
): Tour {
  const { seed, onProgress, signal, ...rest } = given
  const { rounds } = checkParameters('shortestTour', tourParameters, rest)
  checkDistances(distances)
  const run = runOf({ seed, onProgress, signal })
  const n = distances.rows
  if (n < 4) return { order: nearestTour(distances), length: tourLength(distances, nearestTour(distances)) }
  const uniform = mulberry32(run.seed)
  const search = new TourSearch(distances, nearLists(distances, Math.min(10, n - 1)), nearestTour(distances))
  search.wakeAll()
  search.improve()
  const best = { order: search.order.slice(), length: search.length }
  const total = rounds || Math.max(10000, 200 * n)
  for (let round = 0; round < total; round++) {
    search.kick(uniform)
    search.improve()
    if (search.length <= best.length + 1e-9) {
      best.order.set(search.order)
      best.length = search.length
    } else search.restore(best.order, best.length)
    if (round % 256 === 0) run.progress(round / total, 'improving the tour')
  }
  return { order: best.order, length: tourLength(distances, best.order) }
}

/**
 * The same by a memetic genetic algorithm: order crossover, inversion, and 2-opt with Or-opt on some children.
 * @example geneticTour(distances, { seed: 1 }).length
 */
export function geneticTour(distances: Matrix, options: Parameters<typeof evolve>[1] = {}): Tour {
  checkDistances(distances)
  const near = nearLists(distances, Math.min(10, distances.rows - 1))
  const found = evolve(
    {
      genes: orderGenes(distances.rows),
      cost: (order) => tourLength(distances, order),
      improve: (order) => improved(distances, order, near),
    },
    { population: 60, generations: 150, mutation: 0.3, improvement: 0.1, patience: 60, ...options },
  )
  return { order: found.best, length: found.cost }
}

/**
 * Length of the round trip.
 * @example
 * tourLength(fromRows([[0, 1, 2], [1, 0, 3], [2, 3, 0]]), Int32Array.of(0, 1, 2)) // 6
 */
export function tourLength({ data, columns: n }: Matrix, order: Int32Array): number {
  let sum = n > 0 ? data[order[n - 1]! * n + order[0]!]! : 0
  for (let k = 1; k < n; k++) sum += data[order[k - 1]! * n + order[k]!]!
  return sum
}

/**
 * Improves a round trip by 2-opt and Or-opt until neither shortens it.
 * @example
 * improveTour(distances, Int32Array.of(0, 2, 1, 3, 4, 5)) // a tour of the same six places, no longer than it was
 */
export function improveTour(distances: Matrix, order: Int32Array): Int32Array {
  const places = new Set(order)
  if (
    order.length !== distances.rows ||
    places.size !== order.length ||
    order.some((place) => place < 0 || place >= order.length)
  )
    refuse(
      'bad_input',
      `A round trip names each of the ${distances.rows} places once; this one has ${order.length} stops at ${places.size} places.`,
    )
  return improved(distances, order, nearLists(distances, Math.min(10, distances.rows - 1)))
}

function improved(distances: Matrix, order: Int32Array, near: Int32Array): Int32Array {
  if (order.length < 4) return order.slice()
  const search = new TourSearch(distances, near, order)
  search.wakeAll()
  search.improve()
  return search.order
}

function checkDistances({ rows, columns, data }: Matrix): void {
  if (rows !== columns) refuse('wrong_shape', `Distances must be a square matrix; these are ${rows} × ${columns}.`)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const [there, back] = [data[i * rows + j]!, data[j * rows + i]!]
      if (!(there >= 0 && there < Infinity))
        refuse('bad_input', `The distance of ${i} and ${j} is ${there}; give a number of at least 0.`)
      if (there !== back)
        refuse('bad_input', `From ${i} to ${j} it is ${there} but back ${back}; distances must be symmetric.`)
    }
  }
}

function nearLists({ data, rows: n }: Matrix, k: number): Int32Array {
  const near = new Int32Array(n * k)
  for (let i = 0; i < n; i++) {
    const others = Int32Array.from({ length: n }, (_, j) => j).filter((j) => j !== i)
    others.sort((a, b) => data[i * n + a]! - data[i * n + b]!)
    near.set(others.subarray(0, k), i * k)
  }
  return near
}

function nearestTour({ data, rows: n }: Matrix): Int32Array {
  const seen = new Uint8Array(n)
  const order = new Int32Array(n)
  if (n > 0) seen[0] = 1
  for (let k = 1; k < n; k++) {
    let best = -1
    for (let j = 0; j < n; j++) {
      if (!seen[j] && (best < 0 || data[order[k - 1]! * n + j]! < data[order[k - 1]! * n + best]!)) best = j
    }
    order[k] = best
    seen[best] = 1
  }
  return order
}
