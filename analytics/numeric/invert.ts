import { refuse } from '../errors.ts'
import { type Matrix, matrix } from '../matrix.ts'
import { type Team, withTeam } from './team.ts'

const width = 64
const groupsPerTask = 16

/**
 * The inverse of a symmetric positive definite matrix, of which only the lower half is read.
 *
 * Block sweep operator: for each block K of 64 rows, A_ij −= A_iK A_KK⁻¹ A_Kj, A_iK ← A_iK A_KK⁻¹, A_KK ← −A_KK⁻¹; after
 * all blocks −A is the inverse. Cost: n³/2 multiply-adds in SIMD, on all threads when n > 400; memory: two copies of A.
 * The result does not depend on the number of threads.
 *
 * @throws AnalyticsError `wrong_shape`, `not_positive_definite`.
 * Source: Goodnight, "A tutorial on the SWEEP operator", The American Statistician 33(3), 1979.
 *
 * @example
 * invertPositive(matrix(2, 2, Float64Array.of(2, 1, 1, 2))).data // ⅔ −⅓ −⅓ ⅔
 */
export function invertPositive(a: Matrix): Matrix {
  const n = a.rows
  if (a.columns !== n) refuse('wrong_shape', `Only a square matrix has an inverse; this one is ${n} × ${a.columns}.`)
  const padded = (n + 3) & ~3
  return withTeam(n > 400, (team) => {
    const at = load(team, a, padded)
    sweep(team, at, padded)
    return unload(team.f64(at, padded * padded), n, padded)
  })
}

function load(team: Team, a: Matrix, padded: number): number {
  const at = team.alloc(padded * padded * 8)
  const copy = team.f64(at, padded * padded)
  for (let i = 0; i < a.rows; i++) {
    copy.set(a.data.subarray(i * a.rows, i * a.rows + i + 1), i * padded)
  }
  for (let i = a.rows; i < padded; i++) {
    copy.fill(0, i * padded, (i + 1) * padded)
    copy[i * padded + i] = 1
  }
  return at
}

function sweep(team: Team, at: number, n: number): void {
  const panels = [team.alloc(n * width * 8), team.alloc(n * width * 8)]
  const block = team.alloc(width * width * 8)
  const failed = team.alloc(4)
  team.i32(failed, 1)[0] = 0
  const tasks = Math.ceil(n / 4 / groupsPerTask)
  const mark = team.mark()
  for (let from = 0; from < n; from += width) {
    const args = team.args([], [at, ...panels, block, failed, n, from, Math.min(width, n - from), groupsPerTask])
    team.run('sweepPivot', 1, args)
    const bad = team.i32(failed, 1)[0]!
    if (bad)
      refuse('not_positive_definite', `The matrix is not positive definite: row ${bad - 1} depends on those before it.`)
    team.run('sweepPanel', tasks, args)
    team.run('sweepUpdate', tasks, args)
    team.run('sweepFinish', tasks, args)
    team.release(mark)
  }
}

function unload(swept: Float64Array, n: number, padded: number): Matrix {
  const inverse = matrix(n, n)
  const out = inverse.data
  const step = 32
  for (let i0 = 0; i0 < n; i0 += step) {
    for (let j0 = 0; j0 <= i0; j0 += step) {
      for (let i = i0; i < Math.min(i0 + step, n); i++) {
        for (let j = j0; j <= Math.min(i, j0 + step - 1); j++) {
          const value = -swept[i * padded + j]!
          out[i * n + j] = value
          out[j * n + i] = value
        }
      }
    }
  }
  return inverse
}
