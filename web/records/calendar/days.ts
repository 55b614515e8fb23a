/** Days as texts, "2026-11-29", counted without zones; moments become days on the person's own clock. */
export type Day = string

export const scales = ['month', 'week', 'day', 'agenda'] as const
export type Scale = (typeof scales)[number]

const two = (value: number): string => String(value).padStart(2, '0')
const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const dayOfUtc = (at: Date): Day => at.toISOString().slice(0, 10)

export const isDay = (text: unknown): text is Day =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text).getTime())

export const localDay = (at: Date): Day => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

export const plusDays = (day: Day, count: number): Day => {
  const at = utc(day)
  at.setUTCDate(at.getUTCDate() + count)
  return dayOfUtc(at)
}

export const daysBetween = (from: Day, to: Day): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000)

/** The same day of another month; the last one where that month is shorter. */
export const plusMonths = (day: Day, count: number): Day => {
  const at = utc(`${day.slice(0, 8)}01`)
  at.setUTCMonth(at.getUTCMonth() + count)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(last, Number(day.slice(8))))
  return dayOfUtc(at)
}

/** Weeks begin on Monday. */
const weekStart = (day: Day): Day => plusDays(day, -((utc(day).getUTCDay() + 6) % 7))

const agendaDays = 30

/** The days that are shown around one: whole weeks of its month, its week, itself, or those from it on. */
export const shownDays = (scale: Scale, day: Day): readonly Day[] => {
  const from = scale === 'month' ? weekStart(`${day.slice(0, 8)}01`) : scale === 'week' ? weekStart(day) : day
  const count = { month: 42, week: 7, day: 1, agenda: agendaDays }[scale]
  const all = Array.from({ length: count }, (_, i) => plusDays(from, i))
  // The sixth week of a month is shown only when the month reaches it.
  return scale === 'month' && all[35]!.slice(0, 7) !== day.slice(0, 7) ? all.slice(0, 35) : all
}

/** The day that the next or the last page is about. */
export const stepDay = (scale: Scale, day: Day, way: 1 | -1): Day =>
  scale === 'month' ? plusMonths(day, way) : plusDays(day, way * { week: 7, day: 1, agenda: agendaDays }[scale])

/** A value of a date or datetime field so many days later: at the same time on the clock, also where the clocks change. */
export const shifted = (value: string, days: number): string => {
  if (isDay(value)) return plusDays(value, days)
  const at = new Date(value)
  at.setDate(at.getDate() + days)
  return at.toISOString()
}

/** The day on which a value falls. */
export const dayOf = (value: string): Day => (isDay(value) ? value : localDay(new Date(value)))

/** The moment at which a day begins on the person's clock. */
export const startOf = (day: Day): string => new Date(`${day}T00:00:00`).toISOString()
