import { type Day, daysBetween, isDay, localDay, plusDays } from '../calendar/days.ts'

/** What the columns stand for. */
export const zooms = ['day', 'week', 'month', 'quarter'] as const
export type Zoom = (typeof zooms)[number]

/** Pixels of one day. */
export const dayWidth: { readonly [Z in Zoom]: number } = { day: 48, week: 18, month: 5, quarter: 1.8 }

const first = '1970-01-01'
/** Days are counted, so that a place on the screen is a sum; a moment has its time of day as a fraction. */
export const numberOf = (day: Day): number => daysBetween(first, day)
export const dayNumbered = (number: number): Day => plusDays(first, Math.floor(number))

export const numberAt = (value: string): number => {
  if (isDay(value)) return numberOf(value)
  const at = new Date(value)
  return numberOf(localDay(at)) + (at.getHours() * 60 + at.getMinutes()) / 1440
}

/** Where a record stands, in days; one without an end is a point. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly point: boolean
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

export const spanOf = (begin: unknown, end: unknown): Span | undefined => {
  const [at, until] = [asText(begin), asText(end)]
  if (at === undefined) return undefined
  const from = numberAt(at)
  const to = until === undefined ? undefined : numberAt(until) + (isDay(until) ? 1 : 0)
  if (to !== undefined && to > from) return { from, to, point: false }
  // A day without an end is marked in its middle, a moment where it is.
  const middle = isDay(at) ? from + 0.5 : from
  return { from: middle, to: middle, point: true }
}

type Unit = Zoom | 'year'

const monthsOf = { month: 1, quarter: 3, year: 12 } as const

/** The day on which the unit begins that a day lies in. Weeks begin on Monday. */
const beginOf = (unit: Unit, number: number): number => {
  if (unit === 'day') return Math.floor(number)
  if (unit === 'week') return Math.floor(number) - ((Math.floor(number) + 3) % 7)
  const day = dayNumbered(number)
  const month = Number(day.slice(5, 7)) - 1
  const from = month - (month % monthsOf[unit]) + 1
  return numberOf(`${day.slice(0, 4)}-${String(from).padStart(2, '0')}-01`)
}

const nextOf = (unit: Unit, begin: number): number => {
  if (unit === 'day') return begin + 1
  if (unit === 'week') return begin + 7
  return beginOf(unit, begin + monthsOf[unit] * 31)
}

export interface Tick {
  readonly from: number
  readonly days: number
}

/** The units that a stretch of days touches, whole. */
export const ticks = (unit: Unit, from: number, to: number): readonly Tick[] => {
  const found: Tick[] = []
  for (let at = beginOf(unit, from); at < to; ) {
    const next = nextOf(unit, at)
    found.push({ from: at, days: next - at })
    at = next
  }
  return found
}

/** What stands above the columns. */
export const above: { readonly [Z in Zoom]: Unit } = { day: 'month', week: 'month', month: 'year', quarter: 'year' }
