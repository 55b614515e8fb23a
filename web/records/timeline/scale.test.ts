import { expect, test } from 'vitest'
import { dayNumbered, numberAt, numberOf, spanOf, ticks } from './scale.ts'

test('days are numbers, and moments lie between them', () => {
  expect(dayNumbered(numberOf('2026-11-29'))).toBe('2026-11-29')
  expect(numberAt(new Date(2026, 10, 29, 18).toISOString())).toBe(numberOf('2026-11-29') + 0.75)
})

test('a record stands from the first day to the end of the last; without an end it is a point', () => {
  const day = numberOf('2026-06-03')
  expect(spanOf('2026-06-03', '2026-06-05')).toEqual({ from: day, to: day + 3, point: false })
  expect(spanOf('2026-06-03', null)).toEqual({ from: day + 0.5, to: day + 0.5, point: true })
  expect(spanOf('2026-06-03', '2026-06-01')?.point).toBe(true)
  expect(spanOf(null, '2026-06-01')).toBeUndefined()
})

test('columns begin where their weeks, months, quarters and years do', () => {
  const days = (unit: Parameters<typeof ticks>[0], from: string, to: string) =>
    ticks(unit, numberOf(from), numberOf(to)).map((tick) => dayNumbered(tick.from))
  expect(days('week', '2026-11-29', '2026-12-02')).toEqual(['2026-11-23', '2026-11-30'])
  expect(days('month', '2026-01-31', '2026-03-01')).toEqual(['2026-01-01', '2026-02-01'])
  expect(days('quarter', '2026-02-10', '2026-07-02')).toEqual(['2026-01-01', '2026-04-01', '2026-07-01'])
  expect(days('year', '2025-12-31', '2026-01-02')).toEqual(['2025-01-01', '2026-01-01'])
})
