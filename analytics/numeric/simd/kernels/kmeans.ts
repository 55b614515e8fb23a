// K-means in double precision on centred rows. A task is a chunk of rows and keeps its own sums.

@unmanaged
class KMeans {
  farMove: f64 // largest and second largest move of a centre since the last pass
  farMove2: f64
  x: usize // f64[n × w], w even
  weights: usize // f64[n] or 0
  squares: usize // f64[n]: |x|²
  labels: usize // i32[n]
  upper: usize // f64[n]: at least the distance to the own centre
  lower: usize // f64[n]: at most the distance to any other
  centres: usize // f64[k × w]
  transposed: usize // f64[w × kp], kp even
  norms: usize // f64[kp]: |c|², infinite in the padding
  moves: usize // f64[k]
  near: usize // f64[k]: half the distance to the nearest other centre
  parts: usize // per task: k × (w + 1) changes of sums and weights, number of changes, loss
  scratch: usize // per thread kp f64
  n: i32
  w: i32
  k: i32
  kp: i32
  chunk: i32
  farthest: i32 // which centre moved most
  fresh: i32 // 1: no labels and bounds yet
  single: usize // f32[n × w]: the rows in single precision
  lanes: usize // f32[w × kq], kq a multiple of four: transposed centres
  laneNorms: usize // f32[kq], infinite in the padding
  kq: i32
  singleCentres: usize // f32[k × w]
  unused: i32
  largest: f64 // largest |c|²
}

@inline
function squaredDistance(a: usize, b: usize, w: i32): f64 {
  let s0 = f64x2.splat(0)
  let s1 = f64x2.splat(0)
  const end = usize(w) << 3
  let at: usize = 0
  for (; at + 32 <= end; at += 32) {
    const d0 = f64x2.sub(v128.load(a + at), v128.load(b + at))
    const d1 = f64x2.sub(v128.load(a + at, 16), v128.load(b + at, 16))
    s0 = f64x2.add(s0, f64x2.mul(d0, d0))
    s1 = f64x2.add(s1, f64x2.mul(d1, d1))
  }
  if (at < end) {
    const d = f64x2.sub(v128.load(a + at), v128.load(b + at))
    s0 = f64x2.add(s0, f64x2.mul(d, d))
  }
  s0 = f64x2.add(s0, s1)
  return f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1)
}

// |c|² − 2 x·c for all centres into `to`, eight at a time.
function scores(a: KMeans, row: usize, to: usize): void {
  const stride = usize(a.kp) << 3
  let c = 0
  for (; c + 8 <= a.kp; c += 8) {
    let s0 = f64x2.splat(0)
    let s1 = f64x2.splat(0)
    let s2 = f64x2.splat(0)
    let s3 = f64x2.splat(0)
    let q = a.transposed + (usize(c) << 3)
    for (let j = 0; j < a.w; j++) {
      const x = v128.load64_splat(row + (usize(j) << 3))
      s0 = f64x2.add(s0, f64x2.mul(x, v128.load(q)))
      s1 = f64x2.add(s1, f64x2.mul(x, v128.load(q, 16)))
      s2 = f64x2.add(s2, f64x2.mul(x, v128.load(q, 32)))
      s3 = f64x2.add(s3, f64x2.mul(x, v128.load(q, 48)))
      q += stride
    }
    finish(a, c, s0, to)
    finish(a, c + 2, s1, to)
    finish(a, c + 4, s2, to)
    finish(a, c + 6, s3, to)
  }
  for (; c < a.kp; c += 2) {
    let s = f64x2.splat(0)
    let q = a.transposed + (usize(c) << 3)
    for (let j = 0; j < a.w; j++) {
      s = f64x2.add(s, f64x2.mul(v128.load64_splat(row + (usize(j) << 3)), v128.load(q)))
      q += stride
    }
    finish(a, c, s, to)
  }
}

@inline
function finish(a: KMeans, c: i32, sum: v128, to: usize): void {
  const at = usize(c) << 3
  v128.store(to + at, f64x2.sub(v128.load(a.norms + at), f64x2.add(sum, sum)))
}

@inline
function addRow(a: KMeans, sums: usize, centre: i32, row: usize, factor: f64): void {
  const to = sums + ((usize(centre) * usize(a.w + 1)) << 3)
  for (let j = 0; j < a.w; j++) {
    const at = usize(j) << 3
    store<f64>(to + at, load<f64>(to + at) + factor * load<f64>(row + at))
  }
  const at = usize(a.w) << 3
  store<f64>(to + at, load<f64>(to + at) + factor)
}

