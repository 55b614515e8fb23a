// Rows through trees. A tree node is 8 bytes: column u16 (65,535 = leaf), bin u8, flags u8, first child i32 (the second
// follows it) or, for a leaf, the index of its value. Flags: 1 missing goes left, 2 categories (a set instead of the bin).

import { goesLeft } from './boost'

const LEAF: i32 = 65535

@unmanaged
class BinRows {
  x: usize // f64, row by row
  bins: usize // u8 out, row by row
  edges: usize
  counts: usize // i32 number of bins of values
  kinds: usize // u8: 0 numbers, 1 categories (edges are the sorted categories)
  from: i32
  n: i32
  columns: i32
  chunk: i32
}

@inline
function lowerBound(edges: usize, x: f64): i32 {
  let at: usize = 0
  at += usize(load<f64>(edges + ((at + 127) << 3)) < x) << 7
  at += usize(load<f64>(edges + ((at + 63) << 3)) < x) << 6
  at += usize(load<f64>(edges + ((at + 31) << 3)) < x) << 5
  at += usize(load<f64>(edges + ((at + 15) << 3)) < x) << 4
  at += usize(load<f64>(edges + ((at + 7) << 3)) < x) << 3
  at += usize(load<f64>(edges + ((at + 3) << 3)) < x) << 2
  at += usize(load<f64>(edges + ((at + 1) << 3)) < x) << 1
  at += usize(load<f64>(edges + (at << 3)) < x)
  return i32(at)
}

@inline
function binValue(a: BinRows, j: i32, x: f64): u8 {
  const count = load<i32>(a.counts + (usize(j) << 2))
  if (x != x) return 255
  const edges = a.edges + (usize(j) << 11)
  const at = lowerBound(edges, x)
  if (!load<u8>(a.kinds + usize(j))) return u8(min(at, count - 1))
  return u8(at < count && load<f64>(edges + (usize(at) << 3)) == x ? at : 255)
}

// Task = a chunk of rows.
export function binRows(task: i32, args: usize): void {
  const a = changetype<BinRows>(args)
  const from = task * a.chunk
  const to = min(from + a.chunk, a.n)
  let p = a.x + (usize(from) * usize(a.columns) << 3)
  let out = a.bins + usize(from) * usize(a.columns)
  for (let i = from; i < to; i++) {
    for (let j = 0; j < a.columns; j++) {
      store<u8>(out++, binValue(a, j, load<f64>(p)))
      p += 8
    }
  }
}

@unmanaged
class Prepare {
  nodes: usize
  out: usize
  count: i32
  chunk: i32
}

// Task = a chunk of nodes, made ready for a walk without questions. Missing values have the bin 255. A row goes to the
// second child when (bin + shift) mod 256 > cut, where shift is 1, and cut one more, if missing goes left: then 255 becomes
// 0. A leaf is its own first child. Bits: column 16, cut 8, shift 1 and set 2 and leaf 4 in 8, child 32.
export function prepareNodes(task: i32, args: usize): void {
  const a = changetype<Prepare>(args)
  const to = min((task + 1) * a.chunk, a.count)
  for (let i = task * a.chunk; i < to; i++) {
    const at = a.nodes + (usize(i) << 3)
    const column = u64(load<u16>(at))
    const flags = u64(load<u8>(at, 3))
    const leaf = column == LEAF
    const cut = leaf ? 255 : u64(load<u8>(at, 2)) + (flags & 1)
    const low = leaf ? u64(4) << 24 : column | (flags << 24)
    store<u64>(a.out + (usize(i) << 3), low | (cut << 16) | (u64(leaf ? i : load<i32>(at, 4)) << 32))
  }
}

@unmanaged
class Walk {
  bins: usize // u8, row by row, missing = 255
  nodes: usize // as prepared
  leaves: usize // as stored: the number of the leaf is in the second word
  sets: usize // 32 bytes each
  setOf: usize // i32 per node
  trees: usize // i32: first node of each tree
  outputs: usize // i32 per tree: which output it adds to, when width is 1
  values: usize // f64 × width per leaf
  raw: usize // f64[n × totals], row by row
  n: i32
  columns: i32
  treeCount: i32
  width: i32
  totals: i32
  chunk: i32
}

@inline
function step(a: Walk, row: usize, at: u32): u32 {
  const node = load<u64>(a.nodes + (usize(at) << 3))
  const bin = u32(load<u8>(row + usize(node & 0xffff)))
  const flags = u32(node >> 24) & 255
  const child = u32(node >> 32)
  if (flags & 2) return child + inSecond(a, at, bin, flags)
  return child + u32(((bin + (flags & 1)) & 255) > (u32(node >> 16) & 255))
}

