// One tree of a forest per task: bootstrap, random columns at each node, depth first.
// Two answers share one grower: `mean` (cells of sum and mass: numbers, two classes) and `classes` (one cell per class).

import { COUNT_SHIFT, goesLeft } from './boost'

const LOW: i64 = 0xffffffffff
const LEAF: u16 = 65535

@unmanaged
class Forest {
  minGain: f64
  bins: usize
  gh: usize // per row: i32 weight × answer (or class), i32 weight
  meta: usize // per column: i32 bins, i32 categorical
  seeds: usize // u32 per task
  output: usize // per task: see below
  scratch: usize // per thread
  outputBytes: i32
  scratchBytes: i32
  n: i32
  columns: i32
  tries: i32
  minLeaf: i32
  minSplit: i32
  maxDepth: i32
  draws: i32 // rows drawn with replacement, or 0 for all rows once
  classes: i32 // 0 for `mean`
  maxNodes: i32
  rows: usize // u32 rows to use (those with weight), m of them
  m: i32
  width: i32 // numbers per leaf: 1 for `mean`, else the classes
  answers: usize // f64 per row, for `mean`
  weights: usize // f64 per row, or 0
}

// Output of a task: counts of nodes, sets and leaves, then gains f64 by column, leaf values f64, nodes (8 bytes each),
// sets (32 bytes each), cover f32, gain f32 and set number i32 (−1 without) by node.
@unmanaged
class Out {
  nodes: i32
  sets: i32
  leaves: i32
  unused: i32
}

// Scratch of a thread: hist 256 × max(16, classes × 8), order of columns, stack, spare rows, times of rows.
let hist: usize = 0
let order: usize = 0
let stack: usize = 0
let spare: usize = 0
let times: usize = 0
let drawn: usize = 0
let ranked: usize = 0
let keys: usize = 0
let totals: usize = 0
let lefts: usize = 0
let state: u32 = 0

let nodes: usize = 0
let cover: usize = 0
let gains: usize = 0
let gainOf: usize = 0
let setOf: usize = 0
let sets: usize = 0
let rows: usize = 0
let values: usize = 0
let occupied: usize = 0 // 256 bits

let bestGain: f64 = 0
let bestColumn: i32 = -1
let bestBin: i32 = 0
let bestMissingLeft: i32 = 0
let best0: u64 = 0
let best1: u64 = 0
let best2: u64 = 0
let best3: u64 = 0

function random(): u32 {
  state += 0x6d2b79f5
  let t = (state ^ (state >> 15)) * (state | 1)
  t ^= t + (t ^ (t >> 7)) * (t | 61)
  return t ^ (t >> 14)
}

@inline
function below(n: i32): i32 {
  return i32((u64(random()) * u64(n)) >> 32)
}

function layOut(a: Forest, task: i32, threadNumber: i32): void {
  const k = usize(max(2, a.classes))
  let p = a.scratch + usize(threadNumber) * usize(a.scratchBytes)
  hist = p
  p += 256 * k * 8
  totals = p
  p += k * 8
  lefts = p
  p += k * 8
  keys = p
  p += 2048
  ranked = p
  p += 256
  occupied = p
  p += 32
  order = p
  p += usize(a.columns) * 4
  stack = p
  p += usize(a.m + 2) * 24
  spare = p
  p += usize(a.m) * 4
  times = p
  p += usize(a.n) * 4
  drawn = p
  rows = p + usize(a.n) * 8
  let o = a.output + usize(task) * usize(a.outputBytes) + 16
  const most = usize(a.maxNodes)
  gains = o
  o += usize(a.columns) * 8
  values = o
  o += ((most + 1) / 2) * usize(a.width) * 8
  nodes = o
  o += most * 8
  sets = o
  o += (most / 2) * 32
  cover = o
  o += most * 4
  gainOf = o
  o += most * 4
  setOf = o
}