// At least the distance to the own centre: in single precision, and its rounding on top.
function tightened(a: KMeans, i: i32, label: i32): f64 {
  let s0 = f32x4.splat(0)
  let p = a.single + ((usize(i) * usize(a.w)) << 2)
  let q = a.singleCentres + ((usize(label) * usize(a.w)) << 2)
  const end = p + (usize(a.w) << 2)
  for (; p + 16 <= end; p += 16) {
    const d = f32x4.sub(v128.load(p), v128.load(q))
    s0 = f32x4.add(s0, f32x4.mul(d, d))
    q += 16
  }
  let sum = f64(f32x4.extract_lane(s0, 0) + f32x4.extract_lane(s0, 1) + (f32x4.extract_lane(s0, 2) + f32x4.extract_lane(s0, 3)))
  for (; p < end; p += 4) {
    const d = f64(load<f32>(p)) - f64(load<f32>(q))
    sum += d * d
    q += 4
  }
  return Math.sqrt(sum + f64(a.w + 8) * 2.4e-7 * (load<f64>(a.squares + (usize(i) << 3)) + a.largest))
}

// Hamerly's pass: rows whose bounds show that the own centre is still the nearest are left alone.
export function kmeansAssign(task: i32, args: usize, threadNumber: i32): void {
  const a = changetype<KMeans>(args)
  const from = task * a.chunk
  const to = min(from + a.chunk, a.n)
  const size = (usize(a.k) * usize(a.w + 1) + 2) << 3
  const sums = a.parts + usize(task) * size
  memory.fill(sums, 0, size)
  const scratch = a.scratch + usize(threadNumber) * (usize(a.kp) << 3)
  let changed = 0.0
  for (let i = from; i < to; i++) {
    const row = a.x + ((usize(i) * usize(a.w)) << 3)
    let old = -1
    if (!a.fresh) {
      old = load<i32>(a.labels + (usize(i) << 2))
      let upper = load<f64>(a.upper + (usize(i) << 3)) + load<f64>(a.moves + (usize(old) << 3))
      const lower = load<f64>(a.lower + (usize(i) << 3)) - (old == a.farthest ? a.farMove2 : a.farMove)
      const enough = max(lower, load<f64>(a.near + (usize(old) << 3)))
      if (upper >= enough) upper = tightened(a, i, old)
      store<f64>(a.upper + (usize(i) << 3), upper)
      store<f64>(a.lower + (usize(i) << 3), lower)
      if (upper < enough) continue
    }
    const label = nearest(a, i, row, scratch)
    if (label == old) continue
    const weight = a.weights ? load<f64>(a.weights + (usize(i) << 3)) : 1.0
    if (old >= 0) addRow(a, sums, old, row, -weight)
    addRow(a, sums, label, row, weight)
    store<i32>(a.labels + (usize(i) << 2), label)
    changed += 1
  }
  store<f64>(sums + size - 16, changed)
}

// |c|² − 2 x·c in single precision, four centres to a vector, keeping the least two and the index of the least.
// Single precision decides when the gap is larger than its rounding, else double does.
function nearest(a: KMeans, i: i32, row: usize, scratch: usize): i32 {
  let bestLanes = f32x4.splat(Infinity)
  let secondLanes = f32x4.splat(Infinity)
  let whichLanes = i32x4.splat(0)
  let index = i32x4(0, 1, 2, 3)
  const four = i32x4.splat(4)
  const stride = usize(a.kq) << 2
  const x0 = a.single + ((usize(i) * usize(a.w)) << 2)
  const xEnd = x0 + (usize(a.w) << 2)
  for (let c = 0; c < a.kq; c += 4) {
    let s0 = f32x4.splat(0)
    let s1 = f32x4.splat(0)
    let q = a.lanes + (usize(c) << 2)
    for (let p = x0; p < xEnd; p += 8) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(p), v128.load(q)))
      q += stride
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(p, 4), v128.load(q)))
      q += stride
    }
    s0 = f32x4.add(s0, s1)
    const score = f32x4.sub(v128.load(a.laneNorms + (usize(c) << 2)), f32x4.add(s0, s0))
    const less = f32x4.lt(score, bestLanes)
    secondLanes = f32x4.min(secondLanes, f32x4.max(score, bestLanes))
    bestLanes = f32x4.min(bestLanes, score)
    whichLanes = v128.bitselect(index, whichLanes, less)
    index = i32x4.add(index, four)
  }
  const square = load<f64>(a.squares + (usize(i) << 3))
  const error = f64(a.w + 8) * 2.4e-7 * (square + a.largest)
  const b0 = f32x4.extract_lane(bestLanes, 0)
  const b1 = f32x4.extract_lane(bestLanes, 1)
  const b2 = f32x4.extract_lane(bestLanes, 2)
  const b3 = f32x4.extract_lane(bestLanes, 3)
  const low01 = min(b0, b1)
  const low23 = min(b2, b3)
  const best = min(low01, low23)
  // The second of all: the runner-up of the lanes' bests, or the second of the best's own lane.
  const otherBest = max(low01, low23)
  const runner = low01 < low23 ? min(max(b0, b1), otherBest) : min(max(b2, b3), otherBest)
  const s01 = min(f32x4.extract_lane(secondLanes, 0), f32x4.extract_lane(secondLanes, 1))
  const s23 = min(f32x4.extract_lane(secondLanes, 2), f32x4.extract_lane(secondLanes, 3))
  const second = f64(min(runner, min(s01, s23)))
  if (!(second - f64(best) > 2 * error)) return nearestExactly(a, i, row, scratch)
  store<f64>(a.upper + (usize(i) << 3), Math.sqrt(max(0.0, square + f64(best) + error)))
  store<f64>(a.lower + (usize(i) << 3), Math.sqrt(max(0.0, square + second - error)))
  if (b0 == best) return i32x4.extract_lane(whichLanes, 0)
  if (b1 == best) return i32x4.extract_lane(whichLanes, 1)
  if (b2 == best) return i32x4.extract_lane(whichLanes, 2)
  return i32x4.extract_lane(whichLanes, 3)
}

