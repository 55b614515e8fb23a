// Support vector machines: squared hinge in the primal (dense), in the dual (sparse), and SMO steps for kernels.

import { exp2x } from './losses'

@inline
function dotRow(a: usize, b: usize, width: i32): f64 {
  let s0 = f64x2.splat(0)
  let s1 = f64x2.splat(0)
  let at: usize = 0
  const end = usize(width) << 3
  const most = end & ~31
  for (; at < most; at += 32) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a + at), v128.load(b + at)))
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a + at, 16), v128.load(b + at, 16)))
  }
  if (at < end) s0 = f64x2.add(s0, f64x2.mul(v128.load(a + at), v128.load(b + at)))
  s0 = f64x2.add(s0, s1)
  return f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1)
}

@inline
function addScaled(to: usize, factor: f64, row: usize, width: i32): void {
  const f = f64x2.splat(factor)
  const end = usize(width) << 3
  for (let at: usize = 0; at < end; at += 16) {
    v128.store(to + at, f64x2.add(v128.load(to + at), f64x2.mul(f, v128.load(row + at))))
  }
}

@unmanaged
class Hinge {
  x: usize // f64[n × width], width even (padded with 0)
  y: usize // f64[n]: ±1
  cost: usize // f64[n]: C × weight
  w: usize // f64[width]: weights, or a direction
  z: usize // f64[n]: x·w out
  parts: usize // per task: width + 2
  margins: usize // f64[n]: x·w of the present weights
  n: i32
  width: i32
  chunk: i32
}

// Task = a chunk of rows: z = X w, loss Σ c max(0, 1 − y z)² and its gradient −2 Σ c (1 − y z)₊ y x.
export function hingeValue(task: i32, args: usize): void {
  const a = changetype<Hinge>(args)
  const to = min((task + 1) * a.chunk, a.n)
  const out = a.parts + ((usize(task) * usize(a.width + 2)) << 3)
  memory.fill(out, 0, usize(a.width + 2) << 3)
  let loss = 0.0
  for (let i = task * a.chunk; i < to; i++) {
    const row = a.x + ((usize(i) * usize(a.width)) << 3)
    const z = dotRow(row, a.w, a.width)
    store<f64>(a.z + (usize(i) << 3), z)
    const y = load<f64>(a.y + (usize(i) << 3))
    const slack = 1.0 - y * z
    if (slack <= 0) continue
    const c = load<f64>(a.cost + (usize(i) << 3))
    loss += c * slack * slack
    addScaled(out, -2.0 * c * slack * y, row, a.width)
  }
  store<f64>(out + (usize(a.width) << 3), loss)
}

// Task = a chunk of rows: z = X d and the product with the generalised Hessian, 2 Σ c [y margin < 1] (x·d) x.
export function hingeProduct(task: i32, args: usize): void {
  const a = changetype<Hinge>(args)
  const to = min((task + 1) * a.chunk, a.n)
  const out = a.parts + ((usize(task) * usize(a.width + 2)) << 3)
  memory.fill(out, 0, usize(a.width + 2) << 3)
  for (let i = task * a.chunk; i < to; i++) {
    if (load<f64>(a.y + (usize(i) << 3)) * load<f64>(a.margins + (usize(i) << 3)) >= 1.0) continue
    const row = a.x + ((usize(i) * usize(a.width)) << 3)
    addScaled(out, 2.0 * load<f64>(a.cost + (usize(i) << 3)) * dotRow(row, a.w, a.width), row, a.width)
  }
}

@unmanaged
class Dual {
  tolerance: f64
  starts: usize // i32[n + 1]
  indices: usize // i32
  values: usize // f64
  squares: usize // f64[n]: |x|² + 1
  labels: usize // i32[n]: class of each row
  cost: usize // f64[n]
  w: usize // f64 out, per task columns + 1 (the bias is last)
  scratch: usize // per thread n × 12 bytes
  scratchBytes: i32
  n: i32
  columns: i32
  rounds: i32
  seed: i32
  positive: i32 // ≥ 0: the only task tells this class from the others; −1: task = class
  order: usize // u32[n]: rows to learn from
  m: i32
}

