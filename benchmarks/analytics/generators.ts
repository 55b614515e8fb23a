import { type Matrix, matrix } from '@rapport/analytics/matrix.ts'
import { mulberry32, normals } from '@rapport/analytics/numeric/random.ts'

/** A learning problem: features and a 0/1 answer. */
export type Problem = { x: Matrix; y: Float64Array }

/** G1: a linear logit. X = normals(1001), w = normals(1002)·2/√p, z = X·w − ½, y = u < 1/(1 + e^−z), u = mulberry32(1003). */
export function g1(n: number, p: number): Problem {
  const x = matrix(n, p, normals(1001, n * p))
  const w = normals(1002, p).map((value) => (value * 2) / Math.sqrt(p))
  return { x, y: answers(n, (i) => linear(x, w, i) - 0.5) }
}

function linear(x: Matrix, w: Float64Array, i: number): number {
  let z = 0
  for (let j = 0; j < x.columns; j++) z += x.data[i * x.columns + j]! * w[j]!
  return z
}

/** G2: a logit with an interaction, a sine and a step, on the features of G1; p ≥ 6. */
export function g2(n: number, p: number): Problem {
  const x = matrix(n, p, normals(1001, n * p))
  const at = (i: number, j: number) => x.data[i * p + j]!
  const step = (i: number) => (at(i, 5) > 0.5 ? 1 : 0)
  const z = (i: number) =>
    1.5 * at(i, 0) - at(i, 1) + at(i, 2) * at(i, 3) + 1.5 * Math.sin(2 * at(i, 4)) + step(i) - 0.5
  return { x, y: answers(n, z) }
}

function answers(n: number, z: (i: number) => number): Float64Array {
  const uniform = mulberry32(1003)
  return Float64Array.from({ length: n }, (_, i) => (uniform() < 1 / (1 + Math.exp(-z(i))) ? 1 : 0))
}

/** BLOB: k spherical clusters around centres 3·normals(2001), labels from mulberry32(2002), noise normals(2003). */
export function blob(n: number, p: number, k: number): { x: Matrix; labels: Int32Array } {
  const centres = normals(2001, k * p).map((value) => 3 * value)
  const uniform = mulberry32(2002)
  const labels = Int32Array.from({ length: n }, () => Math.floor(k * uniform()))
  const data = normals(2003, n * p)
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) data[i * p + j]! += centres[labels[i]! * p + j]!
  return { x: matrix(n, p, data), labels }
}

/** BASK: n baskets over 1000 items made of 300 patterns and noise, from the one stream mulberry32(3001). */
export function bask(n: number): number[][] {
  const u = mulberry32(3001)
  const item = () => Math.floor(1000 * u() ** 2)
  const patterns = Array.from({ length: 300 }, () => distinctItems(2 + Math.floor(4 * u()), item))
  const weights = patterns.map((_, j) => 1 / (j + 5))
  const cumulative = runningSums(weights)
  return Array.from({ length: n }, () => basket(u, item, patterns, cumulative))
}

function distinctItems(size: number, item: () => number): number[] {
  const items = new Set<number>()
  while (items.size < size) items.add(item())
  return [...items]
}

function basket(u: () => number, item: () => number, patterns: number[][], cumulative: Float64Array): number[] {
  const items = new Set<number>()
  const chosen = 1 + Math.floor(3 * u())
  for (let c = 0; c < chosen; c++) {
    for (const entry of patterns[drawFrom(cumulative, u())]!) if (u() < 0.8) items.add(entry)
  }
  const noise = Math.floor(6 * u())
  for (let c = 0; c < noise; c++) items.add(item())
  return items.size ? [...items].sort((a, b) => a - b) : [0]
}

/** INTER: what each of `users` users took of `items` items, as sorted lists; one stream mulberry32(4001). */
export function inter(users: number, items: number): number[][] {
  const u = mulberry32(4001)
  const byClass = Array.from({ length: 20 }, (_, c) =>
    runningSums(Array.from({ length: items }, (_, i) => (i + 10) ** -0.8 * (i % 20 === c ? 8 : 1))),
  )
  return Array.from({ length: users }, (_, k) => {
    const draws = 20 + Math.floor(60 * u())
    const taken = new Set<number>()
    for (let d = 0; d < draws; d++) taken.add(drawFrom(byClass[k % 20]!, u()))
    return [...taken].sort((a, b) => a - b)
  })
}

function runningSums(weights: readonly number[]): Float64Array {
  let sum = 0
  return Float64Array.from(weights, (weight) => (sum += weight))
}

function drawFrom(cumulative: Float64Array, uniform: number): number {
  const wanted = uniform * cumulative[cumulative.length - 1]!
  let [low, high] = [0, cumulative.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (cumulative[middle]! > wanted) high = middle
    else low = middle + 1
  }
  return low
}

/** A comma separated file of G1 with six decimals, columns x0 … and y, as bytes. */
export function g1Csv(n: number, p: number): Uint8Array {
  const { x, y } = g1(n, p)
  const out = new Uint8Array((n + 1) * (p * 11 + 4))
  const encoder = new TextEncoder()
  const header = `${Array.from({ length: p }, (_, j) => `x${j}`).join(',')},y\n`
  let at = encoder.encodeInto(header, out).written
  for (let i = 0; i < n; i++) {
    let line = ''
    for (let j = 0; j < p; j++) line += `${x.data[i * p + j]!.toFixed(6)},`
    at += encoder.encodeInto(`${line}${y[i]}\n`, out.subarray(at)).written
  }
  return out.slice(0, at)
}
