// Histograms of gradients, the best split of every feature, partition of rows, and the losses' gradients.
// Sums are integers (fixed point), so they are exact and the order of addition does not matter.
// A cell is two 64-bit lanes: the gradient, and the number of rows in the upper 24 bits over the second derivative.

export const COUNT_SHIFT: i64 = 40
const LOW: i64 = 0xffffffffff

@unmanaged
export class Feature {
  cell: i32 // first cell in a slot
  bins: i32 // bins of values; the bin of missing values follows
  categorical: i32
  monotone: i32
  missing: i32 // 1 when training rows are missing here
  allowed: i32
}

@unmanaged
export class Split {
  gain: f64
  gradient: i64 // of the left child
  mass: i64
  bin: i32
  missingLeft: i32
  set0: u64
  set1: u64
  set2: u64
  set3: u64
}

@unmanaged
export class Node {
  gradient: i64
  mass: i64
  low: f64
  high: f64
  slot: i32
  active: i32
}

@unmanaged
export class Grow {
  invGradient: f64
  invHessian: f64
  l2: f64
  minHessian: f64
  catSmooth: f64
  n: i32
  features: i32
  group: i32
  minLeaf: i32
  bins: usize
  gh: usize
  rows: usize
  meta: usize
  hist: usize
  slotBytes: i32
  start: i32
  end: i32
  out: usize // Split[features × 2]
  scratch: usize // per thread 256 × 16 bytes
  small: usize // Node
  large: usize // Node; slot −1 at the root
}

@inline
export function cellAt(hist: usize, slot: i32, slotBytes: i32, cell: i32): usize {
  return hist + usize(slot) * usize(slotBytes) + (usize(cell) << 4)
}

function fillOne(a: Grow, f: i32, base: usize): void {
  const column = a.bins + usize(f) * usize(a.n)
  const one = i64x2(0, 1 << COUNT_SHIFT)
  const end = a.rows + (usize(a.end) << 2)
  for (let p = a.rows + (usize(a.start) << 2); p < end; p += 4) {
    const r = usize(load<u32>(p))
    const v = i64x2.add(v128.load_ext<i32>(a.gh + (r << 3)), one)
    const c = base + (usize(load<u8>(column + r)) << 4)
    v128.store(c, i64x2.add(v128.load(c), v))
  }
}

function fillFour(a: Grow, f: i32, base0: usize, base1: usize, base2: usize, base3: usize): void {
  const n = usize(a.n)
  const col0 = a.bins + usize(f) * n
  const col1 = col0 + n
  const col2 = col1 + n
  const col3 = col2 + n
  const one = i64x2(0, 1 << COUNT_SHIFT)
  const gh = a.gh
  const end = a.rows + (usize(a.end) << 2)
  for (let p = a.rows + (usize(a.start) << 2); p < end; p += 4) {
    const r = usize(load<u32>(p))
    const v = i64x2.add(v128.load_ext<i32>(gh + (r << 3)), one)
    const c0 = base0 + (usize(load<u8>(col0 + r)) << 4)
    const c1 = base1 + (usize(load<u8>(col1 + r)) << 4)
    v128.store(c0, i64x2.add(v128.load(c0), v))
    v128.store(c1, i64x2.add(v128.load(c1), v))
    const c2 = base2 + (usize(load<u8>(col2 + r)) << 4)
    const c3 = base3 + (usize(load<u8>(col3 + r)) << 4)
    v128.store(c2, i64x2.add(v128.load(c2), v))
    v128.store(c3, i64x2.add(v128.load(c3), v))
  }
}

@inline
function metaOf(a: Grow, f: i32): Feature {
  return changetype<Feature>(a.meta + usize(f) * offsetof<Feature>())
}

function fillGroup(a: Grow, from: i32, to: i32, slot: i32): void {
  const first = cellAt(a.hist, slot, a.slotBytes, metaOf(a, from).cell)
  const last = metaOf(a, to - 1)
  const end = cellAt(a.hist, slot, a.slotBytes, last.cell + last.bins + 1)
  memory.fill(first, 0, end - first)
  let f = from
  for (; f + 4 <= to; f += 4) {
    fillFour(
      a,
      f,
      cellAt(a.hist, slot, a.slotBytes, metaOf(a, f).cell),
      cellAt(a.hist, slot, a.slotBytes, metaOf(a, f + 1).cell),
      cellAt(a.hist, slot, a.slotBytes, metaOf(a, f + 2).cell),
      cellAt(a.hist, slot, a.slotBytes, metaOf(a, f + 3).cell),
    )
  }
  for (; f < to; f++) fillOne(a, f, cellAt(a.hist, slot, a.slotBytes, metaOf(a, f).cell))
}