// Rows of the tree in rising order with how often each was drawn; returns how many there are.
function draw(a: Forest): i32 {
  if (a.draws == 0) {
    memory.copy(rows, a.rows, usize(a.m) * 4)
    for (let i = 0; i < a.m; i++) store<i32>(times + (usize(load<u32>(rows + (usize(i) << 2))) << 2), 1)
    memory.copy(drawn, a.gh, usize(a.n) * 8)
    return a.m
  }
  memory.fill(times, 0, usize(a.n) * 4)
  for (let i = 0; i < a.draws; i++) {
    const at = times + (usize(load<u32>(a.rows + (usize(below(a.m)) << 2))) << 2)
    store<i32>(at, load<i32>(at) + 1)
  }
  let count = 0
  for (let i = 0; i < a.m; i++) {
    const r = load<u32>(a.rows + (usize(i) << 2))
    const n = load<i32>(times + (usize(r) << 2))
    if (!n) continue
    store<u32>(rows + (usize(count++) << 2), r)
    const pair = a.gh + (usize(r) << 3)
    const to = drawn + (usize(r) << 3)
    store<i32>(to, a.classes ? load<i32>(pair) : load<i32>(pair) * n)
    store<i32>(to, load<i32>(pair, 4) * n, 4)
  }
  return count
}

@inline
function occupy(bits: usize, bin: u32): void {
  const at = bits + usize((bin >> 6) << 3)
  store<u64>(at, load<u64>(at) | (u64(1) << u64(bin & 63)))
}

@inline
function word(index: i32): u64 {
  return load<u64>(occupied + (usize(index) << 3))
}

@inline
function binAt(a: Forest, row: usize, column: i32): u32 {
  return load<u8>(a.bins + row * usize(a.columns) + usize(column))
}

function fillMean(a: Forest, column: i32, start: i32, end: i32, bins: i32): void {
  const one = i64x2(0, 1 << COUNT_SHIFT)
  const pairs = drawn
  const h = hist
  const bits = occupied
  const base = a.bins + usize(column)
  const stride = usize(a.columns)
  const stop = rows + (usize(end) << 2)
  memory.fill(bits, 0, 32)
  if (end - start < 256) {
    for (let p = rows + (usize(start) << 2); p < stop; p += 4) {
      const r = usize(load<u32>(p))
      const b = u32(load<u8>(base + r * stride))
      const c = h + (usize(b) << 4)
      v128.store(c, i64x2.add(v128.load(c), i64x2.add(v128.load_ext<i32>(pairs + (r << 3)), one)))
      occupy(bits, b)
    }
    return
  }
  for (let p = rows + (usize(start) << 2); p < stop; p += 4) {
    const r = usize(load<u32>(p))
    const c = h + (usize(load<u8>(base + r * stride)) << 4)
    v128.store(c, i64x2.add(v128.load(c), i64x2.add(v128.load_ext<i32>(pairs + (r << 3)), one)))
  }
  for (let b = 0; b <= bins; b++) if (load<i64>(h + (usize(b) << 4), 8)) occupy(bits, b)
}

function fillClasses(a: Forest, column: i32, start: i32, end: i32): void {
  const k = usize(a.classes)
  const bits = occupied
  memory.fill(bits, 0, 32)
  for (let p = rows + (usize(start) << 2), stop = rows + (usize(end) << 2); p < stop; p += 4) {
    const r = usize(load<u32>(p))
    const b = binAt(a, r, column)
    const at = drawn + (r << 3)
    const c = hist + ((usize(b) * k + usize(load<i32>(at))) << 3)
    store<i64>(c, load<i64>(c) + i64(load<i32>(at, 4)) + (i64(1) << COUNT_SHIFT))
    occupy(bits, b)
  }
}

function clearCells(width: usize): void {
  for (let w = 0; w < 4; w++) {
    let bits = word(w)
    while (bits) {
      const b = usize(w * 64) + usize(ctz(bits))
      if (width == 16) v128.store(hist + (b << 4), i64x2(0, 0))
      else memory.fill(hist + b * width, 0, width)
      bits &= bits - 1
    }
  }
}

