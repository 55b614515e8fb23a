import { defineEstimator } from '../estimator.ts'
import type { Run } from '../model.ts'
import { normals } from '../numeric/random.ts'
import { type Team, withTeam } from '../numeric/team.ts'
import { integer_, number_ } from '../params.ts'
import { byItem, type Interactions } from './interactions.ts'
import { type Profile, strengthOf } from './recommender.ts'

/**
 * Matrix factorisation for implicit feedback by alternating least squares: users x_u and items y_i with `factors` numbers
 * each minimise Σ c_ui (p_ui − x_u·y_i)² + λ (Σ‖x_u‖² + Σ‖y_i‖²) over all pairs, where p is 1 for an interaction of
 * strength r and c = 1 + α r, otherwise p = 0 and c = 1. A profile is scored by solving for its own x (fold-in), so new
 * users need no new fit.
 *
 * Cost of one iteration: interactions × factors² + (users + items) × factors³ / 6, in SIMD on all threads; the result does
 * not depend on their number. Memory: 8 × factors × (users + items) bytes and the table.
 * @throws AnalyticsError `illegal_parameter`, `cancelled`.
 * Source: Hu, Koren, Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008.
 *
 * @example
 * const model = implicitFactors.fit(purchases, { factors: 32, alpha: 1, l2: 10, seed: 7 })
 * recommend(model, { items: [4, 8] })
 */
export const implicitFactors = defineEstimator({
  name: 'implicit_factors',
  version: 1,
  title: 'Implicit factors (iALS)',
  parameters: {
    factors: integer_({ default: 32, min: 1, max: 512, help: 'numbers that describe each user and item' }),
    alpha: number_({ default: 1, above: 0, help: 'how much more an interaction counts than its absence' }),
    l2: number_({ default: 10, above: 0, help: 'regularisation λ' }),
    iterations: integer_({ default: 15, min: 1, help: 'rounds of users, then items' }),
  },
  fit(table: Interactions, { factors, alpha, l2, iterations }, run) {
    const f = (factors + 3) & ~3
    const start = startingFactors(run.seed, table.items.length, factors, f)
    const large = table.indices.length * f * f > 2e7
    const itemFactors = withTeam(large, (team) => alternate(team, table, start, { f, alpha, l2, iterations }, run))
    return { items: table.items, itemFactors, gram: gramOf(itemFactors, f, l2), width: f }
  },
  methods: (state) => ({
    score: (profile: Profile, out = new Float64Array(state.items.length)) => {
      const x = foldIn(state, state.parameters.alpha, profile)
      for (let i = 0; i < out.length; i++) out[i] = dotAt(state.itemFactors, i * state.width, x)
      return out
    },
    /** The numbers that describe a profile; comparable with `itemFactors` (items × width). */
    describe: (profile: Profile) => foldIn(state, state.parameters.alpha, profile),
  }),
})

type Settings = { f: number; alpha: number; l2: number; iterations: number }

function startingFactors(seed: number, items: number, factors: number, f: number): Float64Array {
  const draws = normals(seed, items * factors)
  const start = new Float64Array(items * f)
  for (let i = 0; i < items; i++) for (let k = 0; k < factors; k++) start[i * f + k] = 0.1 * draws[i * factors + k]!
  return start
}

type Side = { starts: number; indices: number; values: number; rows: number; longest: number }

function placeSide(team: Team, side: { starts: Int32Array; indices: Int32Array; values: Float64Array }): Side {
  let longest = 0
  for (let r = 0; r + 1 < side.starts.length; r++) longest = Math.max(longest, side.starts[r + 1]! - side.starts[r]!)
  const rows = side.starts.length - 1
  return {
    starts: team.place(side.starts),
    indices: team.place(side.indices),
    values: team.place(side.values),
    rows,
    longest,
  }
}

function alternate(team: Team, table: Interactions, start: Float64Array, settings: Settings, run: Run): Float64Array {
  const { f, iterations } = settings
  const users = placeSide(team, table)
  const items = placeSide(team, byItem(table))
  const itemsAt = team.place(start)
  const usersAt = team.alloc(users.rows * f * 8)
  const mark = team.mark()
  for (let round = 0; round < iterations; round++) {
    solveSide(team, users, itemsAt, items.rows, usersAt, settings)
    team.release(mark)
    solveSide(team, items, usersAt, users.rows, itemsAt, settings)
    team.release(mark)
    run.progress((round + 1) / iterations, `round ${round + 1} of ${iterations}`)
  }
  return team.f64(itemsAt, items.rows * f).slice()
}

function solveSide(team: Team, side: Side, other: number, others: number, out: number, settings: Settings): void {
  const { f, alpha, l2 } = settings
  const gram = team.place(gramOf(team.f64(other, others * f), f, l2))
  const scratchBytes = (f * f + (side.longest + 1) * f) * 8
  const scratch = team.alloc(scratchBytes * team.threads)
  const rowsPerTask = 32
  const addresses = [side.starts, side.indices, side.values, other, gram, out, scratch]
  const args = team.args([alpha], [...addresses, scratchBytes, side.rows, f, rowsPerTask])
  team.run('solveFactors', Math.ceil(side.rows / rowsPerTask), args)
}

/** YᵀY + λI, both halves. */
function gramOf(y: Float64Array, f: number, l2: number): Float64Array {
  const gram = new Float64Array(f * f)
  for (let at = 0; at < y.length; at += f) {
    for (let a = 0; a < f; a++) {
      const factor = y[at + a]!
      for (let b = 0; b <= a; b++) gram[a * f + b]! += factor * y[at + b]!
    }
  }
  for (let a = 0; a < f; a++) {
    for (let b = 0; b < a; b++) gram[b * f + a] = gram[a * f + b]!
    gram[a * f + a]! += l2
  }
  return gram
}

type State = { itemFactors: Float64Array; gram: Float64Array; width: number }

function foldIn({ itemFactors, gram, width: f }: State, alpha: number, profile: Profile): Float64Array {
  const system = gram.slice()
  const x = new Float64Array(f)
  for (let k = 0; k < profile.items.length; k++) {
    const at = profile.items[k]! * f
    const extra = alpha * strengthOf(profile, k)
    for (let a = 0; a < f; a++) {
      const factor = extra * itemFactors[at + a]!
      x[a]! += factor + itemFactors[at + a]!
      for (let b = 0; b <= a; b++) system[a * f + b]! += factor * itemFactors[at + b]!
    }
  }
  return solveInPlace(system, x, f)
}

function solveInPlace(a: Float64Array, x: Float64Array, f: number): Float64Array {
  for (let i = 0; i < f; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * f + j]!
      for (let k = 0; k < j; k++) rest -= a[i * f + k]! * a[j * f + k]!
      a[i * f + j] = i === j ? Math.sqrt(rest) : rest / a[j * f + j]!
    }
    for (let k = 0; k < i; k++) x[i]! -= a[i * f + k]! * x[k]!
    x[i]! /= a[i * f + i]!
  }
  for (let i = f - 1; i >= 0; i--) {
    x[i]! /= a[i * f + i]!
    for (let k = 0; k < i; k++) x[k]! -= a[i * f + k]! * x[i]!
  }
  return x
}

function dotAt(values: Float64Array, at: number, x: Float64Array): number {
  let sum = 0
  for (let k = 0; k < x.length; k++) sum += values[at + k]! * x[k]!
  return sum
}
