import { refuse } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { type Progress, runOf } from '../model.ts'
import { mulberry32, type Uniform } from '../numeric/random.ts'
import { checkParameters, integer_, type Values } from '../params.ts'
import { evolve, orderGenes } from './genetic.ts'

/** A round trip: the order of the places and its length. */
export type Tour = { readonly order: Int32Array; readonly length: number }

/** Parameters of {@link shortestTour}. */
export const tourParameters = {
  rounds: integer_({ default: 0, min: 0, help: 'kicks of the local search; 0 means 60 for each place, at least 3000' }),
}

/**
 * A short round trip through all places: nearest neighbour, then 2-opt and Or-opt to the end, then many small kicks
 * (double bridge of nearby places) each repaired locally and kept when not longer. Distances must be symmetric. For up
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
  const near = nearLists(distances, Math.min(10, n - 1))
  let order = localSearch(distances, nearestTour(distances), near)
  let length = tourLength(distances, order)
  const total = rounds || Math.max(3000, 60 * n)
  for (let round = 0; round < total; round++) {
    const tried = localSearch(distances, kick(order, uniform), near)
    const found = tourLength(distances, tried)
    if (found <= length + 1e-9) [order, length] = [tried, found]
    if (round % 64 === 0) run.progress(round / total, 'improving the tour')
  }
  return { order, length }
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
      improve: (order) => localSearch(distances, order, near),
    },
    { population: 60, generations: 150, mutation: 0.3, improvement: 0.1, patience: 60, ...options },
  )
  return { order: found.best, length: found.cost }
}

/** Length of the round trip. */
export function tourLength({ data, columns: n }: Matrix, order: Int32Array): number {
  let sum = n > 0 ? data[order[n - 1]! * n + order[0]!]! : 0
  for (let k = 1; k < n; k++) sum += data[order[k - 1]! * n + order[k]!]!
  return sum
}