// Value for the order of categories: mean answer, or share of the class that is most frequent in the node.
function rankOf(a: Forest, bin: i32, top: i32): f64 {
  if (!a.classes) {
    const c = hist + (usize(bin) << 4)
    return f64(load<i64>(c)) / f64(max<i64>(1, load<i64>(c, 8) & LOW))
  }
  let sum: i64 = 0
  for (let k = 0; k < a.classes; k++) sum += load<i64>(hist + (usize(bin * a.classes + k) << 3)) & LOW
  return f64(load<i64>(hist + (usize(bin * a.classes + top) << 3)) & LOW) / f64(max<i64>(1, sum))
}

function topClass(a: Forest): i32 {
  let top = 0
  for (let k = 1; k < a.classes; k++) {
    if ((load<i64>(totals + (usize(k) << 3)) & LOW) > (load<i64>(totals + (usize(top) << 3)) & LOW)) top = k
  }
  return top
}

// Bins in the order of the scan; for categories by rank. The bin of missing values is left out. Returns how many.
function listBins(a: Forest, missingBin: i32, categorical: i32): i32 {
  let used = 0
  for (let w = 0; w < 4; w++) {
    let bits = word(w)
    while (bits) {
      const b = w * 64 + i32(ctz(bits))
      bits &= bits - 1
      if (b == missingBin) continue
      store<u8>(ranked + usize(used++), u8(b))
    }
  }
  if (!categorical) return used
  const top = topClass(a)
  for (let i = 0; i < used; i++) {
    const b = load<u8>(ranked + usize(i))
    const key = rankOf(a, i32(b), top)
    let at = i
    while (at > 0 && load<f64>(keys + (usize(at - 1) << 3)) > key) {
      store<f64>(keys + (usize(at) << 3), load<f64>(keys + (usize(at - 1) << 3)))
      store<u8>(ranked + usize(at), load<u8>(ranked + usize(at - 1)))
      at--
    }
    store<f64>(keys + (usize(at) << 3), key)
    store<u8>(ranked + usize(at), b)
  }
  return used
}

@inline
function isOccupied(bin: i32): bool {
  return ((word(bin >> 6) >> u64(bin & 63)) & 1) != 0
}

// Adds a bin to the left side; returns the rows in it.
@inline
function moveLeft(a: Forest, bin: i32): i32 {
  const c = hist + (usize(bin * a.classes) << 3)
  let count: i64 = 0
  for (let k = 0; k < a.classes; k++) {
    const v = load<i64>(c + (usize(k) << 3))
    store<i64>(lefts + (usize(k) << 3), load<i64>(lefts + (usize(k) << 3)) + v)
    count += v >> COUNT_SHIFT
  }
  return i32(count)
}

@inline
function classWorth(a: Forest): f64 {
  let sum = 0.0
  let rest = 0.0
  let squares = 0.0
  let restSquares = 0.0
  for (let k = 0; k < a.classes; k++) {
    const l = f64(load<i64>(lefts + (usize(k) << 3)) & LOW)
    const r = f64((load<i64>(totals + (usize(k) << 3)) & LOW) - (load<i64>(lefts + (usize(k) << 3)) & LOW))
    sum += l
    rest += r
    squares += l * l
    restSquares += r * r
  }
  return (sum > 0 ? squares / sum : 0.0) + (rest > 0 ? restSquares / rest : 0.0)
}

