// The inverse of a symmetric positive definite matrix by block sweeps.
// a is n × n row-major, of which the lower half is used; n and the block width are multiples of 4.
// v and w hold column blocks packed in groups of four rows: entry (i, k) lies at ((i / 4 · kb) + k) · 4 + i % 4.

@unmanaged
class Sweep {
  a: usize
  v: usize
  w: usize
  d: usize // the inverse of the pivot block, kb × kb
  failed: usize // i32 out, 1 + the row of a pivot that is not positive
  n: i32
  k0: i32
  kb: i32
  groups: i32 // groups of four rows in one task
}

@inline
function at(base: usize, index: i32): usize {
  return base + (usize(index) << 3)
}

// One task: the pivot block, swept entry by entry.
export function sweepPivot(task: i32, args: usize): void {
  const s = changetype<Sweep>(args)
  const kb = s.kb
  const d = s.d
  for (let i = 0; i < kb; i++) {
    for (let j = 0; j <= i; j++) {
      const value = load<f64>(at(s.a, (s.k0 + i) * s.n + s.k0 + j))
      store<f64>(at(d, i * kb + j), value)
      store<f64>(at(d, j * kb + i), value)
    }
  }
  for (let p = 0; p < kb; p++) {
    if (!sweepEntry(d, kb, p)) return store<i32>(s.failed, s.k0 + p + 1)
  }
  for (let i = 0; i < kb * kb; i++) store<f64>(at(d, i), -load<f64>(at(d, i)))
}

function sweepEntry(d: usize, kb: i32, p: i32): bool {
  const pivot = load<f64>(at(d, p * kb + p))
  if (!(pivot > 0)) return false
  const inverse = 1.0 / pivot
  for (let i = 0; i < kb; i++) {
    if (i == p) continue
    const factor = f64x2.splat(load<f64>(at(d, i * kb + p)) * inverse)
    const kept = load<f64>(at(d, i * kb + p))
    for (let j = 0; j < kb; j += 2) {
      const to = at(d, i * kb + j)
      v128.store(to, f64x2.sub(v128.load(to), f64x2.mul(factor, v128.load(at(d, p * kb + j)))))
    }
    store<f64>(at(d, i * kb + p), kept * inverse)
  }
  for (let j = 0; j < kb; j++) {
    if (j != p) store<f64>(at(d, p * kb + j), load<f64>(at(d, p * kb + j)) * inverse)
  }
  store<f64>(at(d, p * kb + p), -inverse)
  return true
}

// A task: v = the pivot block's columns of some groups of rows (zero in the block's own rows), and w = v · d.
export function sweepPanel(task: i32, args: usize): void {
  const s = changetype<Sweep>(args)
  const to = min((task + 1) * s.groups, s.n >> 2)
  for (let g = task * s.groups; g < to; g++) {
    gatherGroup(s, g)
    scaleGroup(at(s.v, (g * s.kb) << 2), at(s.w, (g * s.kb) << 2), s.d, s.kb)
  }
}

function gatherGroup(s: Sweep, g: i32): void {
  const i = g << 2
  for (let k = 0; k < s.kb; k++) {
    const j = s.k0 + k
    const to = at(s.v, (g * s.kb + k) << 2)
    for (let r = 0; r < 4; r++) {
      const from = i + r > j ? at(s.a, (i + r) * s.n + j) : at(s.a, j * s.n + i + r)
      store<f64>(to + (usize(r) << 3), i >= s.k0 && i < s.k0 + s.kb ? 0.0 : load<f64>(from))
    }
  }
}

function scaleGroup(v: usize, w: usize, d: usize, kb: i32): void {
  for (let k = 0; k < kb; k += 2) {
    let a0 = f64x2.splat(0)
    let a1 = f64x2.splat(0)
    let b0 = f64x2.splat(0)
    let b1 = f64x2.splat(0)
    let p = v
    const end = v + (usize(kb) << 5)
    let dk = at(d, k * kb)
    let dl = at(d, (k + 1) * kb)
    while (p < end) {
      const low = v128.load(p)
      const high = v128.load(p, 16)
      const x = v128.load_splat<f64>(dk)
      const y = v128.load_splat<f64>(dl)
      a0 = f64x2.add(a0, f64x2.mul(low, x))
      a1 = f64x2.add(a1, f64x2.mul(high, x))
      b0 = f64x2.add(b0, f64x2.mul(low, y))
      b1 = f64x2.add(b1, f64x2.mul(high, y))
      p += 32
      dk += 8
      dl += 8
    }
    v128.store(at(w, k << 2), a0)
    v128.store(at(w, k << 2), a1, 16)
    v128.store(at(w, (k + 1) << 2), b0)
    v128.store(at(w, (k + 1) << 2), b1, 16)
  }
}

