/** Chance from a seed: the same sample every time. */
export class Chance {
  #state: number

  constructor(seed: number | string) {
    this.#state =
      typeof seed === 'number'
        ? seed
        : [...seed].reduce((hash, one) => Math.imul(hash ^ one.charCodeAt(0), 16_777_619), 2_166_136_261)
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!
  }

  happens(share: number): boolean {
    return this.next() < share
  }

  /** Some of a list, in its order. */
  some<T>(list: readonly T[], share: number): T[] {
    return list.filter(() => this.happens(share))
  }
}
