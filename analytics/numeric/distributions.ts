import { betaI, gammaP, gammaQ } from './gamma.ts'

/** Density of the standard normal. @example normalDensity(0) // 0.398942 */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/** P(Z ≤ z) for a standard normal, accurate in both tails. @example normalBelow(1.959963984540054) // 0.975 */
export function normalBelow(z: number): number {
  const half = gammaQ(0.5, (z * z) / 2) / 2
  return z > 0 ? 1 - half : half
}

/** P(|Z| ≥ |z|), the two-sided p-value of a z statistic. @example normalTwoSided(1.959963984540054) // 0.05 */
export function normalTwoSided(z: number): number {
  return gammaQ(0.5, (z * z) / 2)
}

const central = [
  [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239],
  [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1],
] as const
const outer = [
  [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1],
] as const

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, c) => sum * x + c, 0)
}

/**
 * z with P(Z ≤ z) = p. Acklam's rational approximation with one Halley step: full double precision.
 * @example
 * normalQuantile(0.975) // 1.95996
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity
  if (p >= 1) return Infinity
  if (p > 0.5) return -normalQuantile(1 - p)
  const z = firstGuess(p)
  const error = (normalBelow(z) - p) / normalDensity(z)
  return z - error / (1 + (z * error) / 2)
}

function firstGuess(p: number): number {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p))
    return polynomial(outer[0], q) / polynomial(outer[1], q)
  }
  const q = p - 0.5
  return (polynomial(central[0], q * q) * q) / polynomial(central[1], q * q)
}

/**
 * P(|T| ≥ |t|) for Student's t with `freedom` degrees of freedom: the two-sided p-value.
 * @example
 * studentTwoSided(2.228138852, 10) // 0.05
 */
export function studentTwoSided(t: number, freedom: number): number {
  return betaI(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/** P(T ≤ t) for Student's t. @example studentBelow(1.812461123, 10) // 0.95 */
export function studentBelow(t: number, freedom: number): number {
  const half = studentTwoSided(t, freedom) / 2
  return t > 0 ? 1 - half : half
}

/** t with P(T ≤ t) = p. @example studentQuantile(0.975, 10) // 2.22814 */
export function studentQuantile(p: number, freedom: number): number {
  if (p > 0.5) return -studentQuantile(1 - p, freedom)
  return -invert((t) => 1 - studentBelow(-t, freedom), 1 - p)
}

/** P(X ≤ x) for chi-square. @example chiSquareBelow(3.841458821, 1) // 0.95 */
export function chiSquareBelow(x: number, freedom: number): number {
  return gammaP(freedom / 2, x / 2)
}

/** P(X ≥ x) for chi-square: the p-value, accurate in the tail. @example chiSquareAbove(3.841458821, 1) // 0.05 */
export function chiSquareAbove(x: number, freedom: number): number {
  return gammaQ(freedom / 2, x / 2)
}

/** x with P(X ≤ x) = p for chi-square. @example chiSquareQuantile(0.95, 1) // 3.84146 */
export function chiSquareQuantile(p: number, freedom: number): number {
  return invert((x) => chiSquareBelow(x, freedom), p)
}

/**
 * P(F ≥ f) for Fisher's F with (a, b) degrees of freedom: the p-value.
 * @example
 * fisherAbove(4.964602744, 1, 10) // 0.05
 */
export function fisherAbove(f: number, a: number, b: number): number {
  return f <= 0 ? 1 : betaI(b / (b + a * f), b / 2, a / 2)
}

/** P(X ≤ x) for a gamma distribution of the given shape and rate. @example gammaBelow(2, 2, 1) // 0.593994 */
export function gammaBelow(x: number, shape: number, rate: number): number {
  return gammaP(shape, x * rate)
}

/** x with P(X ≤ x) = p for a gamma distribution. @example gammaQuantile(0.5, 2, 1) // 1.67835 */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  return invert((x) => gammaP(shape, x), p) / rate
}

/** P(X ≤ x) for a beta distribution. @example betaBelow(0.5, 2, 2) // 0.5 */
export function betaBelow(x: number, a: number, b: number): number {
  return betaI(x, a, b)
}

/** x with P(X ≤ x) = p for a beta distribution. @example betaQuantile(0.5, 2, 2) // 0.5 */
export function betaQuantile(p: number, a: number, b: number): number {
  return bisect((x) => betaI(x, a, b), p, 0, 1)
}

function invert(below: (x: number) => number, p: number): number {
  if (p <= 0) return 0
  if (p >= 1) return Infinity
  let high = 1
  while (below(high) < p) high *= 2
  return bisect(below, p, 0, high)
}

function bisect(below: (x: number) => number, p: number, from: number, to: number): number {
  let [low, high] = [from, to]
  for (let i = 0; i < 1100 && high - low > 1e-16 * high; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (below(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
