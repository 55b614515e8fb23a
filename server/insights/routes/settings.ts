import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import type { RouteSettings, VisitMeasure, VisitSource } from '@rapport/vocabulary/insights/visit_settings.ts'
import { Problem } from '../../errors.ts'

export const sources: readonly VisitSource[] = ['customers', 'tickets', 'repairs', 'tasks']
export const measures: readonly VisitMeasure[] = ['expected', 'risk', 'past', 'same']

type Given = { readonly [K in keyof RouteSettings]?: unknown }

const wrong = (sentence: string): never => {
  throw new Problem('invalid', sentence)
}
const number = (name: string, value: unknown, least: number, most: number): number =>
  typeof value === 'number' && value >= least && value <= most
    ? value
    : wrong(`"${name}" must be a number from ${least} to ${most}.`)
const oneOf = <T extends string>(name: string, value: unknown, all: readonly T[]): T =>
  all.find((one) => one === value) ?? wrong(`"${name}" must be one of ${all.join(', ')}.`)
const text = (name: string, value: unknown, most: number, least = 0): string =>
  typeof value === 'string' && value.trim().length >= least && value.length <= most
    ? value.trim()
    : wrong(`"${name}" must be a text of ${least} to ${most} characters.`)
const list = (name: string, value: unknown, most: number, isOne: (one: string) => boolean): readonly string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= most &&
  value.every((one) => typeof one === 'string' && isOne(one))
    ? [...new Set(value as string[])]
    : wrong(`"${name}" must be a list of 1 to ${most}.`)

const isDay = (day: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)

function zoneFrom(value: unknown): string {
  const zone = text('zone', value, 60, 1)
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) return wrong(`There is no time zone "${zone}".`)
    throw error
  }
}

function hours(name: string, from: unknown, to: unknown): readonly [number, number] {
  const [open, close] = [number(`${name}: from`, from, 0, 1440), number(`${name}: to`, to, 0, 1440)]
  return open < close ? [open, close] : wrong(`The ${name} must end after they begin.`)
}

function windowFrom(value: unknown): RouteSettings['window'] {
  if (value === null || value === undefined) return null
  return Array.isArray(value) && value.length === 2
    ? hours('visiting hours', value[0], value[1])
    : wrong('"window" must be two numbers, minutes since midnight.')
}

const mostRounds = 20

/** What was asked for, checked; what is missing is what is usual. */
export function routeSettings(given: Given): RouteSettings {
  const [from, to] = hours('working hours', given.from ?? 540, given.to ?? 1020)
  const people = list('people', given.people, 10, (one) => uuid.test(one))
  const days = [...list('days', given.days, 14, isDay)].sort()
  if (people.length * days.length > mostRounds)
    wrong(`${people.length} people on ${days.length} days are more than ${mostRounds} rounds; plan fewer at a time.`)
  const end = given.end === null || given.end === undefined || given.end === '' ? null : text('end', given.end, 200)
  return {
    name: text('name', given.name ?? '', 200),
    whom: oneOf('whom', given.whom ?? 'customers', sources),
    filter: (given.filter ?? null) as Filter | null,
    by: oneOf('by', given.by ?? 'expected', measures),
    share: number('share', given.share ?? 10, 0, 100),
    base: number('base', given.base ?? 50, 0, 1e9),
    people,
    days,
    from,
    to,
    zone: zoneFrom(given.zone ?? 'UTC'),
    start: text('start', given.start ?? '', 200, 1),
    end,
    country: text('country', given.country ?? '', 2).toUpperCase(),
    minutes: number('minutes', given.minutes ?? 45, 5, 600),
    window: windowFrom(given.window),
    speed: number('speed', given.speed ?? 50, 1, 200),
    detour: number('detour', given.detour ?? 1.3, 1, 5),
    perKm: number('perKm', given.perKm ?? 0.3, 0, 1000),
    perHour: number('perHour', given.perHour ?? 0, 0, 10_000),
    most: number('most', given.most ?? 120, 1, 250),
  }
}
