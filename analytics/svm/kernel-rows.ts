import type { Team } from '../numeric/team.ts'

/** Rows for kernel work in shared memory: centred, in single precision, padded to a multiple of four columns. */
export type KernelRows = { at: number; norms: number; n: number; width: number }

/** Centres by `middle` (distances do not change) and places rows. */
export function placeRows(
  team: Team,
  data: Float64Array,
  n: number,
  columns: number,
  middle: Float64Array,
): KernelRows {
  const width = Math.max(4, (columns + 3) & ~3)
  const at = team.alloc(n * width * 4)
  const out = team.f32(at, n * width)
  const norms = team.alloc(n * 8)
  const squares = team.f64(norms, n)
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < width; j++) {
      const value = j < columns ? Math.fround(data[i * columns + j]! - middle[j]!) : 0
      out[i * width + j] = value
      sum += value * value
    }
    squares[i] = sum
  }
  return { at, norms, n, width }
}

/** Σ_s factor_s e^(−γ |x − s|²) for every row of `rows`; supports whose factor is 0 are left out. */
export function decisionsOf(
  team: Team,
  rows: KernelRows,
  support: KernelRows,
  factors: Float64Array,
  gamma: number,
): Float64Array {
  const used = Uint32Array.from(factors, (_, i) => i).filter((i) => factors[i] !== 0)
  const { width } = support
  const at = team.alloc(Math.max(1, used.length) * width * 4)
  const chosen = team.f32(at, used.length * width)
  const all = team.f32(support.at, support.n * width)
  used.forEach((row, k) => {
    chosen.set(all.subarray(row * width, (row + 1) * width), k * width)
  })
  const allNorms = team.f64(support.norms, support.n)
  const norms = team.place(Float64Array.from(used, (row) => allNorms[row]!))
  const weights = team.place(Float64Array.from(used, (row) => factors[row]!))
  const out = team.alloc(rows.n * 8)
  const ints = [rows.at, rows.norms, at, norms, weights, out, rows.n, used.length, width, 64]
  team.run('decide', Math.ceil(rows.n / 64), team.args([gamma], ints))
  return team.f64(out, rows.n).slice()
}
