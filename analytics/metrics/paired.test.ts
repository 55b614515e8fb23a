import { describe, expect, it } from 'vitest'
import { mulberry32 } from '../numeric/random.ts'
import { mcnemar, pairedGap } from './index.ts'

describe('the exact McNemar test', () => {
  it('gives what the binomial gives', () => {
    expect(mcnemar(1, 7)).toBeCloseTo(18 / 256, 12)
    expect(mcnemar(7, 1)).toBeCloseTo(18 / 256, 12)
    // R: binom.test(15, 50)$p.value
    expect(mcnemar(15, 35)).toBeCloseTo(0.0066004, 6)
    expect(mcnemar(0, 0)).toBe(1)
    expect(mcnemar(5, 5)).toBe(1)
  })

  it('stands thousands of cases', () => {
    expect(mcnemar(3_000, 3_000)).toBe(1)
    expect(mcnemar(2_800, 3_200)).toBeGreaterThan(1e-8)
    expect(mcnemar(2_800, 3_200)).toBeLessThan(1e-6)
  })
})

describe('the gap between two answers on the same cases', () => {
  it('counts who gained and who lost', () => {
    expect(pairedGap([1, 1, 0, 1], [1, 0, 0, 0])).toMatchObject({ value: 0.5, gained: 2, lost: 0, p: 0.5 })
  })

  it('covers zero as often as it says when there is no difference', () => {
    let covered = 0
    for (let seed = 0; seed < 200; seed++) {
      const uniform = mulberry32(seed)
      const drawn = () => Float64Array.from({ length: 120 }, () => (uniform() < 0.4 ? 1 : 0))
      const { low, high } = pairedGap(drawn(), drawn(), { resamples: 200, seed })
      if (low <= 0 && high >= 0) covered++
    }
    expect(covered / 200).toBeGreaterThan(0.9)
    expect(covered / 200).toBeLessThan(0.99)
  })
})
