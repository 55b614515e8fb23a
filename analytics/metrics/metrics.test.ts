import { describe, expect, it } from 'vitest'
import { categoryColumn } from '../data/table.ts'
import { fromRows } from '../matrix.ts'
import { normals } from '../numeric/random.ts'
import * as m from './index.ts'

const y = [0, 0, 1, 1]
const scores = [0.1, 0.4, 0.35, 0.8]

describe('ranking measures', () => {
  it('give the textbook values', () => {
    expect(m.auc(y, scores)).toBe(0.75)
    expect(m.averagePrecision(y, scores)).toBeCloseTo(0.8333333333, 9)
    expect(m.auc([0, 1, 0, 1], [1, 1, 1, 1])).toBe(0.5)
    expect(m.auc([1, 1], [0.2, 0.3])).toBeNaN()
    expect(m.ksOfScores(y, scores)).toBe(0.5)
  })

  it('rank many rows by radix sort as few rows by comparison', () => {
    const values = normals(3, 9000).map((value, i) => (i % 7 === 0 ? Math.round(value) : value))
    const order = m.fallingOrder(values)
    const plain = Int32Array.from({ length: 9000 }, (_, i) => i).sort((a, b) => values[b]! - values[a]! || a - b)
    expect(order).toEqual(plain)
  })

  it('count weights as repeated rows', () => {
    expect(m.auc(y, scores, [2, 1, 3, 1])).toBeCloseTo(
      m.auc([0, 0, 0, 1, 1, 1, 1], [0.1, 0.1, 0.4, 0.35, 0.35, 0.35, 0.8]),
      12,
    )
  })

  it('give lift and gains', () => {
    expect(m.lift(y, scores, 0.5)).toBe(1)
    expect(m.gains(y, scores, 2).map(({ found }) => found)).toEqual([0.5, 1])
  })
})

describe('classification measures', () => {
  it('give the textbook values', () => {
    expect(m.logLoss([1, 0], [0.9, 0.2])).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2, 12)
    expect(m.brier([1, 0], [0.9, 0.2])).toBeCloseTo(0.025, 12)
    expect(m.accuracy([1, 0, 1], [1, 1, 1])).toBeCloseTo(2 / 3, 12)
    expect(m.rates(m.confusion(y, scores, 0.4))).toMatchObject({ precision: 0.5, recall: 0.5, f1: 0.5, matthews: 0 })
    expect(m.confusionMatrix([0, 1, 2, 2], [0, 2, 2, 2]).perClass.map(({ recall }) => recall)).toEqual([1, 0, 1])
  })

  it('choose the threshold that pays best', () => {
    const payoff = { truePositive: 10, falsePositive: -2, falseNegative: 0, trueNegative: 0 }
    expect(m.thresholdFor(payoff)).toBeCloseTo(2 / 12, 12)
    expect(m.bestThreshold(y, scores, payoff)).toEqual({ threshold: 0.35, total: 18 })
    expect(() => m.thresholdFor({ truePositive: 0, falsePositive: 1, falseNegative: 1, trueNegative: 0 })).toThrow(
      'pay more',
    )
  })

  it('measure calibration by bins', () => {
    const { bins, expectedError } = m.reliability([0, 0, 1, 1], [0.2, 0.2, 0.8, 0.8], 2)
    expect(bins).toEqual([
      { rows: 2, predicted: 0.2, observed: 0 },
      { rows: 2, predicted: 0.8, observed: 1 },
    ])
    expect(expectedError).toBeCloseTo(0.2, 12)
  })
})

describe('other measures', () => {
  it('measure numbers', () => {
    const result = m.regressionMetrics([1, 2, 3], [1, 2, 5])
    expect(result).toMatchObject({ mae: 2 / 3, r2: -1, medianError: 0 })
    expect(m.rankCorrelation([1, 2, 3], [1, 8, 27])).toBeCloseTo(1, 12)
  })

  it('measure lists', () => {
    const lists = m.listMetrics([7, 3, 9], new Set([3, 4]), 3)
    expect(lists.recall).toBe(0.5)
    expect(lists.reciprocalRank).toBe(0.5)
    expect(lists.ndcg).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 12)
    expect(m.ndcg([3, 2, 0], [9, 8, 7])).toBe(1)
  })

  it('measure clusters', () => {
    const x = fromRows([[0], [1], [10], [11]])
    expect(m.silhouette(x, [0, 0, 1, 1])).toBeCloseTo((2 * (1 - 1 / 10.5) + 2 * (1 - 1 / 9.5)) / 4, 12)
    expect(m.adjustedRand([0, 0, 1, 1], [5, 5, 2, 2])).toBe(1)
  })

  it('measure drift', () => {
    const before = normals(1, 2000)
    expect(m.psi(before, normals(2, 2000))).toBeLessThan(0.02)
    expect(
      m.psi(
        before,
        before.map((value) => value + 1),
      ),
    ).toBeGreaterThan(0.25)
    expect(m.kolmogorovSmirnov(before, normals(2, 2000)).pValue).toBeGreaterThan(0.01)
    expect(m.kolmogorovSmirnov([1, 2, 3], [4, 5, 6]).statistic).toBe(1)
    const plans = categoryColumn('plan', ['a', 'b'])
    expect(m.psiOfCategories(plans, plans)).toBe(0)
  })

  it('give an interval around a measure, the same for the same seed', () => {
    const noise = normals(6, 400)
    const noisy = normals(5, 400).map((value, i) => value + noise[i]!)
    const truth = normals(5, 400).map((value) => (value > 0 ? 1 : 0))
    const interval = m.bootstrapOf(m.auc, truth, noisy, { resamples: 50 })
    expect(interval.low).toBeLessThan(interval.value)
    expect(interval.high).toBeGreaterThan(interval.value)
    expect(m.bootstrapOf(m.auc, truth, truth, { resamples: 9, seed: 4 })).toEqual(
      m.bootstrapOf(m.auc, truth, truth, { resamples: 9, seed: 4 }),
    )
  })
})