/** Improves a round trip by 2-opt and Or-opt until neither shortens it. */
export function improveTour(distances: Matrix, order: Int32Array): Int32Array {
  return localSearch(distances, order, nearLists(distances, Math.min(10, distances.rows - 1)))
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

/** Swaps two neighbouring stretches of up to 50 places: a double bridge that stays local. */
function kick(order: Int32Array, uniform: Uniform): Int32Array {
  const n = order.length
  const reach = Math.min(50, n - 1)
  const first = Math.floor(uniform() * n)
  const [a, b] = [1 + Math.floor(uniform() * reach), 1 + Math.floor(uniform() * reach)]
  const [middle, end] = [Math.min(a, b), Math.max(a, b)]
  const turned = Int32Array.from(order, (_, k) => order[(first + k) % n]!)
  const out = turned.slice()
  out.set(turned.subarray(middle, end), 0)
  out.set(turned.subarray(0, middle), end - middle)
  return out
}

type Search = { d: Float64Array; n: number; order: Int32Array; at: Int32Array; near: Int32Array; width: number }

function localSearch({ data, rows: n }: Matrix, start: Int32Array, near: Int32Array): Int32Array {
  const order = start.slice()
  const at = new Int32Array(n)
  order.forEach((place, k) => {
    at[place] = k
  })
  const search = { d: data, n, order, at, near, width: near.length / n }
  const waiting = Array.from(order)
  const isWaiting = new Uint8Array(n).fill(1)
  while (waiting.length > 0) {
    const place = waiting.pop()!
    isWaiting[place] = 0
    for (let touched = improveAt(search, place); touched; touched = improveAt(search, place)) {
      for (const other of touched) {
        if (isWaiting[other]) continue
        isWaiting[other] = 1
        waiting.push(other)
      }
    }
  }
  return order
}

/** One improving move at a place; returns the places whose neighbours changed. */
function improveAt(search: Search, place: number): readonly number[] | undefined {
  return twoOpt(search, place, 1) ?? twoOpt(search, place, -1) ?? orOpt(search, place)
}

const wrap = (k: number, n: number): number => (k < 0 ? k + n : k >= n ? k - n : k)

/** Replaces the edges (a, a+side) and (c, c+side) by (a, c) and their neighbours' edge. */
function twoOpt({ d, n, order, at, near, width }: Search, a: number, side: 1 | -1): readonly number[] | undefined {
  const b = order[wrap(at[a]! + side, n)]!
  const ab = d[a * n + b]!
  for (let k = 0; k < width; k++) {
    const c = near[a * width + k]!
    const ac = d[a * n + c]!
    if (ac >= ab) return undefined
    const e = order[wrap(at[c]! + side, n)]!
    if (ac + d[b * n + e]! - ab - d[c * n + e]! >= -1e-9) continue
    if (side === 1) reverse(order, at, at[b]!, at[c]!)
    else reverse(order, at, at[a]!, at[e]!)
    return [a, b, c, e]
  }
  return undefined
}

/** Turns round the stretch from position i to position j (cyclic), or its complement, whichever is shorter. */
function reverse(order: Int32Array, at: Int32Array, i: number, j: number): void {
  const n = order.length
  let length = wrap(j - i, n) + 1
  if (length * 2 > n) {
    ;[i, j] = [wrap(j + 1, n), wrap(i - 1, n)]
    length = n - length
  }
  for (let k = length >> 1; k > 0; k--) {
    const [x, y] = [order[i]!, order[j]!]
    order[i] = y
    at[y] = i
    order[j] = x
    at[x] = j
    i = wrap(i + 1, n)
    j = wrap(j - 1, n)
  }
}

/** Moves a stretch of one to three places that begins at `first` between two places next to each other elsewhere. */
function orOpt(search: Search, first: number): readonly number[] | undefined {
  for (const side of [1, -1] as const) {
    for (let length = 1; length <= 3 && length + 2 < search.n; length++) {
      const touched = moveStretch(search, first, length, side)
      if (touched) return touched
    }
  }
  return undefined
}

function moveStretch(search: Search, first: number, length: number, side: 1 | -1): readonly number[] | undefined {
  const { d, n, order, at, near, width } = search
  const last = order[wrap(at[first]! + side * (length - 1), n)]!
  const before = order[wrap(at[first]! - side, n)]!
  const after = order[wrap(at[last]! + side, n)]!
  const gain = d[before * n + first]! + d[last * n + after]! - d[before * n + after]!
  for (let k = 0; k < width; k++) {
    const c = near[first * width + k]!
    const link = d[first * n + c]!
    if (link >= gain) return undefined
    if (wrap(side * (at[c]! - at[first]!) + (side * (at[c]! - at[first]!) < 0 ? n : 0), n) < length) continue
    for (const way of [1, -1] as const) {
      const e = order[wrap(at[c]! + way, n)]!
      if (e === first || e === last || (c === before && e === first) || (c === after && e === last)) continue
      if (link + d[last * n + e]! - d[c * n + e]! - gain >= -1e-9) continue
      insertStretch(search, { first, length, side }, c, e)
      return [first, last, before, after, c, e]
    }
  }
  return undefined
}

/** Takes the stretch out and puts it between c and e so that `first` is next to c. */
function insertStretch(
  { n, order, at }: Search,
  stretch: { first: number; length: number; side: 1 | -1 },
  c: number,
  e: number,
): void {
  const { first, length, side } = stretch
  const moved = Array.from({ length }, (_, k) => order[wrap(at[first]! + side * k, n)]!)
  const rest: number[] = []
  const taken = new Set(moved)
  for (const place of order) if (!taken.has(place)) rest.push(place)
  const [atC, atE] = [rest.indexOf(c), rest.indexOf(e)]
  const forward = wrap(atC + 1, rest.length) === atE
  const block = forward ? moved : moved.reverse()
  rest.splice((forward ? atC : atE) + 1, 0, ...block)
  rest.forEach((place, k) => {
    order[k] = place
    at[place] = k
  })
}
