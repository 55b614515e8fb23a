import type { Ground, Routes } from './orienteering-ground.ts'

const gain = 1e-9

/** Improves rounds by moves of single stops and by turning stretches round, until none helps. */
export class RouteSearch {
  readonly #ground: Ground
  readonly routes: number[][]
  readonly #worth: number[]
  readonly #out: Set<number>

  constructor(ground: Ground, routes: Routes) {
    this.#ground = ground
    this.routes = routes.map((stops) => [...stops])
    this.#worth = this.routes.map((stops, v) => ground.worth(v, stops))
    const inside = new Set(this.routes.flat())
    this.#out = new Set(ground.problem.stops.keys().filter((stop) => !inside.has(stop)))
  }

  get value(): number {
    return this.#worth.reduce((a, b) => a + b, 0)
  }

  get left(): readonly number[] {
    return [...this.#out]
  }

  improve(): this {
    while (
      this.#insertAll() ||
      this.#each((v, k) => this.#drop(v, k)) ||
      this.#each((v, k) => this.#turn(v, k)) ||
      this.#each((v, k) => this.#move(v, k)) ||
      this.#each((v, k) => this.#swap(v, k)) ||
      this.#each((v, k) => this.#replace(v, k))
    );
    return this
  }

  /** Tries a move at every stop of every round; true when one was made. */
  #each(move: (vehicle: number, at: number) => boolean): boolean {
    let any = false
    for (let v = 0; v < this.routes.length; v++)
      for (let k = 0; k < this.routes[v]!.length; k++) any = move(v, k) || any
    return any
  }

  /** Takes these rounds when together they are worth more. */
  #take(...changed: readonly (readonly [vehicle: number, stops: number[]])[]): boolean {
    let more = -gain
    const worths: number[] = []
    for (const [v, stops] of changed) {
      const worth = this.#ground.worth(v, stops)
      if (worth === -Infinity) return false
      worths.push(worth)
      more += worth - this.#worth[v]!
    }
    if (more <= 0) return false
    for (const [i, [v, stops]] of changed.entries()) {
      this.routes[v] = stops
      this.#worth[v] = worths[i]!
    }
    return true
  }

  /** The cheapest place of a stop in a round, by what the detour costs; undefined when it fits nowhere or costs `most`. */
  #place(
    stop: number,
    v: number,
    stops: readonly number[],
    most: number,
  ): { stops: number[]; detour: number } | undefined {
    const ground = this.#ground
    if (!ground.allows(stop, v)) return undefined
    const { start, end } = ground.problem.vehicles[v]!
    const place = ground.place[stop]!
    const at = (k: number) => (k < 0 ? start : k < stops.length ? ground.place[stops[k]!]! : end)
    let found: { stops: number[]; detour: number } | undefined
    for (let k = 0; k <= stops.length; k++) {
      const between = stops.length === 0 ? 0 : ground.cost(at(k - 1), at(k))
      const detour = ground.cost(at(k - 1), place) + ground.cost(place, at(k)) - between
      if (detour >= (found?.detour ?? most)) continue
      const made = stops.toSpliced(k, 0, stop)
      if (ground.worth(v, made) > -Infinity) found = { stops: made, detour }
    }
    return found
  }

  /** Again and again the stop that is left out and adds most. */
  #insertAll(): boolean {
    let any = false
    for (;;) {
      let best = { v: -1, stop: -1, stops: [] as number[], more: gain }
      for (const stop of this.#out)
        for (let v = 0; v < this.routes.length; v++) {
          const prize = this.#ground.prize[stop]!
          const found = this.#place(stop, v, this.routes[v]!, prize - best.more)
          if (found) best = { v, stop, stops: found.stops, more: prize - found.detour }
        }
      if (best.v < 0 || !this.#take([best.v, best.stops])) return any
      this.#out.delete(best.stop)
      any = true
    }
  }

  #drop(v: number, k: number): boolean {
    const stop = this.routes[v]![k]!
    if (!this.#take([v, this.routes[v]!.toSpliced(k, 1)])) return false
    this.#out.add(stop)
    return true
  }

  /** 2-opt: a stretch is gone through the other way round. */
  #turn(v: number, k: number): boolean {
    const stops = this.routes[v]!
    for (let l = k + 1; l < stops.length; l++)
      if (this.#take([v, [...stops.slice(0, k), ...stops.slice(k, l + 1).reverse(), ...stops.slice(l + 1)]]))
        return true
    return false
  }

  /** Or-opt: one to three stops elsewhere in the same round, one in another. */
  #move(v: number, k: number): boolean {
    const stops = this.routes[v]!
    for (let length = 1; length <= 3 && k + length <= stops.length; length++) {
      const [some, rest] = [stops.slice(k, k + length), stops.toSpliced(k, length)]
      for (let to = 0; to <= rest.length; to++) if (this.#take([v, rest.toSpliced(to, 0, ...some)])) return true
    }
    const [stop, rest] = [stops[k]!, stops.toSpliced(k, 1)]
    for (let w = 0; w < this.routes.length; w++) {
      const found = w === v ? undefined : this.#place(stop, w, this.routes[w]!, Infinity)
      if (found && this.#take([v, rest], [w, found.stops])) return true
    }
    return false
  }

  /** Two stops of two rounds change places, each where it fits best. */
  #swap(v: number, k: number): boolean {
    const stops = this.routes[v]!
    for (let w = v + 1; w < this.routes.length; w++)
      for (let l = 0; l < this.routes[w]!.length; l++) {
        const here = this.#place(this.routes[w]![l]!, v, stops.toSpliced(k, 1), Infinity)
        const there = here && this.#place(stops[k]!, w, this.routes[w]!.toSpliced(l, 1), Infinity)
        if (here && there && this.#take([v, here.stops], [w, there.stops])) return true
      }
    return false
  }

  /** One that is left out goes in for one that is in. */
  #replace(v: number, k: number): boolean {
    const [stop, rest] = [this.routes[v]![k]!, this.routes[v]!.toSpliced(k, 1)]
    const kept = this.#ground.worth(v, rest)
    for (const other of this.#out) {
      const most = this.#ground.prize[other]! - (this.#worth[v]! - kept) - gain
      const found = kept === -Infinity || most <= 0 ? undefined : this.#place(other, v, rest, most)
      if (!found || !this.#take([v, found.stops])) continue
      this.#out.delete(other)
      this.#out.add(stop)
      return true
    }
    return false
  }
}
