import { refuse } from '../errors.ts'
import type { Matrix } from '../matrix.ts'

/** Somewhere that is worth going to. */
export type Stop = {
  /** Row of the matrices. */
  readonly place: number
  /** What is gained by being there once; at least 0. */
  readonly prize: number
  /** How long it takes once there. */
  readonly duration: number
  /** It begins and ends within these times; without: at any time. */
  readonly window?: readonly [open: number, close: number]
  /** Numbers of the vehicles that may go; without: any. */
  readonly only?: readonly number[]
  /** Goes before everything that is not required, whatever its prize. */
  readonly required?: boolean
}

/** One round of one member of the team: where and when it begins, and where and by when it ends. */
export type Vehicle = { readonly start: number; readonly end: number; readonly from: number; readonly to: number }

/** Stops, the rounds that can serve them, and what lies between the places: time in the unit of the clock, cost in that of the prizes. */
export type TeamProblem = {
  readonly stops: readonly Stop[]
  readonly vehicles: readonly Vehicle[]
  readonly time: Matrix
  readonly cost: Matrix
}

/** Stops of each vehicle in order; who stands in none is left out. */
export type Routes = readonly (readonly number[])[]

/** A problem made ready: what a move is worth and whether it keeps the clock. */
export class Ground {
  readonly problem: TeamProblem
  readonly prize: Float64Array
  readonly place: Int32Array
  /** More than everything that is not required can be worth: what is required weighs this much more. */
  readonly must: number
  readonly #allowed: Uint8Array
  readonly #places: number
  readonly #cost: Float64Array
  readonly #time: Float64Array
  readonly #duration: Float64Array
  readonly #open: Float64Array
  readonly #close: Float64Array

  constructor(problem: TeamProblem) {
    checkProblem(problem)
    const { stops, vehicles, time, cost } = problem
    this.problem = problem
    this.#places = time.rows
    this.#cost = cost.data
    this.#time = time.data
    this.place = Int32Array.from(stops, ({ place }) => place)
    this.#duration = Float64Array.from(stops, ({ duration }) => duration)
    this.#open = Float64Array.from(stops, ({ window }) => window?.[0] ?? -Infinity)
    this.#close = Float64Array.from(stops, ({ window }) => (window?.[1] ?? Infinity) + slack)
    const most = cost.data.reduce((a, b) => Math.max(a, b), 0) * 2
    this.must = 1 + stops.reduce((sum, { prize }) => sum + prize + most, 0)
    this.prize = Float64Array.from(stops, ({ prize, required }) => prize + (required ? this.must : 0))
    this.#allowed = new Uint8Array(stops.length * vehicles.length).fill(1)
    for (const [s, { only }] of stops.entries())
      if (only)
        for (let v = 0; v < vehicles.length; v++) this.#allowed[s * vehicles.length + v] = only.includes(v) ? 1 : 0
  }

  allows(stop: number, vehicle: number): boolean {
    return this.#allowed[stop * this.problem.vehicles.length + vehicle] === 1
  }

  cost(from: number, to: number): number {
    return this.#cost[from * this.#places + to]!
  }

  time(from: number, to: number): number {
    return this.#time[from * this.#places + to]!
  }

  /** When a stop is done that is gone to from a place at a time; Infinity when it is too late. */
  done(stop: number, from: number, at: number): number {
    const end = Math.max(at + this.time(from, this.place[stop]!), this.#open[stop]!) + this.#duration[stop]!
    return end > this.#close[stop]! ? Infinity : end
  }

  /** Prizes less cost of a round; −Infinity when it breaks a window, ends late or the vehicle may not go there. */
  worth(vehicle: number, stops: readonly number[]): number {
    if (stops.length === 0) return 0
    const { start, end, from, to } = this.problem.vehicles[vehicle]!
    let at = start
    let clock = from
    let sum = 0
    for (const stop of stops) {
      clock = this.allows(stop, vehicle) ? this.done(stop, at, clock) : Infinity
      if (clock === Infinity) return -Infinity
      sum += this.prize[stop]! - this.cost(at, this.place[stop]!)
      at = this.place[stop]!
    }
    return clock + this.time(at, end) > to + slack ? -Infinity : sum - this.cost(at, end)
  }

  total(routes: Routes): number {
    return routes.reduce((sum, stops, v) => sum + this.worth(v, stops), 0)
  }
}

/** Sums of minutes are rounded. */
const slack = 1e-9

function checkProblem({ stops, vehicles, time, cost }: TeamProblem): void {
  for (const [name, { rows, columns, data }] of Object.entries({ time, cost })) {
    if (rows !== columns || rows !== time.rows)
      refuse(
        'wrong_shape',
        `"${name}" must be a square matrix over the ${time.rows} places; it is ${rows} × ${columns}.`,
      )
    const wrong = data.find((value) => !(value >= 0 && value < Infinity))
    if (wrong !== undefined) refuse('bad_input', `"${name}" holds ${wrong}; give numbers of at least 0.`)
  }
  const known = (place: number) => Number.isInteger(place) && place >= 0 && place < time.rows
  for (const [s, { place, prize, duration }] of stops.entries())
    if (!known(place) || !(prize >= 0 && prize < Infinity) || !(duration >= 0 && duration < Infinity))
      refuse('bad_input', `Stop ${s} needs a place below ${time.rows}, and a prize and a duration of at least 0.`)
  for (const [v, { start, end, from, to }] of vehicles.entries())
    if (!known(start) || !known(end) || !(from <= to))
      refuse('bad_input', `Vehicle ${v} needs a start and an end below ${time.rows}, and "from" before "to".`)
}