// Task = one class against the others, by dual coordinate descent (Hsieh et al. 2008), squared hinge, rows in random order.
export function dualHinge(task: i32, args: usize, threadNumber: i32): void {
  const a = changetype<Dual>(args)
  const wanted = a.positive >= 0 ? a.positive : task
  const w = a.w + ((usize(task) * usize(a.columns + 1)) << 3)
  memory.fill(w, 0, usize(a.columns + 1) << 3)
  const alpha = a.scratch + usize(threadNumber) * usize(a.scratchBytes)
  const order = alpha + (usize(a.n) << 3)
  memory.fill(alpha, 0, usize(a.n) << 3)
  memory.copy(order, a.order, usize(a.m) << 2)
  let state = u32(a.seed) + u32(task) * 0x9e3779b9
  let active = a.m
  let high = Infinity
  let low = -Infinity
  for (let round = 0; round < a.rounds; round++) {
    let most = -Infinity
    let least = Infinity
    for (let k = active - 1; k > 0; k--) {
      state += 0x6d2b79f5
      let t = (state ^ (state >> 15)) * (state | 1)
      t ^= t + (t ^ (t >> 7)) * (t | 61)
      const j = usize((u64(t ^ (t >> 14)) * u64(k + 1)) >> 32)
      const kept = load<u32>(order + (usize(k) << 2))
      store<u32>(order + (usize(k) << 2), load<u32>(order + (j << 2)))
      store<u32>(order + (j << 2), kept)
    }
    for (let k = 0; k < active; k++) {
      const i = usize(load<u32>(order + (usize(k) << 2)))
      const y = load<i32>(a.labels + (i << 2)) == wanted ? 1.0 : -1.0
      const inverse = 0.5 / load<f64>(a.cost + (i << 3))
      const from = load<i32>(a.starts + (i << 2))
      const end = load<i32>(a.starts + (i << 2), 4)
      let z = load<f64>(w + (usize(a.columns) << 3))
      for (let p = from; p < end; p++) {
        z += load<f64>(a.values + (usize(p) << 3)) * load<f64>(w + (usize(load<i32>(a.indices + (usize(p) << 2))) << 3))
      }
      const old = load<f64>(alpha + (i << 3))
      const gradient = y * z - 1.0 + inverse * old
      if (old == 0.0) {
        if (gradient > high) {
          active--
          store<u32>(order + (usize(k) << 2), load<u32>(order + (usize(active) << 2)))
          store<u32>(order + (usize(active) << 2), u32(i))
          k--
          continue
        }
        if (gradient >= 0) {
          most = max(most, 0.0)
          least = min(least, 0.0)
          continue
        }
      }
      most = max(most, gradient)
      least = min(least, gradient)
      if (Math.abs(gradient) < 1e-14) continue
      const next = max(0.0, old - gradient / (load<f64>(a.squares + (i << 3)) + inverse))
      store<f64>(alpha + (i << 3), next)
      const d = (next - old) * y
      store<f64>(w + (usize(a.columns) << 3), load<f64>(w + (usize(a.columns) << 3)) + d)
      for (let p = from; p < end; p++) {
        const at = w + (usize(load<i32>(a.indices + (usize(p) << 2))) << 3)
        store<f64>(at, load<f64>(at) + d * load<f64>(a.values + (usize(p) << 3)))
      }
    }
    if (most - least <= a.tolerance) {
      if (active == a.m) return
      active = a.m
      high = Infinity
      continue
    }
    high = most > 0 ? most : Infinity
    low = least
  }
}

@unmanaged
class Smo {
  gamma: f64
  di: f64 // change of y α of the two rows
  dj: f64
  best: f64 // violation of the row chosen first
  x: usize // f32[n × width], width a multiple of 4
  norms: usize // f64[n]
  y: usize // i8[n]
  alpha: usize // f64[n]
  cost: usize // f64[n]
  gradient: usize // f64[n]
  rows: usize // u32[m]: active rows
  ki: usize // f32[m] kernel rows by active place
  kj: usize
  parts: usize // per task: f64 value, f64 value, i32 place, i32 place
  m: i32
  width: i32
  chunk: i32
  row: i32
  fill: i32 // whether ki must be computed
}

@inline
function dotF32(a: usize, b: usize, width: i32): f32 {
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  let at: usize = 0
  const end = usize(width) << 2
  const most = end & ~31
  for (; at < most; at += 32) {
    s0 = f32x4.add(s0, f32x4.mul(v128.load(a + at), v128.load(b + at)))
    s1 = f32x4.add(s1, f32x4.mul(v128.load(a + at, 16), v128.load(b + at, 16)))
  }
  if (at < end) s0 = f32x4.add(s0, f32x4.mul(v128.load(a + at), v128.load(b + at)))
  s0 = f32x4.add(s0, s1)
  return f32x4.extract_lane(s0, 0) + f32x4.extract_lane(s0, 1) + (f32x4.extract_lane(s0, 2) + f32x4.extract_lane(s0, 3))
}

// Task = a chunk of active rows: the kernel row of `row` (if asked for).
function fillKernel(a: Smo, from: i32, to: i32): void {
  const bytes = usize(a.width) << 2
  const xi = a.x + usize(a.row) * bytes
  const ni = load<f64>(a.norms + (usize(a.row) << 3))
  for (let k = from; k < to; k += 2) {
    const r0 = usize(load<u32>(a.rows + (usize(k) << 2)))
    const r1 = usize(load<u32>(a.rows + (usize(min(k + 1, to - 1)) << 2)))
    const d0 = ni + load<f64>(a.norms + (r0 << 3)) - 2.0 * f64(dotF32(xi, a.x + r0 * bytes, a.width))
    const d1 = ni + load<f64>(a.norms + (r1 << 3)) - 2.0 * f64(dotF32(xi, a.x + r1 * bytes, a.width))
    const e = exp2x(f64x2(-a.gamma * max(0.0, d0), -a.gamma * max(0.0, d1)))
    store<f32>(a.ki + (usize(k) << 2), f32(f64x2.extract_lane(e, 0)))
    if (k + 1 < to) store<f32>(a.ki + (usize(k) << 2), f32(f64x2.extract_lane(e, 1)), 4)
  }
}

