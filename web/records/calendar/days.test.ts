import { expect, test } from 'vitest'
import { dayOf, daysBetween, isDay, plusMonths, shifted, shownDays, stepDay } from './days.ts'

test('a month is shown in whole weeks from Monday, five or six of them', () => {
  const november = shownDays('month', '2026-11-29')
  expect([november[0], november.at(-1), november.length]).toEqual(['2026-10-26', '2026-12-06', 42])
  const february = shownDays('month', '2027-02-10')
  expect([february[0], february.length]).toEqual(['2027-02-01', 35])
})

test('a week, a day and an agenda begin where they should', () => {
  expect(shownDays('week', '2026-11-29')[0]).toBe('2026-11-23')
  expect(shownDays('day', '2026-11-29')).toEqual(['2026-11-29'])
  expect(shownDays('agenda', '2026-11-29')).toHaveLength(30)
})

test('stepping by months keeps the day as far as the month has it', () => {
  expect(plusMonths('2027-01-31', 1)).toBe('2027-02-28')
  expect(stepDay('month', '2027-03-31', -1)).toBe('2027-02-28')
  expect(stepDay('week', '2026-12-28', 1)).toBe('2027-01-04')
})

test('a value moves to another day and keeps its time on the clock, also where clocks change', () => {
  expect(shifted('2026-03-28', 2)).toBe('2026-03-30')
  const before = new Date(2026, 2, 28, 9, 30)
  const after = new Date(shifted(before.toISOString(), 2))
  expect([after.getDate(), after.getHours(), after.getMinutes()]).toEqual([30, 9, 30])
})

test('days are counted across months, and what is no day is refused', () => {
  expect(daysBetween('2026-10-30', '2026-11-02')).toBe(3)
  expect(isDay('2026-13-01')).toBe(false)
  expect(isDay('tomorrow')).toBe(false)
  expect(dayOf(new Date(2026, 10, 29, 23, 59).toISOString())).toBe('2026-11-29')
})
