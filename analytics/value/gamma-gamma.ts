import { refuse } from '../errors.ts'
import { defineEstimator } from '../estimator.ts'
import { digamma, logGamma } from '../numeric/gamma.ts'
import { lbfgs } from '../numeric/lbfgs.ts'
import type { BuyingHistory } from './purchases.ts'

/**
 * Gamma-Gamma: amounts of a customer's purchases are Gamma(p, ν) with ν ~ Gamma(q, γ), independent of how often they
 * buy. Maximum likelihood over customers with repeats and a positive mean amount, by L-BFGS with exact gradient; γ is in
 * the unit of the amounts. `populationMean` is pγ / (q − 1).
 *
 * @throws AnalyticsError `too_few_rows` when fewer than two customers have repeat purchases with an amount.
 * Source: Fader, Hardie, Lee, "RFM and CLV", Journal of Marketing Research 42(4), 2005.
 * Cost: O(customers) a pass.
 *
 * @example
 * const spending = gammaGamma.fit(buyingHistory(purchases, { end: 273 }))
 * spending.expected({ repeats: 2, spend: 22.35 }) // expected mean amount of the next purchases
 */
export const gammaGamma = defineEstimator({
  name: 'gamma_gamma',
  version: 1,
  title: 'Gamma-Gamma spending',
  parameters: {},
  fit({ repeats, spend }: Pick<BuyingHistory, 'repeats' | 'spend'>) {
    const rows = Int32Array.from(repeats.keys()).filter((i) => repeats[i]! > 0 && spend[i]! > 0)
    if (rows.length < 2)
      refuse('too_few_rows', `gamma_gamma needs two customers with repeat purchases and has ${rows.length}.`)
    const x = Float64Array.from(rows, (i) => repeats[i]!)
    const z = Float64Array.from(rows, (i) => spend[i]!)
    const mean = z.reduce((a, b) => a + b, 0) / z.length
    const objective = (logs: Float64Array, slope: Float64Array) => {
      const value = likelihood(x, z, logs, slope)
      for (let k = 0; k < 3; k++) slope[k] = -slope[k]! / x.length
      return -value / x.length
    }
    const found = lbfgs(objective, Float64Array.of(1, 1, Math.log(mean)), { tolerance: 1e-9, maxIterations: 500 })
    const [p, q, gamma] = Array.from(found.w, Math.exp) as [number, number, number]
    return {
      p,
      q,
      gamma,
      logLikelihood: -found.value * x.length,
      customers: x.length,
      populationMean: (p * gamma) / (q - 1),
    }
  },
  methods: ({ p, q, gamma }) => ({
    /** Expected mean amount of a customer's purchases, between their own mean and the population's. */
    expected: ({ repeats, spend }: { repeats: number; spend: number }) =>
      (p * (gamma + repeats * spend)) / (p * repeats + q - 1),
  }),
})

function likelihood(x: Float64Array, z: Float64Array, logs: Float64Array, slope: Float64Array): number {
  const [p, q, gamma] = Array.from(logs, Math.exp) as [number, number, number]
  let [value, dp, dq, dGamma] = [0, 0, 0, 0]
  const [lgQ, psiQ, logGammaScale] = [logGamma(q), digamma(q), Math.log(gamma)]
  for (let i = 0; i < x.length; i++) {
    const [k, mean] = [x[i]!, z[i]!]
    const px = p * k
    const all = gamma + k * mean
    const logAll = Math.log(all)
    const psiBoth = digamma(px + q)
    const own = Math.log(mean) + Math.log(k)
    value += logGamma(px + q) - logGamma(px) - lgQ + q * logGammaScale + px * own - Math.log(mean) - (px + q) * logAll
    dp += k * (psiBoth - digamma(px) + own - logAll)
    dq += psiBoth - psiQ + logGammaScale - logAll
    dGamma += q / gamma - (px + q) / all
  }
  slope.set([dp * p, dq * q, dGamma * gamma])
  return value
}
