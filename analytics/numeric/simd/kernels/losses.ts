// Gradients of the losses in fixed point, 8,192 rows to a task; additions of leaf values to the raw predictions.

const CHUNK: i32 = 8192
const LOG2E: f64 = 1.4426950408889634
const LN2_HIGH: f64 = 6.93147180369123816490e-1
const LN2_LOW: f64 = 1.90821492927058770002e-10

// e^x for two doubles: x = k ln 2 + r with |r| ≤ ln 2 / 2, Taylor to the 13th power; error about 1 ulp.
@inline
export function exp2x(x: v128): v128 {
  const v = f64x2.max(f64x2.min(x, f64x2.splat(709.0)), f64x2.splat(-708.0))
  const k = f64x2.nearest(f64x2.mul(v, f64x2.splat(LOG2E)))
  let r = f64x2.sub(v, f64x2.mul(k, f64x2.splat(LN2_HIGH)))
  r = f64x2.sub(r, f64x2.mul(k, f64x2.splat(LN2_LOW)))
  let p = f64x2.splat(1.0 / 6227020800.0)
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 479001600.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 39916800.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 3628800.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 362880.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 40320.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 5040.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 720.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 120.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 24.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 6.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.5))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0))
  // k + 2^52 + 1023 holds the biased exponent in its low bits.
  const bits = i64x2.shl(f64x2.add(k, f64x2.splat(4503599627370496.0 + 1023.0)), 52)
  return f64x2.mul(p, bits)
}

@unmanaged
class Loss {
  gradientScale: f64
  hessianScale: f64
  raw: usize // f64[outputs × n], one output after the other
  target: usize // f64[n]: 0/1, class, or number
  weights: usize // f64[n] or 0
  gh: usize // i32 pairs
  parts: usize // f64 per task: largest |gradient|
  n: i32
  output: i32
  outputs: i32
}

@inline
function put(a: Loss, i: i32, g: f64, h: f64): void {
  const w = a.weights ? load<f64>(a.weights + (usize(i) << 3)) : 1.0
  const at = a.gh + (usize(i) << 3)
  store<i32>(at, i32(Math.round(g * w * a.gradientScale)))
  store<i32>(at, i32(Math.round(h * w * a.hessianScale)), 4)
}

// Two rows at once: their pairs of integers, 16 bytes.
@inline
function putTwo(a: Loss, i: i32, g: v128, h: v128): void {
  const at = usize(i) << 3
  const w = a.weights ? v128.load(a.weights + at) : f64x2.splat(1.0)
  const gs = f64x2.nearest(f64x2.mul(f64x2.mul(g, w), f64x2.splat(a.gradientScale)))
  const hs = f64x2.nearest(f64x2.mul(f64x2.mul(h, w), f64x2.splat(a.hessianScale)))
  const left = i32x4.trunc_sat_f64x2_s_zero(gs)
  const right = i32x4.trunc_sat_f64x2_s_zero(hs)
  v128.store(a.gh + at, i8x16.shuffle(left, right, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23))
}

// Log loss of two classes: g = p − y, h = p (1 − p), p = 1 / (1 + e^−raw). The last pair may reach one row beyond the end,
// for which all arrays have room.
export function binaryGradient(task: i32, args: usize): void {
  const a = changetype<Loss>(args)
  const to = min((task + 1) * CHUNK, a.n)
  const one = f64x2.splat(1.0)
  for (let i = task * CHUNK; i < to; i += 2) {
    const at = usize(i) << 3
    const p = f64x2.div(one, f64x2.add(one, exp2x(f64x2.neg(v128.load(a.raw + at)))))
    putTwo(a, i, f64x2.sub(p, v128.load(a.target + at)), f64x2.mul(p, f64x2.sub(one, p)))
  }
}

// Log loss of several classes for one of them: g = p_k − [y = k], h = p_k (1 − p_k); p of all classes was stored in raw order.
export function classGradient(task: i32, args: usize): void {
  const a = changetype<Loss>(args)
  const to = min((task + 1) * CHUNK, a.n)
  const raw = a.raw + (usize(a.output) * usize(a.n) << 3)
  for (let i = task * CHUNK; i < to; i++) {
    const p = load<f64>(raw + (usize(i) << 3))
    put(a, i, p - f64(load<f64>(a.target + (usize(i) << 3)) == f64(a.output)), p * (1.0 - p))
  }
}

@unmanaged
class Softmax {
  raw: usize
  out: usize
  n: i32
  outputs: i32
}

// Softmax over outputs, stored one output after the other.
export function softmax(task: i32, args: usize): void {
  const a = changetype<Softmax>(args)
  const to = min((task + 1) * CHUNK, a.n)
  const stride = usize(a.n) << 3
  for (let i = task * CHUNK; i < to; i++) {
    const raw = a.raw + (usize(i) << 3)
    const out = a.out + (usize(i) << 3)
    let top = -Infinity
    for (let k = 0; k < a.outputs; k++) top = max(top, load<f64>(raw + usize(k) * stride))
    let sum = 0.0
    for (let k = 0; k < a.outputs; k++) {
      const e = f64x2.extract_lane(exp2x(f64x2.splat(load<f64>(raw + usize(k) * stride) - top)), 0)
      store<f64>(out + usize(k) * stride, e)
      sum += e
    }
    for (let k = 0; k < a.outputs; k++) store<f64>(out + usize(k) * stride, load<f64>(out + usize(k) * stride) / sum)
  }
}

// Squared error, first pass: the largest |raw − y| of the chunk.
export function largestResidual(task: i32, args: usize): void {
  const a = changetype<Loss>(args)
  const to = min((task + 1) * CHUNK, a.n)
  let most = 0.0
  for (let i = task * CHUNK; i < to; i++) {
    const g = load<f64>(a.raw + (usize(i) << 3)) - load<f64>(a.target + (usize(i) << 3))
    const w = a.weights ? load<f64>(a.weights + (usize(i) << 3)) : 1.0
    most = max(most, Math.abs(g * w))
  }
  store<f64>(a.parts + (usize(task) << 3), most)
}

// Squared error, second pass: g = raw − y, h = 1.
export function squaredGradient(task: i32, args: usize): void {
  const a = changetype<Loss>(args)
  const to = min((task + 1) * CHUNK, a.n)
  for (let i = task * CHUNK; i < to; i += 2) {
    const at = usize(i) << 3
    putTwo(a, i, f64x2.sub(v128.load(a.raw + at), v128.load(a.target + at)), f64x2.splat(1.0))
  }
}

@unmanaged
class AddLeaves {
  raw: usize
  rows: usize
  leaves: usize // per leaf: start i32, end i32, value f64
}

// Task = one leaf: its value is added to the raw prediction of its rows.
export function addLeaf(task: i32, args: usize): void {
  const a = changetype<AddLeaves>(args)
  const leaf = a.leaves + (usize(task) << 4)
  const value = load<f64>(leaf, 8)
  const end = a.rows + (usize(load<i32>(leaf, 4)) << 2)
  for (let p = a.rows + (usize(load<i32>(leaf)) << 2); p < end; p += 4) {
    const at = a.raw + (usize(load<u32>(p)) << 3)
    store<f64>(at, load<f64>(at) + value)
  }
}
