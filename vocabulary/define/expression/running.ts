import { addMonths, dateOf, dayOf, numberOf, weekday } from './days.ts'
import type { Decimal } from './decimal.ts'
import * as decimal from './decimal.ts'
import type { Computed, FunctionName, Sign } from './functions.ts'

type Run = (given: readonly Computed[], today: string) => Computed
const whole = (value: Computed): number => Number((value as Decimal) / 10n ** 20n)

/** Nothing in, nothing out. */
const strict =
  <A extends Computed, B extends Computed>(work: (a: A, b: B) => Computed): Run =>
  ([a, b = 0n]) =>
    a === null || b === null ? null : work(a as A, b as B)

const text = (value: string): string | null => (value === '' ? null : value)
const low = (value: string): string => value.toLowerCase()
const compared =
  (test: (order: number) => boolean): Run =>
  ([a, b]) =>
    a !== null && b !== null && test(orderOf(a!, b!))

const orderOf = (a: Computed, b: Computed): number => (a! < b! ? -1 : Number(a! > b!))
const equal: Run = ([a, b]) =>
  a !== null && b !== null && (typeof a === 'string' && typeof b === 'string' ? low(a) === low(b) : a === b)

const extreme =
  (sign: 1 | -1): Run =>
  (given) =>
    (given.filter((one) => one !== null) as Decimal[]).reduce<Decimal | null>(
      (best, one) => (best === null || (sign === 1 ? one < best : one > best) ? one : best),
      null,
    )

const mostDays = 4_000_000
const moved: Run = strict<string, Decimal>((date, by) => {
  const days = whole(decimal.floor(by))
  return Math.abs(days) > mostDays ? null : dateOf(numberOf(date) + days)
})
const apart: Run = strict<string, string>((from, to) => decimal.fromInteger(numberOf(to) - numberOf(from)))

/** What each function does in memory; the same as the SQL that the server makes of it. */
export const running: { readonly [name in FunctionName | Sign]: Run } = {
  '+': strict<Decimal, Decimal>(decimal.plus),
  '-': strict<Decimal, Decimal>(decimal.minus),
  '*': strict<Decimal, Decimal>(decimal.times),
  '/': strict<Decimal, Decimal>(decimal.divided),
  '&': (given) => text(given.map((one) => one ?? '').join('')),
  '=': equal,
  '!=': (given, today) => !equal(given, today),
  '<': compared((order) => order < 0),
  '<=': compared((order) => order <= 0),
  '>': compared((order) => order > 0),
  '>=': compared((order) => order >= 0),
  and: ([a, b]) => a === true && b === true,
  or: ([a, b]) => a === true || b === true,
  not: ([a]) => a !== true,
  add_to_date: moved,
  take_from_date: ([date, by], today) => moved([date!, by === null ? null : -(by as Decimal)], today),
  days_apart: ([to, from], today) => apart([from!, to!], today),
  if: ([condition, yes, no]) => (condition === true ? yes! : no!),
  value_or: ([a, b]) => a ?? b!,
  is_empty: ([a]) => a === null,
  round: strict<Decimal, Decimal>((value, digits) => decimal.rounded(value, whole(digits))),
  floor: strict<Decimal, Decimal>(decimal.floor),
  ceiling: strict<Decimal, Decimal>(decimal.ceiling),
  abs: strict<Decimal, Decimal>(decimal.absolute),
  min: extreme(1),
  max: extreme(-1),
  upper: strict<string, string>((value) => value.toUpperCase()),
  lower: strict<string, string>(low),
  trim: strict<string, string>((value) => text(value.replace(/^ +| +$/g, ''))),
  length: strict<string, string>((value) => decimal.fromInteger([...value].length)),
  left: strict<string, Decimal>((value, count) => text([...value].slice(0, whole(count)).join(''))),
  right: strict<string, Decimal>((value, count) =>
    text(whole(count) === 0 ? '' : [...value].slice(-whole(count)).join('')),
  ),
  replace: ([value, from, to]) =>
    value === null
      ? null
      : text(
          from === null
            ? (value as string)
            : (value as string).replaceAll(from as string, () => (to as string | null) ?? ''),
        ),
  contains: ([value, piece]) => value !== null && piece !== null && low(value as string).includes(low(piece as string)),
  starts_with: ([value, piece]) =>
    value !== null && piece !== null && low(value as string).startsWith(low(piece as string)),
  text: strict<Decimal, Decimal>((value) => decimal.toText(value)),
  join: ([between, ...rest]) => text(rest.filter((one) => one !== null).join((between as string | null) ?? '')),
  year: strict<string, string>((date) => decimal.fromInteger(Number(date.slice(0, 4)))),
  month: strict<string, string>((date) => decimal.fromInteger(Number(date.slice(5, 7)))),
  day: strict<string, string>((date) => decimal.fromInteger(Number(date.slice(8, 10)))),
  weekday: strict<string, string>((date) => decimal.fromInteger(weekday(date))),
  add_days: moved,
  add_months: strict<string, Decimal>((date, by) => {
    const months = whole(decimal.floor(by))
    return Math.abs(months) > 120_000 ? null : addMonths(date, months)
  }),
  days_between: apart,
  hours_between: strict<string, string>((from, to) =>
    decimal.divided(decimal.fromInteger(Date.parse(to) - Date.parse(from)), decimal.fromInteger(3_600_000)),
  ),
  date_of: strict<string, string>((moment) => dayOf(moment)),
  today: (_, today) => today,
}
