import type { Locale } from '@rapport/vocabulary/define/label.ts'
import { showDay } from '../../fields/time.ts'
import { dayOf } from '../calendar/days.ts'

/** From when to when, in words: "3 Jun 2026 – 14 Jun 2026". */
export const saySpan = (begin: unknown, end: unknown, locale: Locale): string => {
  const days = [begin, end].flatMap((value) => (typeof value === 'string' && value !== '' ? [dayOf(value)] : []))
  return [...new Set(days)].map((day) => showDay(day, locale)).join(' – ')
}
