import type { Team } from '../numeric/team.ts'

/** Centred rows in shared memory, padded to an even width. */
export type KMeansData = {
  team: Team
  at: number
  /** The rows in single precision, and |x|². */
  single: number
  squares: number
  weights: number
  n: number
  w: number
  chunk: number
  tasks: number
}

/** Places rows minus `middle`. Memory: 12 n (columns + 1) bytes, and 24 n for seeds. */
export function placeForKMeans(
  team: Team,
  data: Float64Array,
  n: number,
  columns: number,
  middle: Float64Array,
  weights: Float64Array | undefined,
): KMeansData {
  const w = (columns + 1) & ~1
  const at = team.alloc(n * w * 8)
  const out = team.f64(at, n * w)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < columns; j++) out[i * w + j] = data[i * columns + j]! - middle[j]!
    if (w > columns) out[i * w + columns] = 0
  }
  const chunk = Math.max(512, Math.ceil(n / 64))
  const tasks = Math.ceil(n / chunk)
  const [single, squares] = [team.alloc(n * w * 4), team.alloc(n * 8)]
  team.run('kmeansSpread', tasks, team.args([], [at, single, squares, n, w, chunk]))
  return { team, at, single, squares, weights: weights ? team.place(weights) : 0, n, w, chunk, tasks }
}
