import { describe, expect, it } from 'vitest'
import * as d from './distributions.ts'
import { betaI, digamma, gammaP, logGamma } from './gamma.ts'

const near = (value: number, wanted: number, relative = 1e-12) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(relative * Math.abs(wanted))

describe('gamma and beta functions', () => {
  it('agree with tables', () => {
    near(logGamma(0.1), 2.252712651734206)
    near(logGamma(10), Math.log(362880))
    near(logGamma(1e7), 151180949.3694739)
    near(digamma(1), -0.5772156649015329)
    near(digamma(0.25), -4.227453533376266)
    near(gammaP(2, 3), 0.8008517265285442)
    near(betaI(0.3, 2, 5), 0.579825)
  })
})

describe('distributions', () => {
  it('give the quantiles of the usual tables', () => {
    near(d.normalQuantile(0.975), 1.959963984540054)
    near(d.normalQuantile(1e-10), -6.361340902404056)
    near(d.studentQuantile(0.975, 10), 2.228138851986274, 1e-11)
    near(d.chiSquareQuantile(0.95, 1), 3.841458820694124, 1e-11)
    near(d.gammaQuantile(0.5, 1, 2), Math.LN2 / 2, 1e-11)
    near(d.betaQuantile(0.579825, 2, 5), 0.3, 1e-10)
  })

  it('give p-values far in the tail', () => {
    near(d.normalBelow(-8), 6.22096057427178e-16, 1e-10)
    near(d.chiSquareAbove(100, 2), Math.exp(-50), 1e-11)
    near(d.fisherAbove(4.102821, 2, 10), 0.05, 1e-6)
    near(d.studentTwoSided(2.228138851986274, 10), 0.05, 1e-11)
  })
})