function nearestExactly(a: KMeans, i: i32, row: usize, scratch: usize): i32 {
  scores(a, row, scratch)
  let best = load<f64>(scratch)
  let second = Infinity
  let label = 0
  for (let c = 1; c < a.k; c++) {
    const s = load<f64>(scratch + (usize(c) << 3))
    if (s < best) {
      second = best
      best = s
      label = c
    } else if (s < second) second = s
  }
  const square = load<f64>(a.squares + (usize(i) << 3))
  store<f64>(a.upper + (usize(i) << 3), Math.sqrt(max(0.0, square + best)) * (1.0 + 1e-9))
  store<f64>(a.lower + (usize(i) << 3), Math.sqrt(max(0.0, square + second)) * (1.0 - 1e-9))
  return label
}

// Exact sums, weights and loss for the present labels.
export function kmeansSums(task: i32, args: usize): void {
  const a = changetype<KMeans>(args)
  const from = task * a.chunk
  const to = min(from + a.chunk, a.n)
  const size = (usize(a.k) * usize(a.w + 1) + 2) << 3
  const sums = a.parts + usize(task) * size
  memory.fill(sums, 0, size)
  let loss = 0.0
  for (let i = from; i < to; i++) {
    const row = a.x + ((usize(i) * usize(a.w)) << 3)
    const label = load<i32>(a.labels + (usize(i) << 2))
    const weight = a.weights ? load<f64>(a.weights + (usize(i) << 3)) : 1.0
    addRow(a, sums, label, row, weight)
    loss += weight * squaredDistance(row, a.centres + ((usize(label) * usize(a.w)) << 3), a.w)
  }
  store<f64>(sums + size - 8, loss)
}

@unmanaged
class Seed {
  single: usize // f32[n × w], w even
  squares: usize // f64[n]
  weights: usize
  nearest: usize // f64[n]: squared distance to the nearest centre so far
  lanes: usize // f32[w × 4]: four candidates, transposed
  norms: usize // f32[4]
  distances: usize // f32[n × 4]: squared distances to the candidates
  parts: usize // f64, four sums per task
  n: i32
  w: i32
  chunk: i32
  keep: i32 // candidate to take over
}