function inSecond(a: Walk, at: u32, bin: u32, flags: u32): u32 {
  if (bin == 255) return 1 - (flags & 1)
  const set = a.sets + (usize(load<i32>(a.setOf + (usize(at) << 2))) << 5)
  return 1 - (u32(load<u64>(set + (usize(bin >> 6) << 3)) >> u64(bin & 63)) & 1)
}

@inline
function arrive(a: Walk, row: i32, tree: i32, at: u32): void {
  const leaf = load<i32>(a.leaves + (usize(at) << 3), 4)
  const raw = a.raw + ((usize(row) * usize(a.totals)) << 3)
  if (a.width == 1) {
    const out = raw + (usize(load<i32>(a.outputs + (usize(tree) << 2))) << 3)
    store<f64>(out, load<f64>(out) + load<f64>(a.values + (usize(leaf) << 3)))
    return
  }
  const values = a.values + ((usize(leaf) * usize(a.width)) << 3)
  for (let k: usize = 0; k < usize(a.width); k++) {
    store<f64>(raw + (k << 3), load<f64>(raw + (k << 3)) + load<f64>(values + (k << 3)))
  }
}

// Task = a chunk of rows through all trees, four rows side by side to hide the latency of memory.
export function walk(task: i32, args: usize): void {
  const a = changetype<Walk>(args)
  const from = task * a.chunk
  const to = min(from + a.chunk, a.n)
  const width = usize(a.columns)
  for (let t = 0; t < a.treeCount; t++) {
    const root = load<u32>(a.trees + (usize(t) << 2))
    let i = from
    for (; i + 4 <= to; i += 4) walkFour(a, i, t, root, width)
    for (; i < to; i++) {
      const row = a.bins + usize(i) * width
      let at = root
      for (let next = step(a, row, at); next != at; next = step(a, row, at)) at = next
      arrive(a, i, t, at)
    }
  }
}

@inline
function walkFour(a: Walk, i: i32, t: i32, root: u32, width: usize): void {
  const row = a.bins + usize(i) * width
  let n0 = root
  let n1 = root
  let n2 = root
  let n3 = root
  while (true) {
    const m0 = step(a, row, n0)
    const m1 = step(a, row + width, n1)
    const m2 = step(a, row + 2 * width, n2)
    const m3 = step(a, row + 3 * width, n3)
    if (!((m0 ^ n0) | (m1 ^ n1) | (m2 ^ n2) | (m3 ^ n3))) break
    n0 = m0
    n1 = m1
    n2 = m2
    n3 = m3
  }
  arrive(a, i, t, n0)
  arrive(a, i + 1, t, n1)
  arrive(a, i + 2, t, n2)
  arrive(a, i + 3, t, n3)
}

@unmanaged
class Transpose {
  from: usize // u8, columns × rows
  to: usize // u8, rows × columns
  n: i32
  columns: i32
  chunk: i32
}

// Task = a chunk of rows.
export function transpose(task: i32, args: usize): void {
  const a = changetype<Transpose>(args)
  const first = task * a.chunk
  const last = min(first + a.chunk, a.n)
  for (let j = 0; j < a.columns; j++) {
    const from = a.from + usize(j) * usize(a.n)
    let to = a.to + usize(first) * usize(a.columns) + usize(j)
    for (let i = first; i < last; i++) {
      store<u8>(to, load<u8>(from + usize(i)))
      to += usize(a.columns)
    }
  }
}

@unmanaged
class WalkColumns {
  bins: usize // u8, column by column
  rows: usize // u32
  nodes: usize
  sets: usize
  setOf: usize
  missing: usize // u8 per column
  values: usize // f64 per leaf
  raw: usize // f64[n]
  n: i32
  count: i32
  chunk: i32
}

// Task = a chunk of rows through one tree whose leaf values are added to `raw`; bins lie column by column.
export function walkColumns(task: i32, args: usize): void {
  const a = changetype<WalkColumns>(args)
  const to = min((task + 1) * a.chunk, a.count)
  for (let i = task * a.chunk; i < to; i++) {
    const row = load<u32>(a.rows + (usize(i) << 2))
    let at = 0
    let node = a.nodes
    let column = i32(load<u16>(node))
    while (column != LEAF) {
      const bin = i32(load<u8>(a.bins + usize(column) * usize(a.n) + usize(row)))
      const flags = i32(load<u8>(node, 3))
      const set = flags & 2 ? a.sets + (usize(load<i32>(a.setOf + (usize(at) << 2))) << 5) : 0
      const missingBin = i32(load<u8>(a.missing + usize(column)))
      at = load<i32>(node, 4) + 1 - goesLeft(bin, i32(load<u8>(node, 2)), missingBin, flags & 1, set)
      node = a.nodes + (usize(at) << 3)
      column = i32(load<u16>(node))
    }
    const raw = a.raw + (usize(row) << 3)
    store<f64>(raw, load<f64>(raw) + load<f64>(a.values + (usize(load<i32>(node, 4)) << 3)))
  }
}
