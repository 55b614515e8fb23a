import { expect, test } from 'vitest'
import { proofOf } from './proof.ts'

const none = { labels: [], calibration: [], confusion: null }

test('a chance is proved by the tenth of later cases that were scored most like it', () => {
  const calibration = [
    { rows: 30, predicted: 0.1, observed: 0.05 },
    { rows: 20, predicted: 0.7, observed: 0.75 },
  ]
  expect(proofOf({ ...none, task: 'yes_no', calibration }, 62)).toEqual({ is: 'came', rows: 20, share: 0.75 })
  expect(proofOf({ ...none, task: 'yes_no' }, 62)).toBeNull()
})

test('a label is proved by the later cases that were given it', () => {
  const report = {
    ...none,
    task: 'choice' as const,
    labels: ['a', 'b'],
    confusion: [
      [8, 1],
      [2, 3],
    ],
  }
  expect(proofOf(report, 'a')).toEqual({ is: 'right', rows: 10, share: 0.8 })
  expect(proofOf(report, 'b')).toEqual({ is: 'right', rows: 4, share: 0.75 })
  expect(proofOf(report, 'never told')).toBeNull()
})

test('a number is proved by between what later cases with such an answer ended', () => {
  const bands = [
    { upTo: 10, low: 0, high: 12 },
    { upTo: 50, low: 4, high: 90 },
  ]
  const report = { ...none, task: 'number' as const, intervals: { level: 0.9, held: 0.9, by: 'cases' as const, bands } }
  expect(proofOf(report, '7.5')).toMatchObject({ low: 0, high: 12 })
  expect(proofOf(report, 400)).toMatchObject({ low: 4, high: 90, level: 0.9 })
})
