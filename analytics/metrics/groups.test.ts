import { expect, it } from 'vitest'
import { mulberry32, normal } from '../numeric/random.ts'
import * as m from './index.ts'

it('puts the published interval around a share', () => {
  // Newcombe 1998, table I, method 3.
  const { low, high } = m.wilson(81, 263)
  expect([low, high]).toEqual([expect.closeTo(0.2553, 4), expect.closeTo(0.3662, 4)])
  expect(m.wilson(0, 20)).toEqual({ value: 0, low: 0, high: expect.closeTo(0.1611, 4) })
})

it('gives the spread of the area that repeated samples have', () => {
  const uniform = mulberry32(3)
  const draw = () => {
    const y = Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? 1 : 0))
    return { y, scores: y.map((one) => one + normal(uniform)) }
  }
  const drawn = Array.from({ length: 800 }, draw)
  const areas = drawn.map(({ y, scores }) => m.auc(y, scores))
  const mean = areas.reduce((a, b) => a + b, 0) / areas.length
  const spread = Math.sqrt(areas.reduce((sum, one) => sum + (one - mean) ** 2, 0) / areas.length)
  const told = drawn.reduce((sum, { y, scores }) => sum + m.aucError(y, scores), 0) / drawn.length
  expect(Math.abs(told / spread - 1)).toBeLessThan(0.06)
  expect(m.aucError([1, 1], [1, 2])).toBeNaN()
})

it('calls groups different no more often than by chance when they are alike', () => {
  const uniform = mulberry32(8)
  const hit = (rows: number) => Array.from({ length: rows }, () => uniform()).filter((one) => one < 0.3).length
  const found = Array.from({ length: 2000 }, () => m.sharesAlike([hit(80), hit(150), hit(60)], [80, 150, 60]))
  expect(Math.abs(found.filter((p) => p < 0.05).length / 2000 - 0.05)).toBeLessThan(0.015)
  expect(m.sharesAlike([30, 10], [100, 100])).toBeCloseTo(0.000407, 6)
  const around = Array.from({ length: 2000 }, () => m.estimatesAlike([normal(uniform), 2 * normal(uniform)], [1, 2]))
  expect(Math.abs(around.filter((p) => p < 0.05).length / 2000 - 0.05)).toBeLessThan(0.015)
})

it('raises several p-values by Holm’s steps and leaves out tests that could not be made', () => {
  expect(m.holm([0.01, Number.NaN, 0.04, 0.03])).toEqual([0.03, Number.NaN, 0.06, 0.06])
  expect(m.estimatesAlike([0.9, 1], [0.1, 0])).toBeNaN()
  expect(m.sharesAlike([0, 0], [10, 20])).toBeNaN()
})
