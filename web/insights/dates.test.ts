import { expect, test } from 'vitest'
import { datesInWords } from './dates.ts'

const moments = ['2026-06-17T00:00:00.000Z', '2026-07-20T00:00:00.000Z', '2026-08-31T00:00:00.000Z']

test('dates are told by how many they are and where they end', () => {
  expect(datesInWords(moments, true, 'en')).toBe('3 dates from 17 Jun to 31 Aug 2026')
  expect(datesInWords(moments, true, 'zh')).toBe('6月17日至2026年8月31日的 3 个日期')
})

test('the year is said twice only where there are two', () => {
  expect(datesInWords(['2025-12-01T00:00:00.000Z', ...moments], false, 'en')).toBe('from 1 Dec 2025 to 31 Aug 2026')
  expect(datesInWords(moments.slice(0, 1), true, 'en')).toBe('17 Jun 2026')
  expect(datesInWords([], true, 'en')).toBe('')
})
