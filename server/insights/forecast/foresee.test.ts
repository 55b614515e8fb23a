import { mulberry32, normal } from '@rapport/analytics/numeric/random.ts'
import { expect, test } from 'vitest'
import { between, dayOf, endOfPast, later, startOf } from './calendar.ts'
import { foresee } from './foresee.ts'
import type { Foreseen } from './report.ts'

const chance = mulberry32(7)
const noise = (size: number) => size * normal(chance)
const seasonal = Array.from({ length: 60 }, (_, t) => 1000 + 10 * t + 300 * Math.sin((t / 6) * Math.PI) + noise(20))
const walk = Array.from({ length: 60 }).reduce<number[]>((all) => [...all, (all.at(-1) ?? 5000) + noise(100)], [])
const rich = { rich: true }

test('a series with a trend and a season is foreseen better than by last month and last year', () => {
  const found = foresee('2020-01-01', seasonal, 'month', rich) as Foreseen
  const error = (method: string) => found.trials.find((one) => one.method === method)!.error
  expect(found.better).toBe(true)
  expect(error(found.method)).toBeLessThan(Math.min(error('naive'), error('season')))
  expect(found.mean).toHaveLength(6)
  found.mean.forEach((mean, k) => {
    const came = 1000 + 10 * (60 + k) + 300 * Math.sin(((60 + k) / 6) * Math.PI)
    expect(Math.abs(mean - came)).toBeLessThan(100)
    expect(found.low[k]!).toBeLessThanOrEqual(mean)
    expect(found.high[k]!).toBeGreaterThanOrEqual(mean)
  })
})

test('where no method does better than the naive ones, that is said and the naive one is shown', () => {
  const found = foresee('2020-01-01', walk, 'month', rich) as Foreseen
  const learned = found.trials.filter(({ method }) => method !== 'naive' && method !== 'season')
  const chosen = learned.reduce((a, b) => (b.chosenOn < a.chosenOn ? b : a))
  const naive = Math.min(
    ...found.trials.filter(({ method }) => method === 'naive' || method === 'season').map(({ error }) => error),
  )
  expect(found.better).toBe(chosen.error < naive * 0.97)
  if (!found.better) expect(['naive', 'season']).toContain(found.method)
})

test('the method is chosen without a look at what it is judged on', () => {
  const changed = seasonal.map((value, t) => (t >= 50 ? value * 3 : value))
  const choosing = (values: number[]) =>
    (foresee('2020-01-01', values, 'month', rich) as Foreseen).trials.map(({ method, chosenOn }) => [method, chosenOn])
  expect(choosing(changed)).toEqual(choosing(seasonal))
})

test('a series that is too short is refused with how much there is and how much it takes', () => {
  expect(foresee('2020-01-01', seasonal.slice(0, 17), 'month', rich)).toEqual({ has: 17, needs: 18 })
  expect(foresee('2020-01-06', seasonal.slice(0, 5), 'week', rich)).toEqual({ has: 5, needs: 24 })
  expect(foresee('2020-01-01', seasonal.slice(0, 18), 'month', rich)).toHaveProperty('method')
})

test('a value that does not fit is found, with what was expected', () => {
  const odd = seasonal.map((value, t) => (t === 40 ? value + 900 : value))
  const { anomalies } = foresee('2020-01-01', odd, 'month', rich) as Foreseen
  expect(anomalies.map(({ at }) => at)).toContain(40)
  expect(Math.abs(anomalies.find(({ at }) => at === 40)!.expected - seasonal[40]!)).toBeLessThan(150)
})

test('weeks begin on Monday, months on their first, and steps cross the ends of years', () => {
  expect(dayOf(startOf('week', Date.parse('2026-11-29T23:59:00Z')))).toBe('2026-11-23')
  expect(dayOf(startOf('month', Date.parse('2026-11-29T10:00:00Z')))).toBe('2026-11-01')
  expect(dayOf(later('month', Date.parse('2026-11-01'), 3))).toBe('2027-02-01')
  expect(between('month', Date.parse('2026-11-01'), Date.parse('2027-02-01'))).toBe(3)
  expect(between('week', Date.parse('2026-12-28'), Date.parse('2027-01-11'))).toBe(2)
})

test('the past ends with the last whole week, or where old records stop', () => {
  const at = (unit: 'week' | 'month', last: string, now: string) =>
    dayOf(endOfPast(unit, Date.parse(last), Date.parse(now)))
  expect(at('week', '2026-11-26', '2026-11-27')).toBe('2026-11-23')
  expect(at('week', '2026-11-12', '2026-11-27')).toBe('2026-11-23')
  expect(at('month', '2011-08-31', '2026-11-27')).toBe('2011-09-01')
  expect(at('month', '2011-08-20', '2026-11-27')).toBe('2011-08-01')
})
