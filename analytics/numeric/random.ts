/** A stream of uniform numbers in [0, 1). */
export type Uniform = () => number

/**
 * Mulberry32: 32 bits of state, uniform in [0, 1) with 32 random bits. Fast, and the same everywhere; not for secrets.
 * Source: T. Ettinger, public domain.
 * @example mulberry32(42)() // 0.6011037519201636
 */
export function mulberry32(seed: number): Uniform {
  let a = seed | 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * One standard normal from each two uniforms (Box–Muller, cosine branch): √(−2 ln(1 − u₁)) cos 2πu₂.
 * @example
 * normal(mulberry32(42)) // −1.28484
 */
export function normal(uniform: Uniform): number {
  const u1 = uniform()
  const u2 = uniform()
  return Math.sqrt(-2 * Math.log(1 - u1)) * Math.cos(2 * Math.PI * u2)
}

/** n standard normals from a seed. @example normals(42, 3) // −1.2848…, −0.9453…, −0.6112… */
export function normals(seed: number, n: number): Float64Array {
  const uniform = mulberry32(seed)
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) out[i] = normal(uniform)
  return out
}

/** A whole number in [0, n). @example below(mulberry32(42), 10) // 6 */
export function below(uniform: Uniform, n: number): number {
  return Math.floor(uniform() * n)
}

/** Shuffles in place (Fisher–Yates); returns its argument. @example shuffle([1, 2, 3], mulberry32(1)).length // 3 */
export function shuffle<T extends { length: number; [index: number]: unknown }>(items: T, uniform: Uniform): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = below(uniform, i + 1)
    const kept = items[i]
    items[i] = items[j]
    items[j] = kept
  }
  return items
}

/** A random order of 0 … n − 1. @example permutation(3, mulberry32(1)).length // 3 */
export function permutation(n: number, uniform: Uniform): Int32Array {
  return shuffle(
    Int32Array.from({ length: n }, (_, i) => i),
    uniform,
  )
}

/**
 * An independent seed for part `index` of a work with seed `seed` (a tree of a forest, a fold, a thread).
 * @example
 * childSeed(1, 2) !== childSeed(1, 3) // true
 */
export function childSeed(seed: number, index: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * Index drawn with probability proportional to weights (linear scan). `total` is their sum.
 * @example
 * drawWeighted([0, 1, 0], 1, mulberry32(1)) // 1
 */
export function drawWeighted(weights: ArrayLike<number>, total: number, uniform: Uniform): number {
  let left = uniform() * total
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!
    if (left < 0) return i
  }
  return weights.length - 1
}
