/** How much may be asked: a bucket of `burst` tokens that fills by `perMinute`. */
export interface Rate {
  readonly burst: number
  readonly perMinute: number
}

interface Bucket {
  tokens: number
  at: number
}

/**
 * Token buckets by key, in memory. Full buckets are the same as none, so a sweep forgets them;
 * the number of keys is bounded, because keys such as addresses come from outside.
 */
export class Buckets {
  readonly rate: Rate
  readonly #perMs: number
  readonly #most: number
  readonly #buckets = new Map<string, Bucket>()

  constructor(rate: Rate, most = 100_000) {
    this.rate = rate
    this.#perMs = rate.perMinute / 60_000
    this.#most = most
  }

  /** Takes a token and answers what is left, or the negative number of milliseconds to wait for one. */
  take(key: string, now: number): number {
    const bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      if (this.#buckets.size >= this.#most) this.sweep(now)
      this.#buckets.set(key, { tokens: this.rate.burst - 1, at: now })
      return this.rate.burst - 1
    }
    const filled = Math.min(this.rate.burst, bucket.tokens + (now - bucket.at) * this.#perMs)
    bucket.at = now
    bucket.tokens = filled < 1 ? filled : filled - 1
    return filled < 1 ? -Math.max(1, Math.ceil((1 - filled) / this.#perMs)) : bucket.tokens
  }

  /** Whether a token could be taken; takes none. */
  waitMs(key: string, now: number): number {
    const bucket = this.#buckets.get(key)
    if (bucket === undefined) return 0
    const filled = Math.min(this.rate.burst, bucket.tokens + (now - bucket.at) * this.#perMs)
    return filled >= 1 ? 0 : Math.ceil((1 - filled) / this.#perMs)
  }

  /** Seconds until a bucket with so much in it is full again. */
  secondsToFull(left: number): number {
    return Math.ceil((this.rate.burst - Math.max(0, left)) / this.#perMs / 1000)
  }

  forget(key: string): void {
    this.#buckets.delete(key)
  }

  get size(): number {
    return this.#buckets.size
  }

  sweep(now: number): void {
    for (const [key, bucket] of this.#buckets)
      if (bucket.tokens + (now - bucket.at) * this.#perMs >= this.rate.burst) this.#buckets.delete(key)
    // Keys come from outside: when even this leaves no room, the oldest make it, not the ones that are being counted.
    let over = this.#buckets.size - Math.floor(this.#most * 0.9)
    for (const key of this.#buckets.keys()) if (over-- > 0) this.#buckets.delete(key)
  }
}