function subtractGroup(a: Grow, from: i32, to: i32, small: i32, large: i32): void {
  const last = metaOf(a, to - 1)
  let s = cellAt(a.hist, small, a.slotBytes, metaOf(a, from).cell)
  let l = cellAt(a.hist, large, a.slotBytes, metaOf(a, from).cell)
  const end = cellAt(a.hist, large, a.slotBytes, last.cell + last.bins + 1)
  for (; l < end; l += 16, s += 16) v128.store(l, i64x2.sub(v128.load(l), v128.load(s)))
}

@inline
function clamp(v: f64, low: f64, high: f64): f64 {
  return v < low ? low : v > high ? high : v
}

@inline
function worth(g: f64, h: f64, v: f64): f64 {
  return -(2.0 * g * v + h * v * v)
}

// The gain of a split into (gl, hl) and (gr, hr), or −1 when it breaks the order asked for.
@inline
function gainOf(node: Node, monotone: i32, gl: f64, hl: f64, gr: f64, hr: f64): f64 {
  const vl = clamp(-gl / hl, node.low, node.high)
  const vr = clamp(-gr / hr, node.low, node.high)
  if (monotone != 0 && f64(monotone) * (vr - vl) < 0.0) return -1.0
  return worth(gl, hl, vl) + worth(gr, hr, vr)
}

function scan(a: Grow, node: Node, base: usize, order: usize, used: i32, missingLeft: i32, f: Feature, out: Split): void {
  const cells = f.bins
  let left = missingLeft ? v128.load(base + (usize(cells) << 4)) : i64x2(0, 0)
  const totalG = node.gradient
  const totalM = node.mass
  const rows = i32(totalM >> COUNT_SHIFT)
  const G = f64(totalG) * a.invGradient
  const H = f64(totalM & LOW) * a.invHessian
  const parent = worth(G, H + a.l2, clamp(-G / (H + a.l2), node.low, node.high))
  const extra = f.missing != 0 && missingLeft == 0 ? used : used - 1
  for (let k = 0; k < extra; k++) {
    const b = order ? i32(load<u8>(order + usize(k))) : k
    left = i64x2.add(left, v128.load(base + (usize(b) << 4)))
    const mass = i64x2.extract_lane(left, 1)
    const count = i32(mass >> COUNT_SHIFT)
    if (count < a.minLeaf) continue
    if (rows - count < a.minLeaf) break
    const hl = f64(mass & LOW) * a.invHessian
    if (hl < a.minHessian) continue
    if (H - hl < a.minHessian) break
    const g = i64x2.extract_lane(left, 0)
    const gl = f64(g) * a.invGradient
    const hr = f64((totalM & LOW) - (mass & LOW)) * a.invHessian
    const gr = f64(totalG - g) * a.invGradient
    const gain = gainOf(node, f.monotone, gl, hl + a.l2, gr, hr + a.l2) - parent
    if (gain > out.gain) {
      out.gain = gain
      out.gradient = g
      out.mass = mass
      out.bin = k
      out.missingLeft = missingLeft
    }
  }
}

// Categories ordered by gradient over (second derivative + smoothing); those with too little mass are left out (right).
function orderCategories(a: Grow, base: usize, cells: i32, order: usize, keys: usize): i32 {
  let used = 0
  for (let b = 0; b < cells; b++) {
    const cell = v128.load(base + (usize(b) << 4))
    const mass = i64x2.extract_lane(cell, 1)
    const h = f64(mass & LOW) * a.invHessian
    if (f64(mass >> COUNT_SHIFT) < a.catSmooth) continue
    const key = (f64(i64x2.extract_lane(cell, 0)) * a.invGradient) / (h + a.catSmooth)
    let at = used++
    while (at > 0 && load<f64>(keys + (usize(at - 1) << 3)) > key) {
      store<f64>(keys + (usize(at) << 3), load<f64>(keys + (usize(at - 1) << 3)))
      store<u8>(order + usize(at), load<u8>(order + usize(at - 1)))
      at--
    }
    store<f64>(keys + (usize(at) << 3), key)
    store<u8>(order + usize(at), u8(b))
  }
  return used
}

@inline
function addToSet(out: Split, bin: i32): void {
  const word = changetype<usize>(out) + offsetof<Split>('set0') + (usize(bin >> 6) << 3)
  store<u64>(word, load<u64>(word) | (u64(1) << u64(bin & 63)))
}

function bestOf(a: Grow, f: Feature, node: Node, out: Split, scratch: usize): void {
  out.gain = 0.0
  out.bin = -1
  out.set0 = 0
  out.set1 = 0
  out.set2 = 0
  out.set3 = 0
  if (!f.allowed || !node.active) return
  const base = cellAt(a.hist, node.slot, a.slotBytes, f.cell)
  if (!f.categorical) {
    scan(a, node, base, 0, f.bins, 0, f, out)
    if (f.missing) scan(a, node, base, 0, f.bins, 1, f, out)
    return
  }
  const used = orderCategories(a, base, f.bins, scratch, scratch + 256)
  // Rows of left-out categories and missing rows stay on the right, or a second pass turns the order round.
  scanCategories(a, node, base, scratch, used, f, out)
  for (let k = 0; k <= out.bin; k++) addToSet(out, i32(load<u8>(scratch + usize(k))))
}

