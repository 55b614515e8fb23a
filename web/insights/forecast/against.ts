import type { Foreseen, Unit } from './report.ts'
import { dayAfter } from './time.ts'

export interface Goal {
  readonly goal: number
  readonly from: string
  readonly until: string
}

export interface Standing {
  readonly soFar: number
  /** Null where the forecast ends before the target does. */
  readonly expected: { readonly mean: number; readonly low: number; readonly high: number } | null
}

const days = (from: string, until: string): number => Math.max(0, (Date.parse(until) - Date.parse(from)) / 86_400_000)
const later = (a: string, b: string): string => (a > b ? a : b)
const sooner = (a: string, b: string): string => (a < b ? a : b)
const dayBehind = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** What has been sold within a target's time and what is expected by its end; a week or month that lies in it in part counts in part. */
export function standingOf(unit: Unit, one: Foreseen, { from, until }: Goal): Standing {
  const end = dayBehind(until)
  const sum = (values: readonly number[], first: number) =>
    values.reduce((all, value, k) => {
      const [start, stop] = [dayAfter(unit, one.from, first + k), dayAfter(unit, one.from, first + k + 1)]
      return all + value * (days(later(start, from), sooner(stop, end)) / days(start, stop))
    }, 0)
  const n = one.values.length
  const soFar = sum(one.values, 0)
  if (dayAfter(unit, one.from, n + one.mean.length) < end) return { soFar, expected: null }
  const ahead = (values: readonly number[]) => soFar + sum(values, n)
  return { soFar, expected: { mean: ahead(one.mean), low: ahead(one.low), high: ahead(one.high) } }
}
