// A multilayer perceptron in single precision: one epoch of mini-batches with Adam, and predictions.
// Parameters lie in one vector: for each layer its weights (inputs × outputs) and its biases; widths are padded to four.

import { exp2x } from './losses'

@unmanaged
class Net {
  rate: f64
  l2: f64
  dropout: f64
  loss: f64 // out: sum over the epoch
  x: usize // f32[n × widths[0]]
  y: usize // f32[n]: 0/1, class, or number
  weights: usize // f32[n] or 0
  order: usize // u32: rows of the epoch
  widths: usize // i32[layers + 1], padded
  parameters: usize // f32
  gradient: usize
  first: usize // moments
  second: usize
  activations: usize // f32, batch × widths, layer after layer
  deltas: usize
  transposed: usize // f32, room for the largest layer
  out: usize // f32[n × outputs padded], for predictions
  count: i32 // rows of the epoch
  batch: i32
  layers: i32
  kind: i32 // 0 two classes, 1 classes, 2 number
  outputs: i32 // true number of outputs
  activation: i32 // 0 ReLU, 1 tanh
  size: i32 // number of parameters
  step: i32 // Adam's step count, updated
  seed: i32 // updated
  chunk: i32
}

@inline
function at32(base: usize, index: i32): usize {
  return base + (usize(index) << 2)
}

@inline
function fourByEight(a: usize, rowA: usize, stepA: usize, b: usize, rowB: usize, k: i32, c: usize, rowC: usize, start: usize): void {
  let c00 = start ? v128.load(start) : f32x4.splat(0)
  let c01 = start ? v128.load(start, 16) : f32x4.splat(0)
  let c10 = c00
  let c11 = c01
  let c20 = c00
  let c21 = c01
  let c30 = c00
  let c31 = c01
  const a1 = a + rowA
  const a2 = a1 + rowA
  const a3 = a2 + rowA
  let p: usize = 0
  let q = b
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(q)
    const b1 = v128.load(q, 16)
    let s = v128.load32_splat(a + p)
    c00 = f32x4.add(c00, f32x4.mul(s, b0))
    c01 = f32x4.add(c01, f32x4.mul(s, b1))
    s = v128.load32_splat(a1 + p)
    c10 = f32x4.add(c10, f32x4.mul(s, b0))
    c11 = f32x4.add(c11, f32x4.mul(s, b1))
    s = v128.load32_splat(a2 + p)
    c20 = f32x4.add(c20, f32x4.mul(s, b0))
    c21 = f32x4.add(c21, f32x4.mul(s, b1))
    s = v128.load32_splat(a3 + p)
    c30 = f32x4.add(c30, f32x4.mul(s, b0))
    c31 = f32x4.add(c31, f32x4.mul(s, b1))
    p += stepA
    q += rowB
  }
  v128.store(c, c00)
  v128.store(c, c01, 16)
  v128.store(c + rowC, c10)
  v128.store(c + rowC, c11, 16)
  v128.store(c + 2 * rowC, c20)
  v128.store(c + 2 * rowC, c21, 16)
  v128.store(c + 3 * rowC, c30)
  v128.store(c + 3 * rowC, c31, 16)
}

@inline
function oneByFour(a: usize, stepA: usize, b: usize, rowB: usize, k: i32, c: usize, start: usize): void {
  let sum = start ? v128.load(start) : f32x4.splat(0)
  let p = a
  let q = b
  for (let i = 0; i < k; i++) {
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(p), v128.load(q)))
    p += stepA
    q += rowB
  }
  v128.store(c, sum)
}

// C = start + A B, A m × k with any strides, B k × n by rows, n a multiple of four. Each entry adds in the order of k.
function multiply(m: i32, n: i32, k: i32, a: usize, rowA: usize, stepA: usize, b: usize, c: usize, start: usize): void {
  const rowB = usize(n) << 2
  let i = 0
  for (; i + 4 <= m; i += 4) {
    const ai = a + usize(i) * rowA
    const ci = c + usize(i) * rowB
    let j = 0
    for (; j + 8 <= n; j += 8) fourByEight(ai, rowA, stepA, at32(b, j), rowB, k, at32(ci, j), rowB, start ? at32(start, j) : 0)
    for (; j < n; j += 4) {
      for (let r: usize = 0; r < 4; r++) {
        oneByFour(ai + r * rowA, stepA, at32(b, j), rowB, k, at32(ci, j) + r * rowB, start ? at32(start, j) : 0)
      }
    }
  }
  for (; i < m; i++) {
    const ai = a + usize(i) * rowA
    const ci = c + usize(i) * rowB
    for (let j = 0; j < n; j += 4) oneByFour(ai, stepA, at32(b, j), rowB, k, at32(ci, j), start ? at32(start, j) : 0)
  }
}

