// Linear models on a row-major design matrix: log loss with its gradient, and weighted Gram matrices.
// A task is a block of rows and writes its own partial sums; the caller adds them up in the order of the blocks.

import { exp2x } from './losses'

const TILE: i32 = 64

@unmanaged
class Logit {
  x: usize // f64[n × q]
  y: usize // f64[n]: 0 or 1
  weights: usize // f64[n] or 0
  w: usize // f64[q], then the constant when there is one
  out: usize // per task: q gradient, 1 of the constant when there is one, 1 loss
  curvature: usize // f64[n]: weight × p (1 − p), or 0 when not wanted
  scratch: usize // per task: 2 × TILE f64
  n: i32
  q: i32
  block: i32
  constant: i32 // 1 when w ends with a constant that is added to each row
}

@inline
function dot(a: usize, b: usize, q: i32): f64 {
  let s0 = f64x2.splat(0)
  let s1 = f64x2.splat(0)
  let j = 0
  for (; j + 3 < q; j += 4) {
    const at = usize(j) << 3
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a + at), v128.load(b + at)))
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a + at, 16), v128.load(b + at, 16)))
  }
  s0 = f64x2.add(s0, s1)
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1)
  for (; j < q; j++) sum += load<f64>(a + (usize(j) << 3)) * load<f64>(b + (usize(j) << 3))
  return sum
}

// g += r0 · row0 + r1 · row1 + r2 · row2 + r3 · row3
@inline
function addFour(g: usize, row: usize, stride: usize, r: usize, q: i32): void {
  const r0 = f64x2.splat(load<f64>(r))
  const r1 = f64x2.splat(load<f64>(r, 8))
  const r2 = f64x2.splat(load<f64>(r, 16))
  const r3 = f64x2.splat(load<f64>(r, 24))
  const row1 = row + stride
  const row2 = row1 + stride
  const row3 = row2 + stride
  let j = 0
  for (; j + 1 < q; j += 2) {
    const at = usize(j) << 3
    let sum = f64x2.mul(r0, v128.load(row + at))
    let other = f64x2.mul(r1, v128.load(row1 + at))
    sum = f64x2.add(sum, f64x2.mul(r2, v128.load(row2 + at)))
    other = f64x2.add(other, f64x2.mul(r3, v128.load(row3 + at)))
    v128.store(g + at, f64x2.add(v128.load(g + at), f64x2.add(sum, other)))
  }
  if (j < q) {
    const at = usize(j) << 3
    const more = load<f64>(r) * load<f64>(row + at) + load<f64>(r, 8) * load<f64>(row1 + at)
    const rest = load<f64>(r, 16) * load<f64>(row2 + at) + load<f64>(r, 24) * load<f64>(row3 + at)
    store<f64>(g + at, load<f64>(g + at) + (more + rest))
  }
}

@inline
function addOne(g: usize, row: usize, r: f64, q: i32): void {
  for (let j = 0; j < q; j++) {
    const at = usize(j) << 3
    store<f64>(g + at, load<f64>(g + at) + r * load<f64>(row + at))
  }
}