// Sums over rows of min(nearest, |x − candidate|²) for four candidates, whose distances are kept.
export function kmeansSeed(task: i32, args: usize): void {
  const a = changetype<Seed>(args)
  const to = min((task + 1) * a.chunk, a.n)
  const norms = v128.load(a.norms)
  let sum0 = f64x2.splat(0)
  let sum1 = f64x2.splat(0)
  let p = a.single + ((usize(task * a.chunk) * usize(a.w)) << 2)
  for (let i = task * a.chunk; i < to; i++) {
    let s0 = f32x4.splat(0)
    let s1 = f32x4.splat(0)
    const end = p + (usize(a.w) << 2)
    for (let q = a.lanes; p < end; p += 8) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(p), v128.load(q)))
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(p, 4), v128.load(q, 16)))
      q += 32
    }
    s0 = f32x4.add(s0, s1)
    const whole = f32x4.add(f32x4.splat(f32(load<f64>(a.squares + (usize(i) << 3)))), norms)
    let d = f32x4.sub(whole, f32x4.add(s0, s0))
    // Below the rounding of the formula a distance is none.
    d = v128.and(d, f32x4.gt(d, f32x4.mul(whole, f32x4.splat(4e-6))))
    v128.store(a.distances + (usize(i) << 4), d)
    const limit = v128.load64_splat(a.nearest + (usize(i) << 3))
    const high = f64x2.promote_low_f32x4(i8x16.shuffle(d, d, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15))
    let low2 = f64x2.min(limit, f64x2.promote_low_f32x4(d))
    let high2 = f64x2.min(limit, high)
    if (a.weights) {
      const weight = v128.load64_splat(a.weights + (usize(i) << 3))
      low2 = f64x2.mul(low2, weight)
      high2 = f64x2.mul(high2, weight)
    }
    sum0 = f64x2.add(sum0, low2)
    sum1 = f64x2.add(sum1, high2)
  }
  v128.store(a.parts + (usize(task) << 5), sum0)
  v128.store(a.parts + (usize(task) << 5), sum1, 16)
}

// Takes a candidate over: nearest = min(nearest, its distance).
export function kmeansKeep(task: i32, args: usize): void {
  const a = changetype<Seed>(args)
  const to = min((task + 1) * a.chunk, a.n)
  for (let i = task * a.chunk; i < to; i++) {
    const at = a.nearest + (usize(i) << 3)
    const own = f64(load<f32>(a.distances + (usize(i) << 4) + (usize(a.keep) << 2)))
    store<f64>(at, min(load<f64>(at), own))
  }
}

@unmanaged
class Spread {
  x: usize
  single: usize
  squares: usize
  n: i32
  w: i32
  chunk: i32
}

// The rows in single precision, and their squared lengths.
export function kmeansSpread(task: i32, args: usize): void {
  const a = changetype<Spread>(args)
  const to = min((task + 1) * a.chunk, a.n)
  for (let i = task * a.chunk; i < to; i++) {
    const from = a.x + ((usize(i) * usize(a.w)) << 3)
    const out = a.single + ((usize(i) * usize(a.w)) << 2)
    let sum = 0.0
    for (let j = 0; j < a.w; j++) {
      const value = load<f64>(from + (usize(j) << 3))
      sum += value * value
      store<f32>(out + (usize(j) << 2), f32(value))
    }
    store<f64>(a.squares + (usize(i) << 3), sum)
  }
}

@unmanaged
class Scan {
  x: usize // f32[n × width], width a multiple of four
  norms: usize // f32[n]
  query: usize // f32[m × width]
  rows: usize // i32[m × k] out
  found: usize // f32[m × k] out: |x|² − 2 x·q, rising
  n: i32
  m: i32
  k: i32
  width: i32
  chunk: i32
}

// Task = a chunk of queries: the k rows of least distance, in single precision.
export function nearestRows(task: i32, args: usize): void {
  const a = changetype<Scan>(args)
  const to = min((task + 1) * a.chunk, a.m)
  const bytes = usize(a.width) << 2
  for (let block = 0; block < a.n; block += 256) {
    const stop = min(block + 256, a.n)
    for (let i = task * a.chunk; i < to; i++) {
      const q = a.query + usize(i) * bytes
      const rows = a.rows + (usize(i * a.k) << 2)
      const found = a.found + (usize(i * a.k) << 2)
      let held = min(block, a.k)
      let limit = held < a.k ? f32(Infinity) : load<f32>(found + (usize(a.k - 1) << 2))
      for (let r = block; r < stop; r++) {
        let sum = f32x4.splat(0)
        const p = a.x + usize(r) * bytes
        for (let at: usize = 0; at < bytes; at += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(p + at), v128.load(q + at)))
        const dot = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
        const score = load<f32>(a.norms + (usize(r) << 2)) - 2 * dot
        if (held == a.k && !(score < limit)) continue
        let place = held == a.k ? a.k - 1 : held++
        while (place > 0 && load<f32>(found + (usize(place - 1) << 2)) > score) {
          store<f32>(found + (usize(place) << 2), load<f32>(found + (usize(place - 1) << 2)))
          store<i32>(rows + (usize(place) << 2), load<i32>(rows + (usize(place - 1) << 2)))
          place--
        }
        store<f32>(found + (usize(place) << 2), score)
        store<i32>(rows + (usize(place) << 2), r)
        if (held == a.k) limit = load<f32>(found + (usize(a.k - 1) << 2))
      }
    }
  }
}
