import { expect, test } from 'vitest'
import { standingOf } from './against.ts'
import type { Foreseen } from './report.ts'

const one: Foreseen = {
  from: '2026-01-01',
  values: [310, 280],
  method: 'ets',
  better: true,
  mean: [310, 300],
  low: [155, 150],
  high: [465, 450],
  level: 0.8,
  trials: [],
  folds: 3,
  anomalies: [],
}

test('a target is held against what was sold and what is to come, months in part by their days', () => {
  const goal = { goal: 1, from: '2026-02-01', until: '2026-03-31' }
  expect(standingOf('month', one, goal)).toEqual({ soFar: 280, expected: { mean: 590, low: 435, high: 745 } })
  expect(standingOf('month', one, { ...goal, until: '2026-03-10' }).expected!.mean).toBeCloseTo(380)
  expect(standingOf('month', one, { ...goal, from: '2026-01-22' }).soFar).toBeCloseTo(380)
})

test('nothing is said of a target that ends after the forecast does', () => {
  expect(standingOf('month', one, { goal: 1, from: '2026-02-01', until: '2026-05-01' }).expected).toBeNull()
})
