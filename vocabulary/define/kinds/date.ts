import { type Kind, type Operator, type Reader, share } from '../kind.ts'
import { label } from '../label.ts'
import { quoted, type Refusal, refuse } from '../refusal.ts'

const operators: readonly Operator[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'within', 'empty', 'not_empty']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const two = (value: number): string => String(value).padStart(2, '0')

/** "2026-11-23" when year, month and day are a real day between 1 and 9999; otherwise undefined. */
export const realDay = (year: number, month: number, day: number): string | undefined => {
  const made = new Date(Date.UTC(2000, month - 1, day))
  made.setUTCFullYear(year)
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined
  const last = new Date(
    Date.UTC(year % 400 === 0 ? 2000 : 2000 + (year % 4 === 0 && year % 100 !== 0 ? 4 : 1), month, 0),
  ).getUTCDate()
  return day <= last ? `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` : undefined
}

const fullYear = (text: string): number =>
  text.length === 2 ? Number(text) + (Number(text) < 70 ? 2000 : 1900) : Number(text)

/** The day that a text names: ISO, Chinese (2026年11月23日), with month names, or by the reader's order; undefined when it is none. */
export const readDay = (given: string, order: Reader['dateOrder']): string | undefined => {
  const text = given.normalize('NFKC').trim()
  const leading =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (leading) return realDay(Number(leading[1]), Number(leading[2]), Number(leading[3]))
  const named = /^(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d{2})$/i.exec(text)
  if (named) return realDay(fullYear(named[3]!), months.indexOf(named[2]!.toLowerCase()) + 1, Number(named[1]))
  const american = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(text)
  if (american) return realDay(Number(american[3]), months.indexOf(american[1]!.toLowerCase()) + 1, Number(american[2]))
  const parts = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$/.exec(text)
  if (!parts) return undefined
  const [a, b, c] = [parts[1]!, parts[2]!, parts[3]!]
  if (order === 'ymd') return realDay(fullYear(a), Number(b), Number(c))
  return order === 'mdy' ? realDay(fullYear(c), Number(a), Number(b)) : realDay(fullYear(c), Number(b), Number(a))
}

const checkDay = (value: unknown): string | Refusal => {
  const iso = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  const day = iso && realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  return (
    day ||
    refuse(
      'format',
      `must be a day such as 2026-11-23, not ${quoted(value)}`,
      `必须是类似 2026-11-23 的日期，而不是${quoted(value)}`,
    )
  )
}

/** A day, without time and zone: "2026-11-23". */
export const date: Kind<string> = {
  name: 'date',
  label: label('Date', '日期'),
  family: 'date',
  type: () => 'date',
  schema: () => ({ type: 'string', format: 'date' }),
  operators,
  aggregates: ['count', 'distinct', 'min', 'max'],
  sortable: true,
  check: checkDay,
  read: (given, _field, reader) =>
    readDay(given, reader.dateOrder) ??
    readInstant(given, reader)?.slice(0, 10) ??
    refuse('format', `${quoted(given)} is not a date`, `${quoted(given)} 不是日期`),
  show: (value) => value,
  guess: (texts, reader) => 0.9 * share(texts, (one) => readDay(one, reader.dateOrder) !== undefined),
}

const clock =
  /^(.*?)[\sT,]+(\d{1,2})[:时](\d{2})(?:[:分](\d{2})(?:[.,](\d{1,9}))?)?\s*秒?\s*(am|pm|上午|下午)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i

/** Minutes ahead of UTC that a zone such as "+08:00" or "Z" means. */
const zoneMinutes = (zone: string): number => {
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  return parts ? (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3] ?? 0)) : 0
}

const hourOf = (text: string, half: string | undefined): number => {
  const hour = Number(text)
  if (half === undefined) return hour
  return (hour % 12) + (/pm|下午/i.test(half) ? 12 : 0)
}

/** The instant in UTC that a text names, "2026-11-23T08:00:00.000Z"; a bare day is its midnight; undefined when it is none. */
export const readInstant = (given: string, reader: Pick<Reader, 'dateOrder' | 'offsetMinutes'>): string | undefined => {
  const parts = clock.exec(given.normalize('NFKC').trim())
  const day = readDay(parts ? parts[1]! : given, reader.dateOrder)
  if (day === undefined) return undefined
  const hour = parts ? hourOf(parts[2]!, parts[6]) : 0
  const [minute, second] = [Number(parts?.[3] ?? 0), Number(parts?.[4] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const ahead = parts?.[7] === undefined ? reader.offsetMinutes : zoneMinutes(parts[7])
  const milliseconds = Number((parts?.[5] ?? '0').padEnd(3, '0').slice(0, 3))
  return new Date(
    Date.parse(`${day}T00:00:00.000Z`) + ((hour * 60 + minute - ahead) * 60 + second) * 1000 + milliseconds,
  ).toISOString()
}

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/** A moment in time, kept in UTC: "2026-11-23T08:00:00.000Z". */
export const datetime: Kind<string> = {
  name: 'datetime',
  label: label('Date and time', '日期和时间'),
  family: 'instant',
  type: () => 'timestamptz',
  schema: () => ({ type: 'string', format: 'date-time' }),
  operators,
  aggregates: ['count', 'min', 'max'],
  sortable: true,
  check: (value) => {
    const read =
      typeof value === 'string' && rfc3339.test(value)
        ? readInstant(value, { dateOrder: 'ymd', offsetMinutes: 0 })
        : undefined
    return (
      read ??
      refuse(
        'format',
        `must be a moment such as 2026-11-23T08:00:00Z, not ${quoted(value)}`,
        `必须是类似 2026-11-23T08:00:00Z 的时间，而不是${quoted(value)}`,
      )
    )
  },
  read: (given, _field, reader) =>
    readInstant(given, reader) ??
    refuse('format', `${quoted(given)} is not a date and time`, `${quoted(given)} 不是日期时间`),
  show: (value) => value.slice(0, 16).replace('T', ' '),
  guess: (texts, reader) =>
    0.92 * share(texts, (one) => clock.test(one.trim()) && readInstant(one, reader) !== undefined),
}
