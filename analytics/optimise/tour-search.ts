import type { Matrix } from '../matrix.ts'
import type { Uniform } from '../numeric/random.ts'

const wrap = (k: number, n: number): number => (k < 0 ? k + n : k >= n ? k - n : k)

/**
 * A round trip that is improved in place: `order[k]` is the place at position k, `at[place]` its position. Moves go through the
 * `near` places of each place only. `waiting` holds the places whose surroundings changed since they were last tried.
 */
export class TourSearch {
  readonly n: number
  readonly order: Int32Array
  readonly at: Int32Array
  length: number
  readonly #d: Float64Array
  readonly #near: Int32Array
  readonly #width: number
  readonly #waiting: number[] = []
  readonly #isWaiting: Uint8Array
  readonly #moved = new Int32Array(64)

  constructor({ data, rows }: Matrix, near: Int32Array, start: Int32Array) {
    this.n = rows
    this.#d = data
    this.#near = near
    this.#width = near.length / rows
    this.order = start.slice()
    this.at = new Int32Array(rows)
    this.#isWaiting = new Uint8Array(rows)
    this.length = 0
    this.order.forEach((place, k) => {
      this.at[place] = k
      this.length += data[place * rows + this.order[wrap(k + 1, rows)]!]!
    })
  }

  /** Tries every place again. */
  wakeAll(): void {
    for (const place of this.order) this.#wake(place)
  }

  /** 2-opt and Or-opt until no waiting place can be improved. */
  improve(): void {
    for (let place = this.#waiting.pop(); place !== undefined; place = this.#waiting.pop()) {
      this.#isWaiting[place] = 0
      while (this.#twoOpt(place, 1) || this.#twoOpt(place, -1) || this.#orOpt(place));
    }
  }

  /** Swaps two neighbouring stretches within a reach of some 50 places: a double bridge that stays local. */
  kick(uniform: Uniform): void {
    const { n, order } = this
    const reach = Math.min(50, n - 2)
    const first = Math.floor(uniform() * n)
    const [a, b] = [1 + Math.floor(uniform() * reach), 1 + Math.floor(uniform() * reach)]
    const [middle, end] = a < b ? [a, b] : a > b ? [b, a] : [a, a + 1]
    const position = (k: number) => wrap(first + k, n)
    const [before, after] = [order[position(n - 1)]!, order[position(end)]!]
    const [p, q, r, s] = [
      order[position(0)]!,
      order[position(middle - 1)]!,
      order[position(middle)]!,
      order[position(end - 1)]!,
    ]
    this.length += this.#change([before, r, s, p, q, after], [before, p, q, r, s, after])
    for (let k = 0; k < end; k++) this.#moved[k] = order[position(k)]!
    for (let k = 0; k < end; k++)
      this.#put(position(k), this.#moved[k < end - middle ? k + middle : k - (end - middle)]!)
    for (const place of [before, p, q, r, s, after]) this.#wake(place)
  }

  /** Goes back to an earlier order. */
  restore(order: Int32Array, length: number): void {
    this.order.set(order)
    for (let k = 0; k < this.n; k++) this.at[order[k]!] = k
    this.length = length
  }

  /** Lengths of the edges between pairs in `now` less those in `was`. */
  #change(now: readonly number[], was: readonly number[]): number {
    let sum = 0
    for (let k = 0; k < now.length; k += 2) sum += this.#far(now[k]!, now[k + 1]!) - this.#far(was[k]!, was[k + 1]!)
    return sum
  }

