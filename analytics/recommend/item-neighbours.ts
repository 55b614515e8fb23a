import { defineEstimator } from '../estimator.ts'
import { boolean_, integer_, number_ } from '../params.ts'
import { eachGramRow } from './cooccurrence.ts'
import { byItem, type Interactions } from './interactions.ts'
import { type Profile, strengthOf } from './recommender.ts'
import { best, tieBreak } from './top.ts'

/**
 * "Who had this also had that": cosine between the columns of two items, s_ij = x_i·x_j / (‖x_i‖ ‖x_j‖ + shrink + 10⁻¹²), of
 * which each item keeps the `neighbours` most similar. The last term settles ties, of which there are many, in favour of
 * the pair with more users in common instead of by rounding; what is then still equal goes by item number. A profile's score for j is Σ_i r_i s_ji over its items i that are
 * among the neighbours of j.
 *
 * Cost: Σ_u degree² + items²; memory 12 bytes × items × neighbours.
 * @throws AnalyticsError `illegal_parameter`.
 * Source: Deshpande, Karypis, "Item-based top-N recommendation algorithms", ACM TOIS 22(1), 2004.
 *
 * @example
 * const model = itemNeighbours.fit(purchases, { neighbours: 100 })
 * recommend(model, { items: [purchases.items.indexOf('tea')] })
 */
export const itemNeighbours = defineEstimator({
  name: 'item_neighbours',
  version: 1,
  title: 'Neighbouring items',
  parameters: {
    neighbours: integer_({ default: 100, min: 1, help: 'similar items kept for each item' }),
    shrink: number_({ default: 0, min: 0, help: 'added to the denominator, so that rare pairs count less' }),
    useStrength: boolean_({ default: false, help: 'use strengths instead of yes or no' }),
  },
  fit(table: Interactions, { neighbours, shrink, useStrength }, run) {
    const norms = itemNorms(table, useStrength)
    const rows: { indices: Int32Array; values: Float64Array }[] = []
    eachGramRow(table, useStrength, (i, sums) => {
      for (let j = 0; j < sums.length; j++) {
        if (sums[j] !== 0) sums[j]! /= norms[i]! * norms[j]! + shrink + tieBreak
      }
      sums[i] = 0
      const kept = best(sums, neighbours).filter((j) => sums[j]! > 0)
      rows.push({ indices: kept, values: Float64Array.from(kept, (j) => sums[j]!) })
      if (i % 256 === 0) run.progress(i / norms.length, 'comparing items')
    })
    return { items: table.items, ...influence(rows) }
  },
  methods: (state) => ({
    score: (profile: Profile, out = new Float64Array(state.items.length)) => scoreProfile(state, profile, out),
  }),
})

function itemNorms(table: Interactions, useStrength: boolean): Float64Array {
  const { starts, values } = byItem(table)
  return Float64Array.from(table.items, (_, i) => {
    let sum = 0
    for (let p = starts[i]!; p < starts[i + 1]!; p++) sum += useStrength ? values[p]! ** 2 : 1
    return Math.sqrt(sum)
  })
}

type Influence = { starts: Int32Array; targets: Int32Array; similarities: Float64Array }

/** Turns the neighbours of each target around: for each item, the targets that it speaks for. */
function influence(rows: readonly { indices: Int32Array; values: Float64Array }[]): Influence {
  const starts = new Int32Array(rows.length + 1)
  for (const { indices } of rows) for (const i of indices) starts[i + 1]!++
  for (let i = 0; i < rows.length; i++) starts[i + 1]! += starts[i]!
  const next = starts.slice()
  const targets = new Int32Array(starts[rows.length]!)
  const similarities = new Float64Array(targets.length)
  rows.forEach(({ indices, values }, target) => {
    indices.forEach((i, k) => {
      const to = next[i]!++
      targets[to] = target
      similarities[to] = values[k]!
    })
  })
  return { starts, targets, similarities }
}

function scoreProfile({ starts, targets, similarities }: Influence, profile: Profile, out: Float64Array): Float64Array {
  out.fill(0)
  for (let k = 0; k < profile.items.length; k++) {
    const strength = strengthOf(profile, k)
    for (let p = starts[profile.items[k]!]!; p < starts[profile.items[k]! + 1]!; p++) {
      out[targets[p]!]! += strength * similarities[p]!
    }
  }
  return out
}
