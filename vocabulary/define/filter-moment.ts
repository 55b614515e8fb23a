import type { FilterContext } from './filter.ts'
import { realDay } from './kinds/date.ts'

export type MomentFamily = 'date' | 'instant'

type Unit = 'd' | 'w' | 'm' | 'y'
type Start = 'today' | 'week_start' | 'month_start' | 'quarter_start' | 'year_start'
type Moment =
  | { readonly named: 'now' | Start }
  | { readonly amount: number; readonly unit: Unit }
  | { readonly day: string }

const named = new Set(['now', 'today', 'week_start', 'month_start', 'quarter_start', 'year_start'])

/**
 * A moment that is known only when a filter runs: "now", "today", "week_start" (a Monday), "month_start",
 * "quarter_start", "year_start", "-90d", "+2w", "-3m", "-1y",
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

const startOf = (local: Date, name: Start): Date => {
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()]
  const starts: { readonly [S in Start]: readonly [number, number] } = {
    today: [month, day],
    week_start: [month, day - ((local.getUTCDay() + 6) % 7)],
    month_start: [month, 1],
    quarter_start: [month - (month % 3), 1],
    year_start: [0, 1],
  }
  return new Date(Date.UTC(year, ...starts[name]))
}

/** Years outside 1 to 9999 cannot be written, so what lies beyond is the first or last moment that can. */
const clamp = (date: Date): Date => {
  const time = date.getTime()
  const least = Date.parse('0001-01-02T00:00:00Z')
  const most = Date.parse('9999-12-30T00:00:00Z')
  return new Date(Number.isNaN(time) ? most : Math.min(most, Math.max(least, time)))
}

const localOf = (context: FilterContext): Date => new Date(Date.parse(context.now) + context.offsetMinutes * minute)

/** A day or an instant in UTC of a moment on the person's clock. */
const written = (at: Date, family: MomentFamily, context: FilterContext): string =>
  family === 'date'
    ? clamp(at).toISOString().slice(0, 10)
    : clamp(new Date(at.getTime() - context.offsetMinutes * minute)).toISOString()

/**
 * What a relative moment means now, for a person whose clock is `offsetMinutes` ahead of UTC: a day ("2026-11-23") for dates,
 * an instant in UTC for instants. Days begin at the person's midnight.
 *
 * @example resolveMoment('-90d', 'date', { now: '2026-11-23T08:00:00Z', offsetMinutes: 480 }) // "2026-08-25"
 */
export const resolveMoment = (text: string, family: MomentFamily, context: FilterContext): string => {
  const moment = parseMoment(text, family)
  if (!moment) throw new TypeError(`${text} is no relative moment`)
  const local = localOf(context)
  let at: Date
  if ('day' in moment) at = new Date(`${moment.day}T00:00:00Z`)
  else if ('unit' in moment) at = shifted(local, moment.amount, moment.unit)
  else at = moment.named === 'now' ? local : startOf(local, moment.named)
  return written(at, family, context)
}

const spans = {
  day: ['today', 'd', 1],
  week: ['week_start', 'w', 1],
  month: ['month_start', 'm', 1],
  quarter: ['quarter_start', 'm', 3],
  year: ['year_start', 'y', 1],
} as const

/** A period of whole days: some steps of a unit, from a start that lies some steps away. */
export type Period =
  | { readonly span: keyof typeof spans; readonly away: -1 | 0 | 1 }
  | { readonly way: 'last' | 'next'; readonly amount: number; readonly unit: Unit }

const days: { readonly [text: string]: -1 | 0 | 1 } = { yesterday: -1, today: 0, tomorrow: 1 }
const away = { last: -1, this: 0, next: 1 } as const

/**
 * A period that is known only when a filter runs: "today", "yesterday", "tomorrow", "this_week", "last_month", "next_quarter",
 * "this_year", "last_90d" (the 90 days before today, and today), "next_2w" (today, and the two weeks after). Undefined for else.
 */
export const parsePeriod = (text: string): Period | undefined => {
  if (Object.hasOwn(days, text)) return { span: 'day', away: days[text]! }
  const named = /^(last|this|next)_(week|month|quarter|year)$/.exec(text)
  if (named) return { span: named[2] as 'week', away: away[named[1] as 'last'] }
  const counted = /^(last|next)_(\d{1,5})([dwmy])$/.exec(text)
  return counted && Number(counted[2]) > 0
    ? { way: counted[1] as 'last', amount: Number(counted[2]), unit: counted[3] as Unit }
    : undefined
}

const boundsOf = (period: Period, local: Date): readonly [Date, Date] => {
  if ('span' in period) {
    const [start, unit, size] = spans[period.span]
    const from = shifted(startOf(local, start), period.away * size, unit)
    return [from, shifted(from, size, unit)]
  }
  const today = startOf(local, 'today')
  const tomorrow = shifted(today, 1, 'd')
  return period.way === 'last'
    ? [shifted(today, -period.amount, period.unit), tomorrow]
    : [today, shifted(tomorrow, period.amount, period.unit)]
}

/**
 * The first moment of a period and the first after it, as `resolveMoment` writes them.
 *
 * @example resolvePeriod('this_month', 'date', { now: '2026-11-23T08:00:00Z', offsetMinutes: 0 }) // ["2026-11-01", "2026-12-01"]
 */
export const resolvePeriod = (
  text: string,
  family: MomentFamily,
  context: FilterContext,
): readonly [string, string] => {
  const period = parsePeriod(text)
  if (!period) throw new TypeError(`${text} is no period`)
  const [from, until] = boundsOf(period, localOf(context))
  return [written(from, family, context), written(until, family, context)]
}