// Residuals of up to TILE rows from their linear predictors in z; returns the loss.
// log(1 + e^−|z|) is summed as the logarithm of a product when all rows count 1. The row after an odd end is masked.
function residuals(a: Logit, from: i32, count: i32, z: usize, r: usize): f64 {
  const one = f64x2.splat(1.0)
  const zero = f64x2.splat(0.0)
  let loss = zero
  let product = one
  let logs: f64 = 0
  store<f64>(z + (usize(count) << 3), 0)
  for (let i = 0; i < count; i += 2) {
    const at = usize(i) << 3
    const rowAt = usize(from + i) << 3
    const both = i + 1 < count
    const zs = v128.load(z + at)
    const y = v128.load(a.y + rowAt)
    let weight = a.weights ? v128.load(a.weights + rowAt) : one
    if (!both) weight = f64x2.replace_lane(weight, 1, 0.0)
    const e = exp2x(f64x2.neg(f64x2.abs(zs)))
    const onePlus = f64x2.add(one, e)
    const large = f64x2.div(one, onePlus)
    const small = f64x2.mul(e, large)
    const p = v128.bitselect(large, small, f64x2.gt(zs, zero))
    loss = f64x2.add(loss, f64x2.mul(weight, f64x2.sub(f64x2.max(zs, zero), f64x2.mul(y, zs))))
    if (a.weights) {
      logs += f64x2.extract_lane(weight, 0) * Math.log(f64x2.extract_lane(onePlus, 0))
      if (both) logs += f64x2.extract_lane(weight, 1) * Math.log(f64x2.extract_lane(onePlus, 1))
    } else product = f64x2.mul(product, both ? onePlus : f64x2.replace_lane(onePlus, 1, 1.0))
    v128.store(r + at, f64x2.mul(weight, f64x2.sub(p, y)))
    if (a.curvature) {
      const h = f64x2.mul(weight, f64x2.mul(large, small))
      store<f64>(a.curvature + rowAt, f64x2.extract_lane(h, 0))
      if (both) store<f64>(a.curvature + rowAt, f64x2.extract_lane(h, 1), 8)
    }
  }
  const rest = f64x2.extract_lane(loss, 0) + f64x2.extract_lane(loss, 1)
  return rest + logs + Math.log(f64x2.extract_lane(product, 0) * f64x2.extract_lane(product, 1))
}

export function logitBlock(task: i32, args: usize): void {
  const a = changetype<Logit>(args)
  const q = a.q
  const stride = usize(q) << 3
  const g = a.out + (usize(task) * usize(q + a.constant + 1) << 3)
  const z = a.scratch + (usize(task) * usize(2 * TILE + 4) << 3)
  const r = z + (usize(TILE + 2) << 3)
  const constant = a.constant ? load<f64>(a.w + stride) : 0.0
  memory.fill(g, 0, stride)
  let loss: f64 = 0
  let sum: f64 = 0
  const to = min((task + 1) * a.block, a.n)
  for (let from = task * a.block; from < to; from += TILE) {
    const count = min(TILE, to - from)
    const rows = a.x + usize(from) * stride
    for (let i = 0; i < count; i++) store<f64>(z + (usize(i) << 3), dot(rows + usize(i) * stride, a.w, q) + constant)
    loss += residuals(a, from, count, z, r)
    let i = 0
    for (; i + 3 < count; i += 4) addFour(g, rows + usize(i) * stride, stride, r + (usize(i) << 3), q)
    for (; i < count; i++) addOne(g, rows + usize(i) * stride, load<f64>(r + (usize(i) << 3)), q)
    if (a.constant) for (i = 0; i < count; i++) sum += load<f64>(r + (usize(i) << 3))
  }
  if (a.constant) store<f64>(g + stride, sum)
  store<f64>(g + stride + (usize(a.constant) << 3), loss)
}

@unmanaged
class Gram {
  x: usize // f64[n × q]
  d: usize // f64[n] row factors, or 0 for ones
  out: usize // per task f64[q × q], only j ≤ k is written; with a constant then Σ d x and Σ d
  n: i32
  q: i32
  block: i32
  constant: i32
}

// sums[k] += d · row[k], sums[q] += d
function addLine(sums: usize, row: usize, d: f64, q: i32): void {
  addOne(sums, row, d, q)
  const at = sums + (usize(q) << 3)
  store<f64>(at, load<f64>(at) + d)
}

