import { expect, test } from 'vitest'
import {
  chiSquareOf,
  confidenceOf,
  convictionOf,
  fisherOf,
  leverageOf,
  liftOf,
  logFactorials,
  supportOf,
} from './measures.ts'

const tea = { both: 20, left: 25, right: 90, baskets: 100 }

test('the measures of a rule follow their formulas', () => {
  expect(supportOf(tea)).toBe(0.2)
  expect(confidenceOf(tea)).toBe(0.8)
  expect(liftOf(tea)).toBeCloseTo(0.8 / 0.9, 12)
  expect(leverageOf(tea)).toBeCloseTo(0.2 - 0.25 * 0.9, 12)
  expect(convictionOf(tea)).toBeCloseTo(0.1 / 0.2, 12)
})

test('a rule without exceptions has infinite conviction', () => {
  expect(convictionOf({ both: 5, left: 5, right: 50, baskets: 100 })).toBe(Number.POSITIVE_INFINITY)
})

test('chi-square of the lady tasting tea table is 2', () => {
  expect(chiSquareOf({ both: 3, left: 4, right: 4, baskets: 8 })).toBeCloseTo(2, 12)
})

test("Fisher's exact test gives the published 17/70 for the lady tasting tea", () => {
  const ln = logFactorials(8)
  expect(fisherOf({ both: 3, left: 4, right: 4, baskets: 8 }, ln)).toBeCloseTo(17 / 70, 12)
  expect(fisherOf({ both: 4, left: 4, right: 4, baskets: 8 }, ln)).toBeCloseTo(1 / 70, 12)
  expect(fisherOf({ both: 0, left: 4, right: 4, baskets: 8 }, ln)).toBeCloseTo(1, 12)
})
