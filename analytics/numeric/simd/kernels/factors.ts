// Least squares for one side of an implicit-feedback factorisation: each row has its own small system.
// f, the number of factors, is a multiple of 4.

@unmanaged
class Factors {
  alpha: f64
  starts: usize // i32, rows + 1
  indices: usize // i32
  values: usize // f64, strengths
  other: usize // f64, columns × f
  gram: usize // f64, f × f: otherᵀ other + regularisation
  out: usize // f64, rows × f
  scratch: usize // per thread: f × f + longest row × f doubles
  scratchBytes: i32
  rows: i32
  f: i32
  rowsPerTask: i32
}

@inline
function at(base: usize, index: i32): usize {
  return base + (usize(index) << 3)
}

// A task: solves (gram + Σ alpha r y yᵀ) x = Σ (1 + alpha r) y for some rows.
export function solveFactors(task: i32, args: usize, thread: i32): void {
  const s = changetype<Factors>(args)
  const system = s.scratch + usize(thread) * usize(s.scratchBytes)
  const panel = at(system, s.f * s.f)
  const to = min((task + 1) * s.rowsPerTask, s.rows)
  for (let row = task * s.rowsPerTask; row < to; row++) {
    const length = pack(s, row, panel, at(s.out, row * s.f))
    for (let i = 0; i < s.f; i += 4) {
      for (let j = 0; j <= i; j += 4) systemTile(s, system, panel, i, j, length)
    }
    factorise(system, s.f)
    substitute(system, at(s.out, row * s.f), s.f)
  }
}

function pack(s: Factors, row: i32, panel: usize, right: usize): i32 {
  memory.fill(right, 0, usize(s.f) << 3)
  const from = load<i32>(s.starts + (usize(row) << 2))
  const to = load<i32>(s.starts + (usize(row + 1) << 2))
  for (let p = from; p < to; p++) {
    const y = at(s.other, load<i32>(s.indices + (usize(p) << 2)) * s.f)
    const extra = s.alpha * load<f64>(at(s.values, p))
    const root = f64x2.splat(Math.sqrt(extra))
    const weight = f64x2.splat(1.0 + extra)
    const target = at(panel, (p - from) * s.f)
    for (let i: usize = 0; i < usize(s.f) << 3; i += 16) {
      const part = v128.load(y + i)
      v128.store(target + i, f64x2.mul(part, root))
      v128.store(right + i, f64x2.add(v128.load(right + i), f64x2.mul(part, weight)))
    }
  }
  return to - from
}

function systemTile(s: Factors, system: usize, panel: usize, i: i32, j: i32, length: i32): void {
  const f = s.f
  const row = usize(f) << 3
  let g = at(s.gram, i * f + j)
  let c00 = v128.load(g), c01 = v128.load(g, 16)
  g += row
  let c10 = v128.load(g), c11 = v128.load(g, 16)
  g += row
  let c20 = v128.load(g), c21 = v128.load(g, 16)
  g += row
  let c30 = v128.load(g), c31 = v128.load(g, 16)
  let w = at(panel, i)
  let v = at(panel, j)
  for (let k = 0; k < length; k++) {
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
    w += row
    v += row
  }
  let to = at(system, i * f + j)
  v128.store(to, c00)
  v128.store(to, c01, 16)
  to += row
  v128.store(to, c10)
  v128.store(to, c11, 16)
  to += row
  v128.store(to, c20)
  v128.store(to, c21, 16)
  to += row
  v128.store(to, c30)
  v128.store(to, c31, 16)
}

// Cholesky factor in the lower half, in place.
function factorise(system: usize, f: i32): void {
  for (let i = 0; i < f; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = load<f64>(at(system, i * f + j)) - dotRows(at(system, i * f), at(system, j * f), j)
      store<f64>(at(system, i * f + j), i == j ? Math.sqrt(rest) : rest / load<f64>(at(system, j * f + j)))
    }
  }
}

@inline
function dotRows(x: usize, y: usize, n: i32): f64 {
  let sum = f64x2.splat(0)
  let i = 0
  for (; i + 1 < n; i += 2) sum = f64x2.add(sum, f64x2.mul(v128.load(at(x, i)), v128.load(at(y, i))))
  let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
  if (i < n) total += load<f64>(at(x, i)) * load<f64>(at(y, i))
  return total
}

function substitute(system: usize, x: usize, f: i32): void {
  for (let i = 0; i < f; i++) {
    const rest = load<f64>(at(x, i)) - dotRows(at(system, i * f), x, i)
    store<f64>(at(x, i), rest / load<f64>(at(system, i * f + i)))
  }
  for (let i = f - 1; i >= 0; i--) {
    const value = load<f64>(at(x, i)) / load<f64>(at(system, i * f + i))
    store<f64>(at(x, i), value)
    for (let j = 0; j < i; j++) store<f64>(at(x, j), load<f64>(at(x, j)) - value * load<f64>(at(system, i * f + j)))
  }
}
