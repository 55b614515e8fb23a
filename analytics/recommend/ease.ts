import { defineEstimator } from '../estimator.ts'
import { matrix } from '../matrix.ts'
import { invertPositive } from '../numeric/invert.ts'
import { boolean_, number_ } from '../params.ts'
import { eachGramRow } from './cooccurrence.ts'
import type { Interactions } from './interactions.ts'
import { type Profile, strengthOf } from './recommender.ts'

/**
 * EASE: the linear item-to-item model B with zero diagonal that best rebuilds the table, min ‖X − XB‖² + λ‖B‖². With
 * P = (XᵀX + λI)⁻¹ it is B_ij = −P_ij / P_jj in closed form; a profile's score is its row times B. Often the most accurate
 * model for tables of up to some ten thousand items.
 *
 * Cost: Σ_u degree² + items³/2 in SIMD on all threads; memory 3 × 8 × items² bytes while fitting, 8 × items² after.
 * @throws AnalyticsError `illegal_parameter`.
 * Source: Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019.
 *
 * @example
 * const model = ease.fit(purchases, { l2: 200 })
 * recommend(model, profileOf(purchases, 0), { limit: 5 })
 */
export const ease = defineEstimator({
  name: 'ease',
  version: 1,
  title: 'EASE',
  parameters: {
    l2: number_({ default: 250, above: 0, help: 'regularisation λ; more for noisier and smaller tables' }),
    useStrength: boolean_({ default: false, help: 'use strengths instead of yes or no' }),
  },
  fit(table: Interactions, { l2, useStrength }, run) {
    const n = table.items.length
    const gram = matrix(n, n)
    eachGramRow(table, useStrength, (i, sums) => {
      gram.data.set(sums, i * n)
      gram.data[i * n + i]! += l2
    })
    run.progress(0.1, 'inverting the item table')
    return { items: table.items, weights: weightsFrom(invertPositive(gram).data, n) }
  },
  methods: ({ items, weights }) => ({
    score: (profile: Profile, out = new Float64Array(items.length)) => scoreProfile(weights, profile, out),
  }),
})

function weightsFrom(p: Float64Array, n: number): Float64Array {
  const scale = Float64Array.from({ length: n }, (_, j) => -1 / p[j * n + j]!)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) p[i * n + j]! *= scale[j]!
    p[i * n + i] = 0
  }
  return p
}

/** Four items of the profile at a time, so that each score is read and written a quarter as often. */
function scoreProfile(weights: Float64Array, profile: Profile, out: Float64Array): Float64Array {
  const n = out.length
  const count = profile.items.length
  out.fill(0)
  let k = 0
  for (; k + 3 < count; k += 4) {
    const [a, b, c, d] = [k, k + 1, k + 2, k + 3].map((i) => strengthOf(profile, i)) as [number, number, number, number]
    const [p, q, r, s] = [k, k + 1, k + 2, k + 3].map((i) => profile.items[i]! * n) as [number, number, number, number]
    for (let j = 0; j < n; j++) {
      out[j]! += a * weights[p + j]! + b * weights[q + j]! + (c * weights[r + j]! + d * weights[s + j]!)
    }
  }
  for (; k < count; k++) {
    const [strength, row] = [strengthOf(profile, k), profile.items[k]! * n]
    for (let j = 0; j < n; j++) out[j]! += strength * weights[row + j]!
  }
  return out
}
