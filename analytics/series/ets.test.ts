import { expect, test } from 'vitest'
import { normals } from '../numeric/random.ts'
import { ets } from './ets.ts'
import { mixtureForecast } from './mixture.ts'

const noise = normals(4, 60)
const series = {
  values: Float64Array.from(noise, (e, t) => (100 + t) * (1 + 0.3 * Math.sin((2 * Math.PI * t) / 12)) + 2 * e),
  period: 12,
}

test('ets weighs its forms, and one that is asked for stands alone', () => {
  const { parts } = ets.fit(series)
  expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
  const alone = ets.fit(series, { error: 'A', trend: 'A', season: 'A' })
  expect(alone.parts).toHaveLength(1)
  const level = alone.forecast(1)
  expect((level.low[0]! + level.high[0]!) / 2).toBeCloseTo(level.mean[0]!, 9)
})

test('ets follows a steady trend, and its residuals are those of its one-step forecasts', () => {
  const line = Float64Array.from({ length: 40 }, (_, t) => 50 + 3 * t + noise[t]!)
  const { mean } = ets.fit({ values: line }).forecast(8)
  expect(Math.abs(mean[7]! - (50 + 3 * 47))).toBeLessThan(6)
  const model = ets.fit({ values: line.slice(0, 39) }, { trend: 'A', error: 'A' })
  expect(line[39]! - model.forecast(1).mean[0]!).toBeCloseTo(model.residuals(line)[39]!, 8)
})

test('the interval of a mixture is that of its parts where they agree, and wider where they do not', () => {
  const one = { mean: Float64Array.of(10), low: Float64Array.of(8), high: Float64Array.of(12), level: 0.9 }
  const same = mixtureForecast([
    { weight: 0.3, forecast: one },
    { weight: 0.7, forecast: one },
  ])
  expect([same.mean[0], same.low[0], same.high[0]].map((value) => value!.toFixed(9))).toEqual(
    [10, 8, 12].map((value) => value.toFixed(9)),
  )
  const far = { ...one, mean: Float64Array.of(16), low: Float64Array.of(14), high: Float64Array.of(18) }
  const both = mixtureForecast([
    { weight: 0.5, forecast: one },
    { weight: 0.5, forecast: far },
  ])
  // Each end cuts a tenth off its own part, whose z is 1.2816 against 1.6449 for a twentieth.
  expect(both.mean[0]).toBe(13)
  expect(both.high[0]).toBeCloseTo(16 + (2 * 1.2815515655) / 1.644853627, 6)
  expect(both.low[0]).toBeCloseTo(10 - (2 * 1.2815515655) / 1.644853627, 6)
})
