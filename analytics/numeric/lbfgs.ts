import { dot } from './linalg.ts'

/** Writes the gradient at w into `gradient` and returns the value. */
export type Objective = (w: Float64Array, gradient: Float64Array) => number

export type LbfgsOptions = {
  /** Ends when the size of the (pseudo-)gradient is at most this. */
  tolerance: number
  /** How large a gradient is; its largest entry when not given. */
  size?: (slope: Float64Array) => number
  maxIterations: number
  /** Steps remembered. */
  memory?: number
  /** Replaces v by H₀·v, an approximate inverse Hessian; without it, a multiple of the identity. */
  precondition?: (v: Float64Array) => void
  /** Weights of |w_j| added to the objective (orthant-wise variant); 0 for entries that are not penalised. */
  l1?: Float64Array
  onIteration?: (iteration: number, value: number, slope: number) => void
}

export type Minimum = { w: Float64Array; value: number; iterations: number; converged: boolean }

type Memory = { s: Float64Array[]; y: Float64Array[]; rho: number[] }

/**
 * Limited-memory BFGS with a backtracking line search (sufficient decrease, and curvature kept by skipping bad pairs);
 * with `l1`, the orthant-wise variant. Sources: Nocedal & Wright, algorithm 7.5; Andrew & Gao 2007.
 *
 * Cost of an iteration: usually one evaluation, and 4 · memory · n operations.
 * @example
 * const squared = (w, g) => { g[0] = 2 * (w[0] - 3); return (w[0] - 3) ** 2 }
 * lbfgs(squared, Float64Array.of(0), { tolerance: 1e-8, maxIterations: 50 }).w // [3]
 */
export function lbfgs(objective: Objective, start: Float64Array, options: LbfgsOptions): Minimum {
  const n = start.length
  const memory: Memory = { s: [], y: [], rho: [] }
  let w: Float64Array = Float64Array.from(start)
  let gradient: Float64Array = new Float64Array(n)
  let value = objective(w, gradient) + penalty(w, options.l1)
  let slope: Float64Array = pseudoGradient(w, gradient, options.l1)
  const size = options.size ?? largest
  let iteration = 0
  for (; iteration < options.maxIterations && size(slope) > options.tolerance; iteration++) {
    options.onIteration?.(iteration, value, size(slope))
    const direction = descent(slope, memory, options)
    const next = search(objective, w, value, slope, direction, options, memory.s.length === 0)
    if (!next) {
      if (!memory.s.length) break
      forget(memory)
      continue
    }
    remember(memory, w, next.w, gradient, next.gradient, options.memory ?? 10)
    ;({ w, value, gradient } = next)
    slope = pseudoGradient(w, gradient, options.l1)
  }
  return { w, value, iterations: iteration, converged: size(slope) <= options.tolerance }
}

function penalty(w: Float64Array, l1: Float64Array | undefined): number {
  if (!l1) return 0
  let sum = 0
  for (let j = 0; j < w.length; j++) sum += l1[j]! * Math.abs(w[j]!)
  return sum
}

/** The gradient, or with l1 the subgradient of least length. */
function pseudoGradient(w: Float64Array, gradient: Float64Array, l1: Float64Array | undefined): Float64Array {
  if (!l1) return gradient
  return gradient.map((g, j) => {
    const pull = l1[j]!
    if (w[j]! !== 0) return g + pull * Math.sign(w[j]!)
    return g > pull ? g - pull : g < -pull ? g + pull : 0
  })
}

function largest(v: Float64Array): number {
  let most = 0
  for (let j = 0; j < v.length; j++) most = Math.max(most, Math.abs(v[j]!))
  return most
}

function descent(slope: Float64Array, { s, y, rho }: Memory, options: LbfgsOptions): Float64Array {
  const n = slope.length
  const d = slope.map((g) => -g)
  const alpha = new Float64Array(s.length)
  for (let i = s.length - 1; i >= 0; i--) {
    alpha[i] = rho[i]! * dot(s[i]!, 0, d, 0, n)
    for (let j = 0; j < n; j++) d[j]! -= alpha[i]! * y[i]![j]!
  }
  if (options.precondition) options.precondition(d)
  else if (s.length) scale(d, 1 / (rho.at(-1)! * dot(y.at(-1)!, 0, y.at(-1)!, 0, n)))
  for (let i = 0; i < s.length; i++) {
    const beta = rho[i]! * dot(y[i]!, 0, d, 0, n)
    for (let j = 0; j < n; j++) d[j]! += (alpha[i]! - beta) * s[i]![j]!
  }
  if (options.l1) for (let j = 0; j < n; j++) if (options.l1[j]! > 0 && d[j]! * slope[j]! > 0) d[j] = 0
  return d
}

function scale(v: Float64Array, by: number): void {
  for (let j = 0; j < v.length; j++) v[j]! *= by
}

function search(
  objective: Objective,
  w: Float64Array,
  value: number,
  slope: Float64Array,
  direction: Float64Array,
  options: LbfgsOptions,
  first: boolean,
): { w: Float64Array; value: number; gradient: Float64Array } | undefined {
  const fall = dot(slope, 0, direction, 0, w.length)
  if (!(fall < 0)) return undefined
  let step = first && !options.precondition ? Math.min(1, 1 / largest(slope)) : 1
  for (let attempt = 0; attempt < 50; attempt++, step *= 0.5) {
    const next = stepTo(w, slope, direction, step, options.l1)
    const gradient = new Float64Array(w.length)
    const reached = objective(next, gradient) + penalty(next, options.l1)
    const noise = 1e-15 * Math.abs(value)
    if (reached <= value + 1e-4 * step * fall + noise) return { w: next, value: reached, gradient }
  }
  return undefined
}

function stepTo(
  w: Float64Array,
  slope: Float64Array,
  direction: Float64Array,
  step: number,
  l1: Float64Array | undefined,
): Float64Array {
  const next = w.map((value, j) => value + step * direction[j]!)
  if (!l1) return next
  for (let j = 0; j < next.length; j++) {
    if (l1[j] === 0) continue
    const orthant = w[j] !== 0 ? Math.sign(w[j]!) : -Math.sign(slope[j]!)
    if (next[j]! * orthant <= 0) next[j] = 0
  }
  return next
}

function remember(
  memory: Memory,
  w: Float64Array,
  nextW: Float64Array,
  gradient: Float64Array,
  nextGradient: Float64Array,
  limit: number,
): void {
  const s = nextW.map((value, j) => value - w[j]!)
  const y = nextGradient.map((value, j) => value - gradient[j]!)
  const curvature = dot(s, 0, y, 0, s.length)
  if (!(curvature > 1e-14 * Math.sqrt(dot(s, 0, s, 0, s.length) * dot(y, 0, y, 0, y.length)))) return
  memory.s.push(s)
  memory.y.push(y)
  memory.rho.push(1 / curvature)
  if (memory.s.length > limit) for (const list of [memory.s, memory.y, memory.rho]) list.shift()
}

function forget(memory: Memory): void {
  for (const list of [memory.s, memory.y, memory.rho]) list.length = 0
}