function activate(net: Net, at: usize, count: i32): void {
  if (net.activation == 0) {
    for (let i = 0; i < count; i += 4) v128.store(at32(at, i), f32x4.max(v128.load(at32(at, i)), f32x4.splat(0)))
    return
  }
  for (let i = 0; i < count; i += 2) {
    const p = at32(at, i)
    const x = f64x2(f64(load<f32>(p)), f64(load<f32>(p, 4)))
    const e = exp2x(f64x2.mul(x, f64x2.splat(2)))
    const t = f64x2.sub(f64x2.splat(1), f64x2.div(f64x2.splat(2), f64x2.add(f64x2.splat(1), e)))
    store<f32>(p, f32(f64x2.extract_lane(t, 0)))
    store<f32>(p, f32(f64x2.extract_lane(t, 1)), 4)
  }
}

// Units that fall out become 0, which marks them for the way back; the others grow by 1 / (1 − dropout).
function dropUnits(net: Net, at: usize, count: i32): void {
  const grow = f32(1.0 / (1.0 - net.dropout))
  const limit = u32(net.dropout * 4294967295.0)
  let state = u32(net.seed)
  for (let i = 0; i < count; i++) {
    state ^= state << 13
    state ^= state >> 17
    state ^= state << 5
    const p = at32(at, i)
    store<f32>(p, state < limit ? 0 : load<f32>(p) * grow)
  }
  net.seed = i32(state)
}

// Rows of the batch lie in the first activations. Returns where the output lies.
function forward(net: Net, m: i32, room: i32, learning: bool): usize {
  let from = net.activations
  let w = net.parameters
  for (let l = 0; l < net.layers; l++) {
    const k = load<i32>(at32(net.widths, l))
    const n = load<i32>(at32(net.widths, l + 1))
    const to = at32(from, room * k)
    multiply(m, n, k, from, usize(k) << 2, 4, w, to, at32(w, k * n))
    if (l + 1 < net.layers) {
      activate(net, to, m * n)
      if (learning && net.dropout > 0) dropUnits(net, to, m * n)
    }
    from = to
    w = at32(w, k * n + n)
  }
  return from
}

@inline
function exp1(x: f64): f64 {
  return f64x2.extract_lane(exp2x(f64x2.splat(x)), 0)
}

// Loss of row b and the gradient of its outputs, divided by the size of the batch.
function outputDelta(net: Net, out: usize, delta: usize, row: u32, scale: f64): f64 {
  const y = f64(load<f32>(at32(net.y, row)))
  const weight = net.weights ? f64(load<f32>(at32(net.weights, row))) : 1.0
  const n = load<i32>(at32(net.widths, net.layers))
  memory.fill(delta, 0, usize(n) << 2)
  if (net.kind == 2) {
    const d = f64(load<f32>(out)) - y
    store<f32>(delta, f32(d * weight * scale))
    return 0.5 * d * d * weight
  }
  if (net.kind == 0) {
    const z = f64(load<f32>(out))
    const p = 1.0 / (1.0 + exp1(-z))
    store<f32>(delta, f32((p - y) * weight * scale))
    return -weight * Math.log(max(y > 0.5 ? p : 1.0 - p, 1e-30))
  }
  let top = -Infinity
  for (let k = 0; k < net.outputs; k++) top = max(top, f64(load<f32>(at32(out, k))))
  let sum = 0.0
  for (let k = 0; k < net.outputs; k++) sum += exp1(f64(load<f32>(at32(out, k))) - top)
  for (let k = 0; k < net.outputs; k++) {
    const p = exp1(f64(load<f32>(at32(out, k))) - top) / sum
    store<f32>(at32(delta, k), f32((p - f64(f64(k) == y)) * weight * scale))
  }
  return -weight * (f64(load<f32>(at32(out, i32(y)))) - top - Math.log(sum))
}

// to[j × k + i] = from[i × n + j]
function transposeWeights(from: usize, k: i32, n: i32, to: usize): void {
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < n; j++) store<f32>(at32(to, j * k + i), load<f32>(at32(from, i * n + j)))
  }
}

// delta ← delta ⊙ derivative, from the activation itself; dropped units have none.
function chain(net: Net, delta: usize, activation: usize, count: i32): void {
  const grow = net.dropout > 0 ? f32(1.0 / (1.0 - net.dropout)) : 1
  const zero = f32x4.splat(0)
  for (let i = 0; i < count; i += 4) {
    const a = v128.load(at32(activation, i))
    const d = v128.load(at32(delta, i))
    let derivative: v128
    if (net.activation == 0) derivative = v128.and(f32x4.splat(grow), f32x4.gt(a, zero))
    else {
      const t = f32x4.div(a, f32x4.splat(grow))
      derivative = v128.and(f32x4.mul(f32x4.splat(grow), f32x4.sub(f32x4.splat(1), f32x4.mul(t, t))), f32x4.ne(a, zero))
    }
    v128.store(at32(delta, i), f32x4.mul(d, derivative))
  }
}

