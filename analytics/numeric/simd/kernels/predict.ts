// Rows through trees. A tree node is 8 bytes: column u16 (65,535 = leaf), bin u8, flags u8, first child i32 (the second
// follows it) or, for a leaf, the index of its value. Flags: 1 missing goes left, 2 categories (bin is unused, the set
// number is in `sets` by node).

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
  if (x != x) return u8(count)
  const edges = a.edges + (usize(j) << 11)
  const at = lowerBound(edges, x)
  if (!load<u8>(a.kinds + usize(j))) return u8(min(at, count - 1))
  return u8(at < count && load<f64>(edges + (usize(at) << 3)) == x ? at : count)
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
class Walk {
  bins: usize // u8, row by row
  nodes: usize
  sets: usize // 32 bytes each
  setOf: usize // i32 per node
  missing: usize // u8 per column: the bin of missing values
  trees: usize // i32: first node of each tree
  outputs: usize // i32 per tree: which output it adds to (width 1), unused otherwise
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
function step(a: Walk, row: usize, at: i32): i32 {
  const node = a.nodes + (usize(at) << 3)
  const column = i32(load<u16>(node))
  if (column == LEAF) return at
  const bin = load<u8>(row + usize(column))
  const flags = load<u8>(node, 3)
  let right: i32
  if (bin == load<u8>(a.missing + usize(column))) right = i32(!(flags & 1))
  else if (flags & 2) {
    const set = a.sets + (usize(load<i32>(a.setOf + (usize(at) << 2))) << 5)
    right = i32(!((load<u64>(set + (usize(bin >> 6) << 3)) >> u64(bin & 63)) & 1))
  } else right = i32(bin > load<u8>(node, 2))
  return load<i32>(node, 4) + right
}

@inline
function arrive(a: Walk, row: i32, tree: i32, at: i32): void {
  const leaf = load<i32>(a.nodes + (usize(at) << 3), 4)
  const raw = a.raw + (usize(row) * usize(a.totals) << 3)
  if (a.width == 1) {
    const out = raw + (usize(load<i32>(a.outputs + (usize(tree) << 2))) << 3)
    store<f64>(out, load<f64>(out) + load<f64>(a.values + (usize(leaf) << 3)))
    return
  }
  const values = a.values + (usize(leaf) * usize(a.width) << 3)
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
    const root = load<i32>(a.trees + (usize(t) << 2))
    let i = from
    for (; i + 4 <= to; i += 4) {
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
        if (m0 == n0 && m1 == n1 && m2 == n2 && m3 == n3) break
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
    for (; i < to; i++) {
      const row = a.bins + usize(i) * width
      let at = root
      while (true) {
        const next = step(a, row, at)
        if (next == at) break
        at = next
      }
      arrive(a, i, t, at)
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
