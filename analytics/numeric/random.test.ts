import { describe, expect, it } from 'vitest'
import { Mt19937, numpyPermutation } from './mt19937.ts'
import { mulberry32, normals, permutation, shuffle } from './random.ts'

describe('mulberry32', () => {
  it('gives the published check values', () => {
    const uniform = mulberry32(42)
    expect([uniform(), uniform(), uniform()]).toEqual([0.6011037519201636, 0.44829055899754167, 0.8524657934904099])
    expect(Array.from(normals(42, 3))).toEqual([-1.2848381576290195, -0.9453528099747296, -0.6112802846514629])
  })

  it('shuffles every item into the order', () => {
    expect(Array.from(permutation(50, mulberry32(1))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => i),
    )
    expect(shuffle(['a'], mulberry32(1))).toEqual(['a'])
  })
})

describe('MT19937', () => {
  it('gives the numbers and permutations of RandomState(42)', () => {
    const random = new Mt19937(42)
    const first = [random.next(), random.next(), random.next()]
    expect(first).toEqual([0.3745401188473625, 0.9507143064099162, 0.7319939418114051])
    expect(Array.from(numpyPermutation(42, 10))).toEqual([8, 1, 5, 0, 7, 2, 9, 4, 3, 6])
    expect(Array.from(numpyPermutation(42, 7043).subarray(0, 5))).toEqual([185, 2715, 3825, 1807, 132])
    expect(Array.from(numpyPermutation(42, 1000000).subarray(0, 5))).toEqual([987231, 79954, 567130, 500891, 55399])
  })
})
