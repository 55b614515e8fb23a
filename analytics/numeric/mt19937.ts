const size = 624
const middle = 397

/**
 * MT19937, the Mersenne Twister, seeded as `numpy.random.RandomState(seed)` seeds it. Kept for making the very split of
 * a Python script; use `mulberry32` otherwise. Source: Matsumoto & Nishimura 1998 (init_genrand).
 * @example new Mt19937(42)
 */
export class Mt19937 {
  readonly #state = new Uint32Array(size)
  #at = size

  constructor(seed: number) {
    this.#state[0] = seed >>> 0
    for (let i = 1; i < size; i++) {
      const before = this.#state[i - 1]! ^ (this.#state[i - 1]! >>> 30)
      this.#state[i] = Math.imul(1812433253, before) + i
    }
  }

  /** The next 32 random bits. */
  next32(): number {
    if (this.#at === size) this.#refill()
    let y = this.#state[this.#at++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }

  /** Uniform in [0, 1) with 53 random bits, as `random_sample`. */
  next(): number {
    const high = this.next32() >>> 5
    const low = this.next32() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  /** Uniform whole number in [0, max], by masking and rejection, as `random_interval`. */
  upTo(max: number): number {
    const mask = max === 0 ? 0 : 0xffffffff >>> Math.clz32(max)
    let value = (this.next32() & mask) >>> 0
    while (value > max) value = (this.next32() & mask) >>> 0
    return value
  }

  #refill(): void {
    const s = this.#state
    for (let i = 0; i < size; i++) {
      const y = (s[i]! & 0x80000000) | (s[(i + 1) % size]! & 0x7fffffff)
      s[i] = s[(i + middle) % size]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
    }
    this.#at = 0
  }
}

/**
 * `numpy.random.RandomState(seed).permutation(n)`, for n below 2³².
 * @example numpyPermutation(42, 10) // 8 1 5 0 7 2 9 4 3 6
 */
export function numpyPermutation(seed: number, n: number): Int32Array {
  const random = new Mt19937(seed)
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = random.upTo(i)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}
