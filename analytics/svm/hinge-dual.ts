import type { SparseMatrix } from '../matrix.ts'
import type { Team } from '../numeric/team.ts'

/** Sparse rows in shared memory. */
export type SparseData = {
  team: Team
  x: SparseMatrix
  starts: number
  indices: number
  values: number
  squares: number
  labels: number
}

/** Places sparse rows and their classes. Memory: 12 bytes for each entry and 20 for each row. */
export function placeSparse(team: Team, x: SparseMatrix, y: Int32Array): SparseData {
  const squares = new Float64Array(x.rows).fill(1)
  for (let i = 0; i < x.rows; i++)
    for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++) squares[i]! += x.values[k]! ** 2
  return {
    team,
    x,
    starts: team.place(x.starts),
    indices: team.place(x.indices),
    values: team.place(x.values),
    squares: team.place(squares),
    labels: team.place(y),
  }
}

/** How to run dual coordinate descent. */
export type DualRun = { cost: Float64Array; rows: Uint32Array; tolerance: number; rounds: number; seed: number }

/**
 * Weights of each class against the others (one vector for two classes, of the second), columns + 1 each with the bias
 * last, by dual coordinate descent on the squared hinge with shrinking; classes are shared among threads.
 * Source: Hsieh, Chang, Lin, Keerthi & Sundararajan, A dual coordinate descent method for large-scale linear SVM, 2008.
 */
export function fitDual(data: SparseData, classes: number, run: DualRun): Float64Array {
  const { team, x } = data
  const tasks = classes === 2 ? 1 : classes
  const mark = team.mark()
  const out = team.alloc(tasks * (x.columns + 1) * 8)
  const scratchBytes = (x.rows * 12 + 31) & ~15
  const places = [data.starts, data.indices, data.values, data.squares, data.labels, team.place(run.cost), out]
  const scratch = team.alloc(team.threads * scratchBytes)
  const sizes = [scratchBytes, x.rows, x.columns, run.rounds, run.seed | 0, classes === 2 ? 1 : -1]
  const ints = [...places, scratch, ...sizes, team.place(run.rows), run.rows.length]
  team.run('dualHinge', tasks, team.args([run.tolerance], ints))
  const weights = team.f64(out, tasks * (x.columns + 1)).slice()
  team.release(mark)
  return weights
}