function backward(net: Net, m: i32, room: i32): void {
  let from = net.activations
  let delta = net.deltas
  let w: usize = 0
  for (let l = 0; l < net.layers - 1; l++) {
    const k = load<i32>(at32(net.widths, l))
    from = at32(from, room * k)
    w += (usize(k) + 1) * usize(load<i32>(at32(net.widths, l + 1))) * 4
  }
  for (let l = net.layers - 1; l >= 0; l--) {
    const k = load<i32>(at32(net.widths, l))
    const n = load<i32>(at32(net.widths, l + 1))
    multiply(k, n, m, from, 4, usize(k) << 2, delta, net.gradient + w, 0)
    sumRows(delta, m, n, at32(net.gradient + w, k * n))
    if (l == 0) return
    const next = at32(delta, room * n)
    transposeWeights(net.parameters + w, k, n, net.transposed)
    multiply(m, k, n, delta, usize(n) << 2, 4, net.transposed, next, 0)
    chain(net, next, from, m * k)
    delta = next
    const before = load<i32>(at32(net.widths, l - 1))
    from -= usize(room * before) << 2
    w -= (usize(before) + 1) * usize(k) * 4
  }
}

function sumRows(from: usize, m: i32, n: i32, to: usize): void {
  for (let j = 0; j < n; j += 4) {
    let sum = f32x4.splat(0)
    for (let i = 0; i < m; i++) sum = f32x4.add(sum, v128.load(at32(from, i * n + j)))
    v128.store(at32(to, j), sum)
  }
}

// Weight decay on weights, not on biases.
function decay(net: Net, m: i32): void {
  const factor = f32x4.splat(f32(net.l2 / f64(m)))
  let w: usize = 0
  for (let l = 0; l < net.layers; l++) {
    const n = load<i32>(at32(net.widths, l + 1))
    const count = load<i32>(at32(net.widths, l)) * n
    for (let i = 0; i < count; i += 4) {
      const g = at32(net.gradient + w, i)
      v128.store(g, f32x4.add(v128.load(g), f32x4.mul(factor, v128.load(at32(net.parameters + w, i)))))
    }
    w += (usize(count) + usize(n)) << 2
  }
}

function adam(net: Net): void {
  net.step++
  let one = 1.0
  let two = 1.0
  // Powers by squaring keep the kernel free of Math.pow.
  let b1 = 0.9
  let b2 = 0.999
  for (let e = net.step; e > 0; e >>= 1) {
    if (e & 1) {
      one *= b1
      two *= b2
    }
    b1 *= b1
    b2 *= b2
  }
  const rate = f32x4.splat(f32((net.rate * Math.sqrt(1.0 - two)) / (1.0 - one)))
  for (let i = 0; i < net.size; i += 4) {
    const g = v128.load(at32(net.gradient, i))
    const m = f32x4.add(f32x4.mul(f32x4.splat(0.9), v128.load(at32(net.first, i))), f32x4.mul(f32x4.splat(0.1), g))
    const v = f32x4.add(
      f32x4.mul(f32x4.splat(0.999), v128.load(at32(net.second, i))),
      f32x4.mul(f32x4.splat(0.001), f32x4.mul(g, g)),
    )
    v128.store(at32(net.first, i), m)
    v128.store(at32(net.second, i), v)
    const move = f32x4.div(f32x4.mul(rate, m), f32x4.add(f32x4.sqrt(v), f32x4.splat(1e-8)))
    v128.store(at32(net.parameters, i), f32x4.sub(v128.load(at32(net.parameters, i)), move))
  }
}

// The only task: one epoch.
export function mlpEpoch(task: i32, args: usize): void {
  const net = changetype<Net>(args)
  const width = load<i32>(net.widths)
  const outputs = load<i32>(at32(net.widths, net.layers))
  let loss = 0.0
  for (let from = 0; from < net.count; from += net.batch) {
    const m = min(net.batch, net.count - from)
    for (let b = 0; b < m; b++) {
      const row = load<i32>(at32(net.order, from + b))
      memory.copy(at32(net.activations, b * width), at32(net.x, row * width), usize(width) << 2)
    }
    const out = forward(net, m, net.batch, true)
    for (let b = 0; b < m; b++) {
      const row = load<u32>(at32(net.order, from + b))
      loss += outputDelta(net, at32(out, b * outputs), at32(net.deltas, b * outputs), row, 1.0 / f64(m))
    }
    backward(net, m, net.batch)
    if (net.l2 > 0) decay(net, m)
    adam(net)
  }
  net.loss = loss
}

// Task = a chunk of rows: outputs. Activations hold room for one chunk for each thread.
export function mlpPredict(task: i32, args: usize, threadNumber: i32): void {
  const net = changetype<Net>(args)
  const width = load<i32>(net.widths)
  const outputs = load<i32>(at32(net.widths, net.layers))
  const from = task * net.chunk
  const m = min(net.chunk, net.count - from)
  const room = net.activations + usize(threadNumber) * usize(net.batch)
  memory.copy(room, at32(net.x, from * width), usize(m * width) << 2)
  let at = room
  let w = net.parameters
  for (let l = 0; l < net.layers; l++) {
    const k = load<i32>(at32(net.widths, l))
    const n = load<i32>(at32(net.widths, l + 1))
    const to = at32(at, net.chunk * k)
    multiply(m, n, k, at, usize(k) << 2, 4, w, to, at32(w, k * n))
    if (l + 1 < net.layers) activate(net, to, m * n)
    at = to
    w = at32(w, k * n + n)
  }
  memory.copy(at32(net.out, from * outputs), at, usize(m * outputs) << 2)
}
