import type { FilterContext } from './filter.ts'
import { realDay } from './kinds/date.ts'

export type MomentFamily = 'date' | 'instant'

type Unit = 'd' | 'w' | 'm' | 'y'
type Moment =
  | { readonly named: 'now' | 'today' | 'month_start' | 'year_start' }
  | { readonly amount: number; readonly unit: Unit }
  | { readonly day: string }

const named = new Set(['now', 'today', 'month_start', 'year_start'])

/**
 * A moment that is known only when a filter runs: "now", "today", "month_start", "year_start", "-90d", "+2w", "-3m", "-1y",
 * and, for instants, a bare day, which means its beginning where the person is. Undefined for anything else.
 */
export const parseMoment = (text: string, family: MomentFamily): Moment | undefined => {
  if (named.has(text)) return { named: text as 'now' }
  const shift = /^([+-]\d{1,5})([dwmy])$/.exec(text)
  if (shift) return { amount: Number(shift[1]), unit: shift[2] as Unit }
  const day = family === 'instant' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null
  return day && realDay(Number(day[1]), Number(day[2]), Number(day[3])) ? { day: text } : undefined
}

const minute = 60_000
const dayMs = 86_400_000

/** The same day some months later, or the last day of that month when it has no such day. */
const addMonths = (local: Date, months: number): Date => {
  const made = new Date(local)
  const day = made.getUTCDate()
  made.setUTCDate(1)
  made.setUTCMonth(made.getUTCMonth() + months)
  const last = new Date(Date.UTC(made.getUTCFullYear(), made.getUTCMonth() + 1, 0)).getUTCDate()
  made.setUTCDate(Math.min(day, last))
  return made
}

const shifted = (local: Date, amount: number, unit: Unit): Date => {
  if (unit === 'd' || unit === 'w') return new Date(local.getTime() + amount * (unit === 'w' ? 7 : 1) * dayMs)
  return addMonths(local, amount * (unit === 'y' ? 12 : 1))
}

const startOf = (local: Date, name: 'today' | 'month_start' | 'year_start'): Date =>
  new Date(
    Date.UTC(
      local.getUTCFullYear(),
      name === 'year_start' ? 0 : local.getUTCMonth(),
      name === 'today' ? local.getUTCDate() : 1,
    ),
  )

/** Years outside 1 to 9999 cannot be written, so what lies beyond is the first or last moment that can. */
const clamp = (date: Date): Date => {
  const time = date.getTime()
  const least = Date.parse('0001-01-02T00:00:00Z')
  const most = Date.parse('9999-12-30T00:00:00Z')
  return new Date(Number.isNaN(time) ? most : Math.min(most, Math.max(least, time)))
}

/**
 * What a relative moment means now, for a person whose clock is `offsetMinutes` ahead of UTC: a day ("2026-11-23") for dates,
 * an instant in UTC for instants. Days begin at the person's midnight.
 *
 * @example resolveMoment('-90d', 'date', { now: '2026-11-23T08:00:00Z', offsetMinutes: 480 }) // "2026-08-25"
 */
export const resolveMoment = (text: string, family: MomentFamily, context: FilterContext): string => {
  const moment = parseMoment(text, family)
  if (!moment) throw new TypeError(`${text} is no relative moment`)
  const local = new Date(Date.parse(context.now) + context.offsetMinutes * minute)
  let at: Date
  if ('day' in moment) at = new Date(`${moment.day}T00:00:00Z`)
  else if ('unit' in moment) at = shifted(local, moment.amount, moment.unit)
  else at = moment.named === 'now' ? local : startOf(local, moment.named)
  if (family === 'date') return clamp(at).toISOString().slice(0, 10)
  return clamp(new Date(at.getTime() - context.offsetMinutes * minute)).toISOString()
}
