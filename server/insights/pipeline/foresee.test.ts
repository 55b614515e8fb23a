import { expect, test } from 'vitest'
import { bring, ratesOf, spread } from './foresee.ts'

const times = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]

test('a deal’s chance spreads over months as deals went that took longer than it is old', () => {
  expect(spread({ age: 0, amount: 1, chance: 0.5 }, times, [30, 60, 100])).toEqual([
    expect.closeTo(0.15),
    expect.closeTo(0.15),
    expect.closeTo(0.2),
  ])
  expect(spread({ age: 50, amount: 1, chance: 1 }, times, [30])).toEqual([expect.closeTo(3 / 5)])
})

test('a deal older than nearly all that were won goes at their mean pace', () => {
  expect(spread({ age: 95, amount: 1, chance: 1 }, times, [55])[0]).toBeCloseTo(1 - Math.exp(-1))
})

test('means are exact, and ranges agree with the binomial distribution', () => {
  const deals = Array.from({ length: 100 }, () => ({ age: 0, amount: 10, chance: 0.4 }))
  const { months, total } = bring(deals, times, [50, 100])
  expect(months.map(({ mean }) => mean)).toEqual([200, 200])
  expect(total.mean).toBe(400)
  const spreadOf = 1.2816 * Math.sqrt(100 * 0.4 * 0.6) * 10
  expect(Math.abs(total.high - (400 + spreadOf))).toBeLessThan(20)
  expect(Math.abs(total.low - (400 - spreadOf))).toBeLessThan(20)
  expect(bring(deals, times, [50, 100])).toEqual(bring(deals, times, [50, 100]))
})

test('few deals of a stage are drawn towards the share of all', () => {
  const rate = ratesOf([
    { won: true, stages: ['a', 'b'] },
    { won: false, stages: ['a'] },
  ])
  expect(rate('a')).toBeCloseTo((1 + 2.5) / 7)
  expect(rate('b')).toBeCloseTo((1 + 2.5) / 6)
  expect(rate(null)).toBe(0.5)
})
