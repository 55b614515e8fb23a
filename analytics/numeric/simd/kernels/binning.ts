// Numbers to bins: at most 255 bins by quantiles of a sample, one more for missing values.

@unmanaged
class BinColumns {
  columns: usize // f64, column after column, n each
  bins: usize // u8 out, column after column, n each
  edges: usize // f64 out, 256 per column
  counts: usize // i32 out, number of edges per column
  missing: usize // i32 out, number of missing values per column
  scratch: usize // per thread 2 × sample × 8 bytes + 8192 × 4
  n: i32
  sample: i32
  maxBins: i32
  scratchBytes: i32
}

// Order-preserving map of a double to an unsigned integer.
@inline
function keyOf(x: f64): u64 {
  const bits = reinterpret<u64>(x + 0.0)
  return bits >> 63 ? ~bits : bits | 0x8000000000000000
}

@inline
function valueOf(key: u64): f64 {
  return reinterpret<f64>(key >> 63 ? key & 0x7fffffffffffffff : ~key)
}

// LSD radix sort by 11 bits at a time; passes in which all keys agree are skipped. Returns where the result is.
export function radixSort(a: usize, b: usize, m: i32, counts: usize): usize {
  let from = a
  let to = b
  for (let shift: u64 = 0; shift < 64; shift += 11) {
    memory.fill(counts, 0, 2048 * 4)
    for (let i = 0; i < m; i++) {
      const d = usize((load<u64>(from + (usize(i) << 3)) >> shift) & 2047) << 2
      store<i32>(counts + d, load<i32>(counts + d) + 1)
    }
    const d0 = usize((load<u64>(from) >> shift) & 2047) << 2
    if (load<i32>(counts + d0) == m) continue
    let sum = 0
    for (let d = 0; d < 2048; d++) {
      const c = load<i32>(counts + (usize(d) << 2))
      store<i32>(counts + (usize(d) << 2), sum)
      sum += c
    }
    for (let i = 0; i < m; i++) {
      const key = load<u64>(from + (usize(i) << 3))
      const d = usize((key >> shift) & 2047) << 2
      const at = load<i32>(counts + d)
      store<i32>(counts + d, at + 1)
      store<u64>(to + (usize(at) << 3), key)
    }
    const t = from
    from = to
    to = t
  }
  return from
}

// An edge e between a < b such that a <= e < b, the middle where doubles allow it.
@inline
function between(a: f64, b: f64): f64 {
  const m = a * 0.5 + b * 0.5
  return m >= a && m < b ? m : a
}

function edgesOf(sorted: usize, m: i32, maxBins: i32, out: usize): i32 {
  let distinct = 1
  for (let i = 1; i < m && distinct <= maxBins; i++) {
    if (load<u64>(sorted + (usize(i) << 3)) != load<u64>(sorted + (usize(i - 1) << 3))) distinct++
  }
  let count = 0
  if (distinct <= maxBins) {
    for (let i = 1; i < m; i++) {
      const a = load<u64>(sorted + (usize(i - 1) << 3))
      const b = load<u64>(sorted + (usize(i) << 3))
      if (a != b) store<f64>(out + (usize(count++) << 3), between(valueOf(a), valueOf(b)))
    }
    return count
  }
  for (let j = 1; j < maxBins; j++) {
    const at = (f64(j) * f64(m - 1)) / f64(maxBins)
    const low = i32(Math.floor(at))
    const a = valueOf(load<u64>(sorted + (usize(low) << 3)))
    const b = valueOf(load<u64>(sorted + (usize(min(low + 1, m - 1)) << 3)))
    const edge = f64(low) == at || a == b ? a : between(a, b)
    if (count == 0 || edge > load<f64>(out + (usize(count - 1) << 3))) store<f64>(out + (usize(count++) << 3), edge)
  }
  return count
}

// The number of edges below x, by halving over 256 places padded with +infinity.
@inline
export function binOf(edges: usize, x: f64): i32 {
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

function fillBins(column: usize, n: i32, edges: usize, count: i32, bins: usize): i32 {
  for (let k = count; k < 256; k++) store<f64>(edges + (usize(k) << 3), Infinity)
  let missing = 0
  for (let i = 0; i < n; i++) {
    const x = load<f64>(column + (usize(i) << 3))
    if (x != x) {
      store<u8>(bins + usize(i), u8(count + 1))
      missing++
    } else {
      store<u8>(bins + usize(i), u8(min(binOf(edges, x), count)))
    }
  }
  return missing
}

// Task = one column: sample, sort, edges, bins.
export function binColumn(task: i32, args: usize, threadNumber: i32): void {
  const a = changetype<BinColumns>(args)
  const n = a.n
  const column = a.columns + usize(task) * usize(n) * 8
  const scratch = a.scratch + usize(threadNumber) * usize(a.scratchBytes)
  const other = scratch + usize(a.sample) * 8
  const step = f64(n) / f64(a.sample)
  let m = 0
  for (let j = 0; j < a.sample; j++) {
    const x = load<f64>(column + (usize(i32(f64(j) * step)) << 3))
    if (x == x) store<u64>(scratch + (usize(m++) << 3), keyOf(x))
  }
  const edges = a.edges + usize(task) * 2048
  let count = 0
  if (m > 0) count = edgesOf(radixSort(scratch, other, m, other + usize(a.sample) * 8), m, a.maxBins, edges)
  store<i32>(a.counts + (usize(task) << 2), count)
  store<i32>(a.missing + (usize(task) << 2), fillBins(column, n, edges, count, a.bins + usize(task) * usize(n)))
}
