import type { Ground, Routes } from './orienteering-ground.ts'

/** So many stops that do not fit are passed over before a round is closed. */
const passed = 8

/**
 * Cuts one order of all stops into the rounds of the vehicles, in the best way that keeps the order: each vehicle takes a
 * stretch, of which it passes over what does not fit; what lies between stretches is left out. Dynamic programming over
 * vehicles and positions, as for capacitated routing (Beasley 1983) with stops left out (Bouly, Dang, Moukrim 2010).
 */
export class Split {
  readonly #ground: Ground
  readonly #best: Float64Array
  readonly #begin: Int32Array

  constructor(ground: Ground) {
    this.#ground = ground
    const size = (ground.problem.vehicles.length + 1) * (ground.problem.stops.length + 1)
    this.#best = new Float64Array(size)
    this.#begin = new Int32Array(size)
  }

  /** What the order is worth, cut in the best way. */
  value(order: ArrayLike<number>): number {
    const n = order.length
    const m = this.#ground.problem.vehicles.length
    this.#best.fill(-Infinity)
    this.#best.fill(0, 0, n + 1)
    for (let v = 0; v < m; v++) this.#vehicle(v, order, v * (n + 1), (v + 1) * (n + 1))
    return this.#best[m * (n + 1) + n]!
  }

  /** `#begin` of a position: where the stretch that ends there began; −1: none ends there, −2: no stretch at all. */
  #vehicle(v: number, order: ArrayLike<number>, before: number, row: number): void {
    const n = order.length
    for (let i = 0; i <= n; i++) {
      const without = this.#best[before + i]!
      if (without >= this.#best[row + i]!) this.#put(row + i, without, -2)
      if (i > 0 && this.#best[row + i - 1]! > this.#best[row + i]!) this.#put(row + i, this.#best[row + i - 1]!, -1)
      if (i < n) this.#stretch(v, order, i, row, without)
    }
  }

  #put(at: number, value: number, begin: number): void {
    this.#best[at] = value
    this.#begin[at] = begin
  }

  #stretch(v: number, order: ArrayLike<number>, i: number, row: number, base: number): void {
    const ground = this.#ground
    const { start, end, from, to } = ground.problem.vehicles[v]!
    let at = start
    let clock = from
    let sum = base
    let over = 0
    for (let j = i; j < order.length && over <= passed; j++) {
      const stop = order[j]!
      const place = ground.place[stop]!
      const done = ground.allows(stop, v) ? ground.done(stop, at, clock) : Infinity
      if (done + ground.time(place, end) > to + 1e-9) {
        // A stretch that begins with what does not fit is the stretch that begins behind it.
        if (j === i) return
        over++
        continue
      }
      sum += ground.prize[stop]! - ground.cost(at, place)
      at = place
      clock = done
      const value = sum - ground.cost(at, end)
      if (value > this.#best[row + j + 1]!) this.#put(row + j + 1, value, i)
    }
  }

  /** The rounds that {@link value} found of the same order. */
  routes(order: ArrayLike<number>): Routes {
    this.value(order)
    const n = order.length
    const routes: number[][] = this.#ground.problem.vehicles.map(() => [])
    let i = n
    for (let v = routes.length - 1; v >= 0; v--) {
      const row = (v + 1) * (n + 1)
      while (this.#begin[row + i] === -1) i--
      const begin = this.#begin[row + i]!
      if (begin < 0) continue
      routes[v] = this.#taken(v, order, begin, i)
      i = begin
    }
    return routes
  }

  #taken(v: number, order: ArrayLike<number>, from: number, to: number): number[] {
    const taken: number[] = []
    for (let j = from; j < to; j++) if (this.#ground.worth(v, [...taken, order[j]!]) > -Infinity) taken.push(order[j]!)
    return taken
  }
}
