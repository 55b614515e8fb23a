import { expect, test } from 'vitest'
import { mulberry32 } from '../numeric/random.ts'
import { fitResponse, responseAt, responseError } from './response.ts'

const amounts = [50, 100, 200, 300, 450, 700, 1_000, 1_500]
const saturating = { shape: 'saturating', most: 5_000, scale: 400 } as const
const power = { shape: 'power', factor: 90, exponent: 0.6 } as const

test.each([saturating, power])('a curve without noise is found again: $shape', (curve) => {
  const fitted = fitResponse(
    amounts,
    amounts.map((amount) => responseAt(curve, amount)),
  )
  expect(fitted.curve.shape).toBe(curve.shape)
  for (const amount of [10, 333, 3_000])
    expect(responseAt(fitted.curve, amount) / responseAt(curve, amount)).toBeCloseTo(1, 3)
  expect(fitted.errors.curve).toBeLessThan(0.01 * fitted.errors.line)
  expect(responseError(fitted, 500)).toBeLessThan(1)
})

test('noise makes an amount less sure, most of all beyond those that were tried', () => {
  const random = mulberry32(4)
  const earned = amounts.map((amount) => responseAt(saturating, amount) * (0.8 + 0.4 * random()))
  const fitted = fitResponse(amounts, earned)
  expect(responseError(fitted, 300)).toBeGreaterThan(20)
  expect(responseError(fitted, 6_000)).toBeGreaterThan(responseError(fitted, 300))
})

test('money that makes no difference loses against the mean', () => {
  const { errors } = fitResponse(amounts, [90, 110, 95, 105, 100, 98, 104, 99])
  expect(errors.mean).toBeLessThan(errors.line)
})

test('hundreds of pairs are left out in groups', () => {
  const many = Array.from({ length: 400 }, (_, i) => 10 + i)
  const { withoutFold } = fitResponse(many, many.map(Math.sqrt))
  expect(withoutFold.length).toBe(20)
})

test.each([
  [[1, 2, 3], [1, 2, 3], /at least 4 pairs/],
  [[1, 2, 3, 0], [1, 2, 3, 4], /above 0/],
  [[1, 2, 3, 4], [0, 0, 0, 0], /Nothing was earned/],
  [[1, 2, 3, 4], [1, 2, Number.NaN, 4], /must be numbers/],
])('what tells nothing is refused: %j', (spent, earned, sentence) => {
  expect(() => fitResponse(spent, earned)).toThrow(sentence)
})