function scanCategories(a: Grow, node: Node, base: usize, order: usize, used: i32, f: Feature, out: Split): void {
  const saved = f.missing
  f.missing = 1
  scan(a, node, base, order, used, 0, f, out)
  const forward = out.gain
  for (let i = 0; i < used >> 1; i++) {
    const t = load<u8>(order + usize(i))
    store<u8>(order + usize(i), load<u8>(order + usize(used - 1 - i)))
    store<u8>(order + usize(used - 1 - i), t)
  }
  scan(a, node, base, order, used, 0, f, out)
  f.missing = saved
  if (out.gain > forward) return
  for (let i = 0; i < used >> 1; i++) {
    const t = load<u8>(order + usize(i))
    store<u8>(order + usize(i), load<u8>(order + usize(used - 1 - i)))
    store<u8>(order + usize(used - 1 - i), t)
  }
}

// Task = a group of features: histogram of the smaller child, the larger by subtraction, best splits of both.
export function splitGroup(task: i32, args: usize, threadNumber: i32): void {
  const a = changetype<Grow>(args)
  const from = task * a.group
  const to = min(from + a.group, a.features)
  const small = changetype<Node>(a.small)
  const large = changetype<Node>(a.large)
  fillGroup(a, from, to, small.slot)
  if (large.slot >= 0) subtractGroup(a, from, to, small.slot, large.slot)
  const scratch = a.scratch + usize(threadNumber) * 4096
  for (let f = from; f < to; f++) {
    const out = a.out + usize(f) * 2 * offsetof<Split>()
    bestOf(a, metaOf(a, f), small, changetype<Split>(out), scratch)
    if (large.slot >= 0) bestOf(a, metaOf(a, f), large, changetype<Split>(out + offsetof<Split>()), scratch)
  }
}

@unmanaged
class Partition {
  rows: usize
  spare: usize
  column: usize
  counts: usize // i32 per task: rows going left, then where the left and right parts begin
  set: usize // 0 for a threshold
  start: i32
  end: i32
  chunk: i32
  bin: i32
  missingBin: i32
  missingLeft: i32
}

@inline
export function goesLeft(bin: i32, cut: i32, missingBin: i32, missingLeft: i32, set: usize): i32 {
  if (bin == missingBin) return missingLeft
  if (set) return i32((load<u64>(set + (usize(bin >> 6) << 3)) >> u64(bin & 63)) & 1)
  return i32(bin <= cut)
}

// Task = a chunk of the node's rows: left rows from the front of the chunk in `spare`, right rows from its back.
export function partitionChunk(task: i32, args: usize): void {
  const a = changetype<Partition>(args)
  const from = a.start + task * a.chunk
  const to = min(from + a.chunk, a.end)
  let left = a.spare + (usize(from) << 2)
  let right = a.spare + (usize(to) << 2) - 4
  const set = a.set
  const cut = a.bin
  const column = a.column
  const missingBin = a.missingBin
  const missingLeft = a.missingLeft
  const first = left
  for (let p = a.rows + (usize(from) << 2), end = a.rows + (usize(to) << 2); p < end; p += 4) {
    const r = load<u32>(p)
    const goes = usize(goesLeft(i32(load<u8>(column + usize(r))), cut, missingBin, missingLeft, set))
    store<u32>(left, r)
    store<u32>(right, r)
    left += goes << 2
    right -= (1 - goes) << 2
  }
  store<i32>(a.counts + (usize(task) << 2), i32((left - first) >> 2))
}

// Task = a chunk: back to `rows`, left parts first, right parts after, in their old order.
export function gatherChunk(task: i32, args: usize): void {
  const a = changetype<Partition>(args)
  const tasks = (a.end - a.start + a.chunk - 1) / a.chunk
  const from = a.start + task * a.chunk
  const to = min(from + a.chunk, a.end)
  let leftBefore = 0
  let leftAll = 0
  for (let t = 0; t < tasks; t++) {
    const c = load<i32>(a.counts + (usize(t) << 2))
    if (t < task) leftBefore += c
    leftAll += c
  }
  const mine = load<i32>(a.counts + (usize(task) << 2))
  const rightBefore = from - a.start - leftBefore
  memory.copy(a.rows + (usize(a.start + leftBefore) << 2), a.spare + (usize(from) << 2), usize(mine) << 2)
  let to4 = a.rows + (usize(a.start + leftAll + rightBefore) << 2)
  for (let p = a.spare + (usize(to) << 2) - 4, end = a.spare + (usize(from + mine) << 2); p >= end; p -= 4) {
    store<u32>(to4, load<u32>(p))
    to4 += 4
  }
}
