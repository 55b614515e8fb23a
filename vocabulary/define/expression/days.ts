/** Days as formulas reckon with them: "2026-11-23", between 0001-01-01 and 9999-12-31; outside there is none. */
const day = 86_400_000
const first = Date.parse('0001-01-01T00:00:00Z') / day
const last = Date.parse('9999-12-31T00:00:00Z') / day

/** Days since 1970. */
export const numberOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / day

/** The day with this number, or null outside the calendar. */
export const dateOf = (number: number): string | null =>
  number >= first && number <= last ? new Date(number * day).toISOString().slice(0, 10) : null

/** So many months on; a day that the month does not have becomes its last. */
export const addMonths = (date: string, months: number): string | null => {
  const [year, month, at] = date.split('-').map(Number) as [number, number, number]
  const total = year * 12 + month - 1 + months
  const [y, m] = [Math.floor(total / 12), ((total % 12) + 12) % 12]
  if (y < 1 || y > 9999) return null
  const made = new Date(Date.UTC(2000, m + 1, 0))
  made.setUTCFullYear(y, m + 1, 0)
  const day = Math.min(at, made.getUTCDate())
  return `${String(y).padStart(4, '0')}-${String(m + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** 1 for Monday to 7 for Sunday. */
export const weekday = (date: string): number => ((((numberOf(date) + 3) % 7) + 7) % 7) + 1

/** The day of a moment, in UTC. */
export const dayOf = (moment: string): string => new Date(moment).toISOString().slice(0, 10)