// Kernel row, then the best second row by the fall of the objective (Fan, Chen & Lin 2005).
export function smoSecond(task: i32, args: usize): void {
  const a = changetype<Smo>(args)
  const from = task * a.chunk
  const to = min(from + a.chunk, a.m)
  if (a.fill) fillKernel(a, from, to)
  let best = 0.0
  let place = -1
  for (let k = from; k < to; k++) {
    const r = usize(load<u32>(a.rows + (usize(k) << 2)))
    const y = i32(load<i8>(a.y + r))
    const alpha = load<f64>(a.alpha + (r << 3))
    const low = y > 0 ? alpha > 0 : alpha < load<f64>(a.cost + (r << 3))
    if (!low) continue
    const b = a.best + f64(y) * load<f64>(a.gradient + (r << 3))
    if (b <= 0) continue
    const curve = max(2.0 - 2.0 * f64(load<f32>(a.ki + (usize(k) << 2))), 1e-12)
    const fall = (b * b) / curve
    if (fall > best) {
      best = fall
      place = k
    }
  }
  const out = a.parts + usize(task) * 24
  store<f64>(out, best)
  store<i32>(out, place, 16)
}

// Gradient after a step, then the most violating rows of both kinds: max −yG over `up`, min over `low`.
export function smoUpdate(task: i32, args: usize): void {
  const a = changetype<Smo>(args)
  const from = task * a.chunk
  const to = min(from + a.chunk, a.m)
  const moved = a.di != 0 || a.dj != 0
  let up = -Infinity
  let down = Infinity
  let place = -1
  for (let k = from; k < to; k++) {
    const r = usize(load<u32>(a.rows + (usize(k) << 2)))
    const y = f64(load<i8>(a.y + r))
    let g = load<f64>(a.gradient + (r << 3))
    if (moved) {
      g += y * (a.di * f64(load<f32>(a.ki + (usize(k) << 2))) + a.dj * f64(load<f32>(a.kj + (usize(k) << 2))))
      store<f64>(a.gradient + (r << 3), g)
    }
    const alpha = load<f64>(a.alpha + (r << 3))
    const cost = load<f64>(a.cost + (r << 3))
    const value = -y * g
    if (y > 0 ? alpha < cost : alpha > 0) {
      if (value > up) {
        up = value
        place = k
      }
    }
    if (y > 0 ? alpha > 0 : alpha < cost) down = min(down, value)
  }
  const out = a.parts + usize(task) * 24
  store<f64>(out, up)
  store<f64>(out, down, 8)
  store<i32>(out, place, 16)
}

// Kernel row only.
export function kernelRow(task: i32, args: usize): void {
  const a = changetype<Smo>(args)
  const from = task * a.chunk
  fillKernel(a, from, min(from + a.chunk, a.m))
}

@unmanaged
class Decide {
  gamma: f64
  x: usize // f32[n × width]
  norms: usize // f64[n]
  support: usize // f32[s × width]
  supportNorms: usize // f64[s]
  factors: usize // f64[s]
  out: usize // f64[n]
  n: i32
  s: i32
  width: i32
  chunk: i32
}

// Task = a chunk of rows: Σ factor × e^(−γ |x − s|²).
export function decide(task: i32, args: usize): void {
  const a = changetype<Decide>(args)
  const to = min((task + 1) * a.chunk, a.n)
  const bytes = usize(a.width) << 2
  for (let i = task * a.chunk; i < to; i++) {
    const xi = a.x + usize(i) * bytes
    const ni = load<f64>(a.norms + (usize(i) << 3))
    let sum = f64x2.splat(0)
    for (let k = 0; k < a.s; k += 2) {
      const other = min(k + 1, a.s - 1)
      const d0 = ni + load<f64>(a.supportNorms + (usize(k) << 3)) - 2.0 * f64(dotF32(xi, a.support + usize(k) * bytes, a.width))
      const d1 = ni + load<f64>(a.supportNorms + (usize(other) << 3)) - 2.0 * f64(dotF32(xi, a.support + usize(other) * bytes, a.width))
      const e = exp2x(f64x2(-a.gamma * max(0.0, d0), -a.gamma * max(0.0, d1)))
      const last = k + 1 < a.s ? load<f64>(a.factors + (usize(k) << 3), 8) : 0.0
      sum = f64x2.add(sum, f64x2.mul(e, f64x2(load<f64>(a.factors + (usize(k) << 3)), last)))
    }
    store<f64>(a.out + (usize(i) << 3), f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1))
  }
}