// Two classes and numbers: S² / W of both sides, over one common denominator.
function scanMean(a: Forest, column: i32, used: i32, count: i32, missingBin: i32, missingLeft: i32, categorical: i32, parent: f64): void {
  let left = missingLeft ? v128.load(hist + (usize(missingBin) << 4)) : i64x2(0, 0)
  const hasMissing = isOccupied(missingBin)
  const stop = hasMissing && !missingLeft ? used : used - 1
  const allSum = f64(load<i64>(totals))
  const allMass = f64(load<i64>(totals, 8) & LOW)
  const minLeaf = a.minLeaf
  let best = bestGain
  for (let i = 0; i < stop; i++) {
    const bin = i32(load<u8>(ranked + usize(i)))
    left = i64x2.add(left, v128.load(hist + (usize(bin) << 4)))
    const mass = i64x2.extract_lane(left, 1)
    const rowsLeft = i32(mass >> COUNT_SHIFT)
    if (rowsLeft < minLeaf) continue
    if (count - rowsLeft < minLeaf) break
    const s = f64(i64x2.extract_lane(left, 0))
    const w = f64(mass & LOW)
    const rs = allSum - s
    const rw = allMass - w
    const gain = (s * s * rw + rs * rs * w) / (w * rw) - parent
    if (gain <= best) continue
    best = gain
    keep(column, gain, hasMissing ? missingLeft : i32(rowsLeft * 2 >= count), categorical ? i : cutAfter(i, used, bin))
  }
}

@inline
function cutAfter(i: i32, used: i32, bin: i32): i32 {
  const next = i + 1 < used ? i32(load<u8>(ranked + usize(i + 1))) : bin + 1
  return (bin + next - 1) >> 1
}

@inline
function keep(column: i32, gain: f64, missingLeft: i32, bin: i32): void {
  bestGain = gain
  bestColumn = column
  bestMissingLeft = missingLeft
  bestBin = bin
}

// More than two classes: Σ n² / n of both sides.
function scanClasses(a: Forest, column: i32, used: i32, count: i32, missingBin: i32, missingLeft: i32, categorical: i32, parent: f64): void {
  memory.fill(lefts, 0, usize(a.classes) << 3)
  let left = missingLeft ? moveLeft(a, missingBin) : 0
  const hasMissing = isOccupied(missingBin)
  const stop = hasMissing && !missingLeft ? used : used - 1
  for (let i = 0; i < stop; i++) {
    const bin = i32(load<u8>(ranked + usize(i)))
    left += moveLeft(a, bin)
    if (left < a.minLeaf) continue
    if (count - left < a.minLeaf) break
    const gain = classWorth(a) - parent
    if (gain <= bestGain) continue
    keep(column, gain, hasMissing ? missingLeft : i32(left * 2 >= count), categorical ? i : cutAfter(i, used, bin))
  }
}

@inline
function scan(a: Forest, column: i32, used: i32, count: i32, missingBin: i32, missingLeft: i32, categorical: i32, parent: f64): void {
  if (a.classes) scanClasses(a, column, used, count, missingBin, missingLeft, categorical, parent)
  else scanMean(a, column, used, count, missingBin, missingLeft, categorical, parent)
}

function tryColumn(a: Forest, column: i32, start: i32, end: i32, parent: f64): bool {
  const meta = a.meta + (usize(column) << 3)
  const missingBin = load<i32>(meta)
  const categorical = load<i32>(meta, 4)
  if (a.classes) fillClasses(a, column, start, end)
  else fillMean(a, column, start, end, missingBin)
  const varied = i32(popcnt(word(0)) + popcnt(word(1)) + popcnt(word(2)) + popcnt(word(3))) > 1
  if (varied) {
    const used = listBins(a, missingBin, categorical)
    const before = bestGain
    scan(a, column, used, end - start, missingBin, 0, categorical, parent)
    if (isOccupied(missingBin)) scan(a, column, used, end - start, missingBin, 1, categorical, parent)
    if (categorical && bestGain > before) keepSet()
  }
  clearCells(a.classes ? usize(a.classes) << 3 : 16)
  return varied
}

function keepSet(): void {
  best0 = best1 = best2 = best3 = 0
  for (let i = 0; i <= bestBin; i++) {
    const b = i32(load<u8>(ranked + usize(i)))
    const bit = u64(1) << u64(b & 63)
    if (b < 64) best0 |= bit
    else if (b < 128) best1 |= bit
    else if (b < 192) best2 |= bit
    else best3 |= bit
  }
}

