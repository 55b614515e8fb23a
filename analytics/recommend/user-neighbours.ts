import { defineEstimator } from '../estimator.ts'
import { boolean_, integer_, number_ } from '../params.ts'
import { byItem, type Interactions } from './interactions.ts'
import { type Profile, strengthOf } from './recommender.ts'
import { best, tieBreak } from './top.ts'

/**
 * "People like you had this": cosine between a profile and every user's row, cos = r·x_v / (‖r‖ ‖x_v‖ + shrink + 10⁻¹²); the
 * `neighbours` most similar users vote for their items with it. A profile that names its `user` is not compared with
 * itself.
 *
 * Cost of `fit`: the table is kept; of `score`: the users of the profile's items, then the items of the neighbours.
 * @throws AnalyticsError `illegal_parameter`.
 * Source: Herlocker et al., "An algorithmic framework for performing collaborative filtering", SIGIR 1999.
 *
 * @example
 * recommend(userNeighbours.fit(purchases, { neighbours: 50 }), profileOf(purchases, 3))
 */
export const userNeighbours = defineEstimator({
  name: 'user_neighbours',
  version: 1,
  title: 'Neighbouring users',
  parameters: {
    neighbours: integer_({ default: 50, min: 1, help: 'similar users who vote' }),
    shrink: number_({ default: 0, min: 0, help: 'added to the denominator, so that small overlaps count less' }),
    useStrength: boolean_({ default: false, help: 'use strengths instead of yes or no' }),
  },
  fit(table: Interactions, { useStrength }) {
    const values = useStrength ? table.values : new Float64Array(table.indices.length).fill(1)
    const { starts, indices, items } = table
    const columns = byItem({ ...table, values })
    const norms = Float64Array.from(table.users, (_, u) => Math.hypot(...values.subarray(starts[u]!, starts[u + 1]!)))
    return { items, starts, indices, values, columns, norms }
  },
  methods: (state) => ({
    score: (profile: Profile, out = new Float64Array(state.items.length)) => scoreProfile(state, profile, out),
  }),
})

type State = {
  starts: Int32Array
  indices: Int32Array
  values: Float64Array
  columns: { starts: Int32Array; indices: Int32Array; values: Float64Array }
  norms: Float64Array
  parameters: { neighbours: number; shrink: number; useStrength: boolean }
}

function scoreProfile(state: State, profile: Profile, out: Float64Array): Float64Array {
  const similarity = similarities(state, profile)
  out.fill(0)
  for (const user of best(similarity, state.parameters.neighbours)) {
    for (let p = state.starts[user]!; p < state.starts[user + 1]!; p++) {
      out[state.indices[p]!]! += similarity[user]! * state.values[p]!
    }
  }
  return out
}

function similarities({ columns, norms, parameters }: State, profile: Profile): Float64Array {
  const sums = new Float64Array(norms.length)
  let squares = 0
  for (let k = 0; k < profile.items.length; k++) {
    const strength = parameters.useStrength ? strengthOf(profile, k) : 1
    const item = profile.items[k]!
    squares += strength * strength
    for (let p = columns.starts[item]!; p < columns.starts[item + 1]!; p++) {
      sums[columns.indices[p]!]! += strength * columns.values[p]!
    }
  }
  const norm = Math.sqrt(squares)
  for (let u = 0; u < sums.length; u++)
    sums[u] = sums[u]! > 0 ? sums[u]! / (norm * norms[u]! + parameters.shrink + tieBreak) : -Infinity
  if (profile.user !== undefined) sums[profile.user] = -Infinity
  return sums
}