  #far(a: number, b: number): number {
    return this.#d[a * this.n + b]!
  }

  #put(position: number, place: number): void {
    this.order[position] = place
    this.at[place] = position
  }

  #wake(place: number): void {
    if (this.#isWaiting[place]) return
    this.#isWaiting[place] = 1
    this.#waiting.push(place)
  }

  #wakeThese(...places: readonly number[]): true {
    for (const place of places) this.#wake(place)
    return true
  }

  /** Replaces the edges (a, b) and (c, e), each place followed by the one on its `side`, by (a, c) and (b, e). */
  #twoOpt(a: number, side: 1 | -1): boolean {
    const { n, order, at } = this
    const b = order[wrap(at[a]! + side, n)]!
    const ab = this.#far(a, b)
    for (let k = 0; k < this.#width; k++) {
      const c = this.#near[a * this.#width + k]!
      const ac = this.#far(a, c)
      if (ac >= ab) return false
      const e = order[wrap(at[c]! + side, n)]!
      const change = ac + this.#far(b, e) - ab - this.#far(c, e)
      if (change >= -1e-9) continue
      this.length += change
      if (side === 1) this.#reverse(at[b]!, at[c]!)
      else this.#reverse(at[a]!, at[e]!)
      return this.#wakeThese(a, b, c, e)
    }
    return false
  }

  /** Turns round the stretch from position i to j (cyclic), or all the rest, whichever is shorter. */
  #reverse(i: number, j: number): void {
    const { n, order } = this
    let [from, to, length] = [i, j, wrap(j - i, n) + 1]
    if (length * 2 > n) [from, to, length] = [wrap(j + 1, n), wrap(i - 1, n), n - length]
    for (let k = length >> 1; k > 0; k--) {
      const [x, y] = [order[from]!, order[to]!]
      this.#put(from, y)
      this.#put(to, x)
      from = wrap(from + 1, n)
      to = wrap(to - 1, n)
    }
  }

  /** Moves a stretch of one to three places that begins at `first` between two neighbours elsewhere. */
  #orOpt(first: number): boolean {
    for (let length = 1; length <= 3 && length + 2 < this.n; length++) {
      if (this.#moveStretch(first, length, 1)) return true
      if (length > 1 && this.#moveStretch(first, length, -1)) return true
    }
    return false
  }

  #moveStretch(first: number, length: number, side: 1 | -1): boolean {
    const { n, order, at } = this
    const last = order[wrap(at[first]! + side * (length - 1), n)]!
    const before = order[wrap(at[first]! - side, n)]!
    const after = order[wrap(at[last]! + side, n)]!
    const gain = this.#far(before, first) + this.#far(last, after) - this.#far(before, after)
    for (let k = 0; k < this.#width; k++) {
      const c = this.#near[first * this.#width + k]!
      const link = this.#far(first, c)
      if (link >= gain) return false
      if (wrap(side * (at[c]! - at[first]!), n) < length) continue
      for (let way = 1; way >= -1; way -= 2) {
        const e = order[wrap(at[c]! + way, n)]!
        if (e === first || e === last) continue
        const change = link + this.#far(last, e) - this.#far(c, e) - gain
        if (change >= -1e-9) continue
        this.length += change
        this.#insert(side === 1 ? at[first]! : at[last]!, length, way === 1 ? c : e, (way === 1) === (side === 1))
        return this.#wakeThese(first, last, before, after, c, e)
      }
    }
    return false
  }

  /** Moves the stretch at positions start … start + length − 1 behind the place u, in its own direction or turned round. */
  #insert(start: number, length: number, u: number, keepsDirection: boolean): void {
    const { n, order, at } = this
    for (let k = 0; k < length; k++) this.#moved[k] = order[wrap(start + k, n)]!
    const ahead = wrap(at[u]! - wrap(start + length - 1, n), n)
    const behind = n - length - ahead
    let target = start
    if (ahead <= behind) {
      for (let k = 0; k < ahead; k++) this.#put(wrap(start + k, n), order[wrap(start + length + k, 2 * n) % n]!)
      target = wrap(start + ahead, n)
    } else {
      for (let k = 0; k < behind; k++)
        this.#put(wrap(start + length - 1 - k + n, 2 * n) % n, order[wrap(start - 1 - k, n)]!)
      target = wrap(start - behind, n)
    }
    for (let k = 0; k < length; k++) this.#put(wrap(target + k, n), this.#moved[keepsDirection ? k : length - 1 - k]!)
  }
}