// Sums of the node in `totals`; returns its worth (sum² / mass), and its mass through `cover` of the node.
function sumUp(a: Forest, start: i32, end: i32, node: i32): f64 {
  const width = a.classes ? a.classes : 2
  memory.fill(totals, 0, usize(width) << 3)
  let same = true
  let none = true
  let full = true
  const first = load<i32>(a.gh + (usize(load<u32>(rows + (usize(start) << 2))) << 3))
  let sums = i64x2(0, 0)
  for (let p = rows + (usize(start) << 2), stop = rows + (usize(end) << 2); p < stop; p += 4) {
    const r = usize(load<u32>(p))
    const at = drawn + (r << 3)
    const g = load<i32>(at)
    const w = load<i32>(at, 4)
    if (a.classes) store<i64>(totals + (usize(g) << 3), load<i64>(totals + (usize(g) << 3)) + w)
    else sums = i64x2.add(sums, v128.load_ext<i32>(at))
    same = same && load<i32>(a.gh + (r << 3)) == first
    none = none && g == 0
    full = full && g == w
  }
  if (!a.classes) v128.store(totals, sums)
  let mass: i64 = 0
  let squares = 0.0
  if (a.classes) {
    for (let k = 0; k < width; k++) {
      const w = load<i64>(totals + (usize(k) << 3))
      mass += w
      squares += f64(w) * f64(w)
    }
  } else {
    mass = load<i64>(totals, 8)
    squares = f64(load<i64>(totals)) * f64(load<i64>(totals))
  }
  store<f32>(cover + (usize(node) << 2), f32(mass))
  const pure = a.classes ? same : none || full || (same && !a.weights)
  return pure || mass <= 0 ? -1.0 : squares / f64(mass)
}

@inline
function swapColumns(i: i32, j: i32): void {
  const x = load<i32>(order + (usize(i) << 2))
  store<i32>(order + (usize(i) << 2), load<i32>(order + (usize(j) << 2)))
  store<i32>(order + (usize(j) << 2), x)
}

// Columns known to be constant stand in front of `order`; returns how many are known after this node. A constant column
// that is drawn counts as tried, but at least one other is tried while there is one.
function search(a: Forest, start: i32, end: i32, known: i32, parent: f64): i32 {
  bestGain = a.minGain
  bestColumn = -1
  const random = a.tries < a.columns
  let constant = known
  let unseen = known
  let drawn = 0
  let varied = 0
  let at = known
  while (at < a.columns && (drawn < a.tries || varied == 0)) {
    drawn++
    if (random) {
      const place = below(unseen + a.columns - at)
      if (place < unseen) {
        unseen--
        continue
      }
      swapColumns(at, at + place - unseen)
    }
    if (tryColumn(a, load<i32>(order + (usize(at) << 2)), start, end, parent)) varied++
    else {
      swapColumns(constant, at)
      constant++
    }
    at++
  }
  return constant
}

function divide(a: Forest, start: i32, end: i32, set: usize): i32 {
  const column = bestColumn
  const missingBin = load<i32>(a.meta + (usize(column) << 3))
  let left = rows + (usize(start) << 2)
  let right = spare
  const first = left
  for (let p = left, stop = rows + (usize(end) << 2); p < stop; p += 4) {
    const r = load<u32>(p)
    const goes = usize(goesLeft(i32(binAt(a, usize(r), column)), bestBin, missingBin, bestMissingLeft, set))
    store<u32>(left, r)
    store<u32>(right, r)
    left += goes << 2
    right += (1 - goes) << 2
  }
  memory.copy(left, spare, right - spare)
  return start + i32((left - first) >> 2)
}

@inline
function push(top: usize, node: i32, start: i32, end: i32, depth: i32, known: i32): usize {
  store<i32>(top, node)
  store<i32>(top, start, 4)
  store<i32>(top, end, 8)
  store<i32>(top, depth, 12)
  store<i32>(top, known, 16)
  return top + 24
}