// out[j, k] += Σ over four rows of b_j u_k for k ≥ j
@inline
function addOuter(out: usize, row: usize, stride: usize, d: usize, q: i32): void {
  const row1 = row + stride
  const row2 = row1 + stride
  const row3 = row2 + stride
  const d0 = d ? load<f64>(d) : 1.0
  const d1 = d ? load<f64>(d, 8) : 1.0
  const d2 = d ? load<f64>(d, 16) : 1.0
  const d3 = d ? load<f64>(d, 24) : 1.0
  for (let j = 0; j < q; j += 2) {
    const at = usize(j) << 3
    const more = j + 1 < q ? 8 : 0
    const a0 = f64x2.splat(d0 * load<f64>(row + at))
    const a1 = f64x2.splat(d1 * load<f64>(row1 + at))
    const a2 = f64x2.splat(d2 * load<f64>(row2 + at))
    const a3 = f64x2.splat(d3 * load<f64>(row3 + at))
    const b0 = f64x2.splat(d0 * load<f64>(row + at + more))
    const b1 = f64x2.splat(d1 * load<f64>(row1 + at + more))
    const b2 = f64x2.splat(d2 * load<f64>(row2 + at + more))
    const b3 = f64x2.splat(d3 * load<f64>(row3 + at + more))
    const first = out + usize(j) * stride
    const second = first + (more ? stride : 0)
    let k = j
    for (; k + 1 < q; k += 2) {
      const to = usize(k) << 3
      const u0 = v128.load(row + to)
      const u1 = v128.load(row1 + to)
      const u2 = v128.load(row2 + to)
      const u3 = v128.load(row3 + to)
      const s = f64x2.add(f64x2.add(f64x2.mul(a0, u0), f64x2.mul(a1, u1)), f64x2.add(f64x2.mul(a2, u2), f64x2.mul(a3, u3)))
      v128.store(first + to, f64x2.add(v128.load(first + to), s))
      if (more) {
        const t = f64x2.add(f64x2.add(f64x2.mul(b0, u0), f64x2.mul(b1, u1)), f64x2.add(f64x2.mul(b2, u2), f64x2.mul(b3, u3)))
        v128.store(second + to, f64x2.add(v128.load(second + to), t))
      }
    }
    if (k < q) {
      const to = usize(k) << 3
      const u0 = load<f64>(row + to)
      const u1 = load<f64>(row1 + to)
      const u2 = load<f64>(row2 + to)
      const u3 = load<f64>(row3 + to)
      const s = f64x2.extract_lane(a0, 0) * u0 + f64x2.extract_lane(a1, 0) * u1 + (f64x2.extract_lane(a2, 0) * u2 + f64x2.extract_lane(a3, 0) * u3)
      store<f64>(first + to, load<f64>(first + to) + s)
      if (more) {
        const t = f64x2.extract_lane(b0, 0) * u0 + f64x2.extract_lane(b1, 0) * u1 + (f64x2.extract_lane(b2, 0) * u2 + f64x2.extract_lane(b3, 0) * u3)
        store<f64>(second + to, load<f64>(second + to) + t)
      }
    }
  }
}

export function gramBlock(task: i32, args: usize): void {
  const a = changetype<Gram>(args)
  const q = a.q
  const stride = usize(q) << 3
  const size = usize(q) * stride
  const out = a.out + usize(task) * (size + (a.constant ? stride + 8 : 0))
  memory.fill(out, 0, size + (a.constant ? stride + 8 : 0))
  const to = min((task + 1) * a.block, a.n)
  let i = task * a.block
  if (a.constant) {
    for (let k = i; k < to; k++) addLine(out + size, a.x + usize(k) * stride, a.d ? load<f64>(a.d + (usize(k) << 3)) : 1.0, q)
  }
  for (; i + 3 < to; i += 4) addOuter(out, a.x + usize(i) * stride, stride, a.d ? a.d + (usize(i) << 3) : 0, q)
  for (; i < to; i++) {
    const row = a.x + usize(i) * stride
    const d = a.d ? load<f64>(a.d + (usize(i) << 3)) : 1.0
    for (let j = 0; j < q; j++) {
      const factor = d * load<f64>(row + (usize(j) << 3))
      const line = out + usize(j) * stride
      for (let k = j; k < q; k++) {
        const at = usize(k) << 3
        store<f64>(line + at, load<f64>(line + at) + factor * load<f64>(row + at))
      }
    }
  }
}
