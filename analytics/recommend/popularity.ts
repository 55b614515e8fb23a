import { defineEstimator } from '../estimator.ts'
import { boolean_, nullable_, number_ } from '../params.ts'
import type { Interactions } from './interactions.ts'
import type { Profile } from './recommender.ts'

/**
 * The same list for everyone: the number of users of each item, or with `halfLife` the sum of 2^(−age / halfLife), where
 * age is counted from the latest interaction of the table in the unit of its times; with `window` only those younger.
 * The measure that every other recommender must beat, and what remains for someone of whom nothing is known.
 * Cost: one pass.
 *
 * @throws AnalyticsError `illegal_parameter`.
 * Source: Cremonesi, Koren & Turrin, RecSys 2010, on how hard it is to beat.
 * @example
 * const trend = popularity.fit(purchases, { halfLife: 30 })
 * recommend(trend, { items: [] }, { limit: 3 })
 */
export const popularity = defineEstimator({
  name: 'popularity',
  version: 1,
  title: 'Popular items',
  parameters: {
    halfLife: nullable_(number_({ default: 1, above: 0 }), {
      default: null,
      help: 'age at which an interaction counts half',
    }),
    window: nullable_(number_({ default: 1, above: 0 }), { default: null, help: 'age beyond which it does not count' }),
    useStrength: boolean_({ default: false, help: 'count strengths instead of users' }),
  },
  fit({ items, indices, values, times }: Interactions, { halfLife, window, useStrength }) {
    const scores = new Float64Array(items.length)
    const latest = times.reduce((a, b) => Math.max(a, b), -Infinity)
    indices.forEach((item, p) => {
      const age = latest - times[p]!
      if (window !== null && age > window) return
      scores[item]! += (useStrength ? values[p]! : 1) * (halfLife === null ? 1 : 2 ** (-age / halfLife))
    })
    return { items, scores }
  },
  methods: ({ scores }) => ({
    score(_profile: Profile, out = new Float64Array(scores.length)): Float64Array {
      out.set(scores)
      return out
    },
  }),
})
