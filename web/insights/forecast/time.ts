import type { Unit } from './report.ts'

/** The first day of a week or month so many after a first one. */
export function dayAfter(unit: Unit, from: string, steps: number): string {
  const at = new Date(`${from}T00:00:00Z`)
  if (unit === 'week') at.setUTCDate(at.getUTCDate() + 7 * steps)
  else at.setUTCMonth(at.getUTCMonth() + steps)
  return at.toISOString().slice(0, 10)
}

export const showTime = (unit: Unit, day: string, locale: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'UTC',
    month: 'short',
    year: unit === 'month' ? 'numeric' : '2-digit',
    ...(unit === 'week' && { day: 'numeric' }),
  })