function becomeLeaf(a: Forest, node: i32, start: i32, end: i32, out: Out): void {
  const at = nodes + (usize(node) << 3)
  store<u16>(at, LEAF)
  store<u16>(at, 0, 2)
  store<i32>(at, out.leaves, 4)
  store<f32>(gainOf + (usize(node) << 2), 0)
  leafValue(a, start, end, values + ((usize(out.leaves) * usize(a.width)) << 3))
  out.leaves++
}

// Mean answer of the rows, or the share of each class.
function leafValue(a: Forest, start: i32, end: i32, to: usize): void {
  memory.fill(to, 0, usize(a.width) << 3)
  let mass = 0.0
  for (let i = start; i < end; i++) {
    const r = usize(load<u32>(rows + (usize(i) << 2)))
    const w = (a.weights ? load<f64>(a.weights + (r << 3)) : 1.0) * f64(load<i32>(times + (r << 2)))
    const at = a.classes ? to + (usize(load<i32>(a.gh + (r << 3))) << 3) : to
    store<f64>(at, load<f64>(at) + (a.classes ? w : w * load<f64>(a.answers + (r << 3))))
    mass += w
  }
  for (let k: usize = 0; k < usize(a.width); k++) store<f64>(to + (k << 3), load<f64>(to + (k << 3)) / mass)
}

function becomeSplit(a: Forest, node: i32, child: i32, out: Out): usize {
  const at = nodes + (usize(node) << 3)
  const categorical = load<i32>(a.meta + (usize(bestColumn) << 3), 4)
  store<u16>(at, u16(bestColumn))
  store<u8>(at, categorical ? 0 : u8(bestBin), 2)
  store<u8>(at, u8(bestMissingLeft | (categorical ? 2 : 0)), 3)
  store<i32>(at, child, 4)
  store<f32>(gainOf + (usize(node) << 2), f32(bestGain))
  const total = gains + (usize(bestColumn) << 3)
  store<f64>(total, load<f64>(total) + bestGain)
  if (!categorical) return 0
  const set = sets + (usize(out.sets) << 5)
  store<u64>(set, best0)
  store<u64>(set, best1, 8)
  store<u64>(set, best2, 16)
  store<u64>(set, best3, 24)
  store<i32>(setOf + (usize(node) << 2), out.sets++)
  return set
}

export function growTree(task: i32, args: usize, threadNumber: i32): void {
  const a = changetype<Forest>(args)
  layOut(a, task, threadNumber)
  state = load<u32>(a.seeds + (usize(task) << 2))
  const out = changetype<Out>(gains - 16)
  out.sets = 0
  out.leaves = 0
  memory.fill(hist, 0, 256 * usize(max(2, a.classes)) * 8)
  memory.fill(gains, 0, usize(a.columns) * 8)
  for (let j = 0; j < a.columns; j++) store<i32>(order + (usize(j) << 2), j)
  const m = draw(a)
  let count = 1
  let top = push(stack, 0, 0, m, 0, 0)
  while (top > stack) {
    top -= 24
    const node = load<i32>(top)
    const start = load<i32>(top, 4)
    const end = load<i32>(top, 8)
    const depth = load<i32>(top, 12)
    const known = load<i32>(top, 16)
    store<i32>(setOf + (usize(node) << 2), -1)
    const parent = sumUp(a, start, end, node)
    const open = parent >= 0 && depth < a.maxDepth && end - start >= a.minSplit && end - start >= 2 * a.minLeaf
    const constant = open ? search(a, start, end, known, parent) : known
    if (!open || bestColumn < 0) {
      becomeLeaf(a, node, start, end, out)
      continue
    }
    const set = becomeSplit(a, node, count, out)
    const middle = divide(a, start, end, set)
    top = push(top, count + 1, middle, end, depth + 1, constant)
    top = push(top, count, start, middle, depth + 1, constant)
    count += 2
  }
  out.nodes = count
}