@inline
function tile(a: usize, row: usize, w: usize, v: usize, kb: i32): void {
  let c00 = f64x2.splat(0), c01 = f64x2.splat(0), c10 = f64x2.splat(0), c11 = f64x2.splat(0)
  let c20 = f64x2.splat(0), c21 = f64x2.splat(0), c30 = f64x2.splat(0), c31 = f64x2.splat(0)
  const end = v + (usize(kb) << 5)
  while (v < end) {
    const b0 = v128.load(v)
    const b1 = v128.load(v, 16)
    let x = v128.load_splat<f64>(w)
    c00 = f64x2.add(c00, f64x2.mul(x, b0))
    c01 = f64x2.add(c01, f64x2.mul(x, b1))
    x = v128.load_splat<f64>(w, 8)
    c10 = f64x2.add(c10, f64x2.mul(x, b0))
    c11 = f64x2.add(c11, f64x2.mul(x, b1))
    x = v128.load_splat<f64>(w, 16)
    c20 = f64x2.add(c20, f64x2.mul(x, b0))
    c21 = f64x2.add(c21, f64x2.mul(x, b1))
    x = v128.load_splat<f64>(w, 24)
    c30 = f64x2.add(c30, f64x2.mul(x, b0))
    c31 = f64x2.add(c31, f64x2.mul(x, b1))
    v += 32
    w += 32
  }
  v128.store(a, f64x2.sub(v128.load(a), c00))
  v128.store(a, f64x2.sub(v128.load(a, 16), c01), 16)
  a += row
  v128.store(a, f64x2.sub(v128.load(a), c10))
  v128.store(a, f64x2.sub(v128.load(a, 16), c11), 16)
  a += row
  v128.store(a, f64x2.sub(v128.load(a), c20))
  v128.store(a, f64x2.sub(v128.load(a, 16), c21), 16)
  a += row
  v128.store(a, f64x2.sub(v128.load(a), c30))
  v128.store(a, f64x2.sub(v128.load(a, 16), c31), 16)
}

// A task: a −= w · vᵀ in the lower half of some groups of rows, the last groups (which are the longest) first.
export function sweepUpdate(task: i32, args: usize): void {
  const s = changetype<Sweep>(args)
  const all = s.n >> 2
  const to = all - task * s.groups
  const from = max(0, to - s.groups)
  const row = usize(s.n) << 3
  const panel = s.kb << 2
  for (let strip = 0; strip < to; strip += 32) {
    for (let i = max(from, strip); i < to; i++) {
      const last = min(strip + 32, i + 1)
      const w = at(s.w, i * panel)
      for (let j = strip; j < last; j++) tile(at(s.a, (i << 2) * s.n + (j << 2)), row, w, at(s.v, j * panel), s.kb)
    }
  }
}

// A task: w and −d take the place of the pivot block's columns for some groups of rows.
export function sweepFinish(task: i32, args: usize): void {
  const s = changetype<Sweep>(args)
  const to = min((task + 1) * s.groups, s.n >> 2) << 2
  for (let i = (task * s.groups) << 2; i < to; i++) {
    if (i >= s.k0 && i < s.k0 + s.kb) {
      for (let k = 0; k <= i - s.k0; k++) {
        store<f64>(at(s.a, i * s.n + s.k0 + k), -load<f64>(at(s.d, (i - s.k0) * s.kb + k)))
      }
      continue
    }
    const group = ((i >> 2) * s.kb) << 2
    for (let k = 0; k < s.kb; k++) {
      const j = s.k0 + k
      const value = load<f64>(at(s.w, group + (k << 2) + (i & 3)))
      store<f64>(i > j ? at(s.a, i * s.n + j) : at(s.a, j * s.n + i), value)
    }
  }
}
