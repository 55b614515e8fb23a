import type { Matrix } from '../matrix.ts'
import type { Team } from '../numeric/team.ts'

/** Rows in shared memory, ready for the squared hinge. */
export type HingeData = {
  team: Team
  n: number
  width: number
  chunk: number
  tasks: number
  ints: Int32Array
  args: number
}

const argWords = 10

/** Copies x with a column of ones (and a zero where that makes the width even). Memory: 8 n (columns + 5) bytes. */
export function placeHinge(team: Team, x: Matrix): HingeData {
  const n = x.rows
  const width = (x.columns + 2) & ~1
  const at = team.alloc(n * width * 8)
  const out = team.f64(at, n * width)
  for (let i = 0; i < n; i++) {
    const [from, to] = [i * x.columns, i * width]
    for (let j = 0; j < x.columns; j++) out[to + j] = x.data[from + j]!
    out[to + x.columns] = 1
    if (width > x.columns + 1) out[to + width - 1] = 0
  }
  // The number of partial sums depends on n alone, so that the result does not depend on threads.
  const chunk = Math.max(256, Math.ceil(n / 64))
  const tasks = Math.ceil(n / chunk)
  const vector = () => team.alloc(n * 8)
  const places = [
    at,
    vector(),
    vector(),
    team.alloc(width * 8),
    vector(),
    team.alloc(tasks * (width + 2) * 8),
    vector(),
  ]
  const args = team.args([], [...places, n, width, chunk])
  return { team, n, width, chunk, tasks, ints: team.i32(args, argWords), args }
}

/**
 * argmin_w ½ |w|² + Σ cost_i max(0, 1 − y_i w·x_i)² by Newton's method: conjugate gradients on the generalised Hessian,
 * and an Armijo search along the step, which costs O(n) since the products with the step are kept. The bias is the weight
 * of the column of ones and is shrunk like the others.
 *
 * Ends when |gradient|∞ falls below tolerance × min(n₊, n₋) / n × its value at 0, as LIBLINEAR does.
 * Source: Keerthi & DeCoste 2005; Galli & Lin 2021.
 */
export function fitHinge(
  data: HingeData,
  y: Float64Array,
  cost: Float64Array,
  start: Float64Array,
  tolerance: number,
): Float64Array {
  const { team, n, width, ints } = data
  team.f64(ints[1]!, n).set(y)
  team.f64(ints[2]!, n).set(cost)
  const w = Float64Array.from(start)
  const limit = tolerance * gradientAtZero(data)
  let state = evaluate(data, w)
  for (let step = 0; step < 100; step++) {
    const size = norm(state.gradient)
    if (size <= limit) break
    const margins = team.f64(ints[4]!, n).slice()
    team.f64(ints[6]!, n).set(margins)
    const d = direction(data, state.gradient, Math.min(0.3, Math.sqrt(size / (limit / tolerance))) * size)
    const length = search(data, w, d, state, margins)
    if (length === 0) break
    for (let j = 0; j < width; j++) w[j]! += length * d[j]!
    state = evaluate(data, w)
  }
  return w
}

function gradientAtZero(data: HingeData): number {
  const y = data.team.f64(data.ints[1]!, data.n)
  const cost = data.team.f64(data.ints[2]!, data.n)
  let [up, down] = [0, 0]
  for (let i = 0; i < data.n; i++) {
    if (cost[i]! === 0) continue
    if (y[i]! > 0) up++
    else down++
  }
  const { gradient } = evaluate(data, new Float64Array(data.width))
  return (norm(gradient) * Math.max(1, Math.min(up, down))) / (up + down)
}

type State = { value: number; gradient: Float64Array }

function evaluate(data: HingeData, w: Float64Array): State {
  const { team, width, tasks, ints } = data
  team.f64(ints[3]!, width).set(w)
  team.run('hingeValue', tasks, data.args)
  const gradient = sumParts(data)
  let value = 0.5 * dot(w, w)
  const parts = team.f64(ints[5]!, tasks * (width + 2))
  for (let t = 0; t < tasks; t++) value += parts[t * (width + 2) + width]!
  for (let j = 0; j < width; j++) gradient[j]! += w[j]!
  return { value, gradient }
}

function sumParts({ team, width, tasks, ints }: HingeData): Float64Array {
  const parts = team.f64(ints[5]!, tasks * (width + 2))
  const out = new Float64Array(width)
  for (let t = 0; t < tasks; t++) for (let j = 0; j < width; j++) out[j]! += parts[t * (width + 2) + j]!
  return out
}

/** Conjugate gradients for H d = −g until the residual falls below `enough`. */
function direction(data: HingeData, gradient: Float64Array, enough: number): Float64Array {
  const { team, width, ints } = data
  const d = new Float64Array(width)
  const residual = gradient.map((g) => -g)
  const p = Float64Array.from(residual)
  let rr = dot(residual, residual)
  for (let step = 0; step < Math.max(20, 2 * width) && Math.sqrt(rr) > enough; step++) {
    team.f64(ints[3]!, width).set(p)
    team.run('hingeProduct', data.tasks, data.args)
    const hp = sumParts(data)
    for (let j = 0; j < width; j++) hp[j]! += p[j]!
    const alpha = rr / dot(p, hp)
    for (let j = 0; j < width; j++) {
      d[j]! += alpha * p[j]!
      residual[j]! -= alpha * hp[j]!
    }
    const next = dot(residual, residual)
    for (let j = 0; j < width; j++) p[j] = residual[j]! + (next / rr) * p[j]!
    rr = next
  }
  return d
}

function search(data: HingeData, w: Float64Array, d: Float64Array, state: State, z: Float64Array): number {
  const { team, n, ints } = data
  const slope = dot(state.gradient, d)
  if (!(slope < 0)) return 0
  const zd = products(data, d)
  const [y, cost] = [team.f64(ints[1]!, n), team.f64(ints[2]!, n)]
  const [ww, wd, dd] = [dot(w, w), dot(w, d), dot(d, d)]
  for (let t = 1; t > 1e-8; t /= 2) {
    let value = 0.5 * (ww + 2 * t * wd + t * t * dd)
    for (let i = 0; i < n; i++) {
      const slack = 1 - y[i]! * (z[i]! + t * zd[i]!)
      if (slack > 0) value += cost[i]! * slack * slack
    }
    if (value <= state.value + 1e-2 * t * slope) return t
  }
  return 0
}

function products(data: HingeData, d: Float64Array): Float64Array {
  data.team.f64(data.ints[3]!, data.width).set(d)
  data.team.run('hingeValue', data.tasks, data.args)
  return data.team.f64(data.ints[4]!, data.n)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
  return sum
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a))
}
