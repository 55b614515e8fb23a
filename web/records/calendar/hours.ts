import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Values } from '../../api.ts'
import { type Day, localDay, plusDays } from './days.ts'

/** Entries are moved and made longer in such steps, in minutes. */
export const step = 15
/** An entry is drawn at least so high, in minutes. */
const shortest = 30
const dayMinutes = 1_440

/** The fields by which records stand among the hours. */
export interface Hours {
  readonly at: string
  readonly until: string | undefined
  /** Duration in minutes, instead of an end. */
  readonly lasting: string | undefined
}

const momentOf = (row: AnyRow, name: string | undefined): Date | undefined => {
  const value = name === undefined ? undefined : row[name]
  return typeof value === 'string' ? new Date(value) : undefined
}

/** When a record ends: as its field says, or as long after its beginning as it lasts. */
export const endOf = (row: AnyRow, { at, until, lasting }: Hours): Date | undefined => {
  const [begin, end] = [momentOf(row, at), momentOf(row, until)]
  if (begin === undefined) return undefined
  if (end !== undefined) return end > begin ? end : undefined
  const minutes = lasting === undefined ? undefined : row[lasting]
  return typeof minutes === 'number' && minutes > 0 ? new Date(begin.getTime() + minutes * 60_000) : undefined
}

/** A record on one day, in minutes of that day; side by side with what it overlaps. */
export interface Slot {
  readonly row: AnyRow
  readonly day: Day
  readonly from: number
  readonly to: number
  /** Whether it begins and ends on this day. */
  readonly begins: boolean
  readonly ends: boolean
  readonly column: number
  readonly columns: number
}

type Stretch = Omit<Slot, 'column' | 'columns'>

/** Puts what overlaps side by side: each into the first column that is free, all that hang together equally narrow. */
export const sideBySide = (stretches: readonly Stretch[]): readonly Slot[] => {
  const found: Slot[] = []
  let group: (Stretch & { column: number })[] = []
  let ends: number[] = []
  const close = (): void => {
    found.push(...group.map((one) => ({ ...one, columns: ends.length })))
    group = []
    ends = []
  }
  for (const one of stretches.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (ends.every((end) => end <= one.from)) close()
    const free = ends.findIndex((end) => end <= one.from)
    const column = free < 0 ? ends.length : free
    ends[column] = one.to
    group.push({ ...one, column })
  }
  close()
  return found
}

const minutesOf = (at: Date): number => at.getHours() * 60 + at.getMinutes()

function* stretchesOf(row: AnyRow, begin: Date, end: Date): Generator<Stretch> {
  const last = localDay(end)
  for (let day = localDay(begin); day <= last; day = plusDays(day, 1)) {
    const begins = day === localDay(begin)
    const ends = day === last
    const from = begins ? Math.min(minutesOf(begin), dayMinutes - shortest) : 0
    const to = ends ? minutesOf(end) : dayMinutes
    if (to > 0 || begins) yield { row, day, from, to: Math.max(to, from + shortest), begins, ends }
  }
}

/** What stands among the hours of these days, and what lasts a whole day or longer. */
export const among = (rows: readonly AnyRow[], hours: Hours, days: readonly Day[]) => {
  const timed = new Map<Day, Stretch[]>(days.map((day) => [day, []]))
  const whole = new Map<Day, AnyRow[]>(days.map((day) => [day, []]))
  for (const row of rows) {
    const begin = momentOf(row, hours.at)
    if (begin === undefined) continue
    const end = endOf(row, hours) ?? begin
    const isWhole = end.getTime() - begin.getTime() >= dayMinutes * 60_000
    for (const stretch of stretchesOf(row, begin, end))
      if (isWhole) whole.get(stretch.day)?.push(row)
      else timed.get(stretch.day)?.push(stretch)
  }
  return {
    timed: new Map([...timed].map(([day, all]) => [day, sideBySide(all)])) as ReadonlyMap<Day, readonly Slot[]>,
    whole: whole as ReadonlyMap<Day, readonly AnyRow[]>,
  }
}

const later = (at: Date, days: number, minutes: number): string => {
  const moved = new Date(at)
  moved.setDate(moved.getDate() + days)
  moved.setMinutes(moved.getMinutes() + minutes)
  return moved.toISOString()
}

/** A record so many days and minutes later on the clock, as long as it was. */
export const movedBy = (row: AnyRow, { at, until }: Hours, days: number, minutes: number): Values => {
  const [begin, end] = [momentOf(row, at), momentOf(row, until)]
  if (begin === undefined || (days === 0 && minutes === 0)) return {}
  return { [at]: later(begin, days, minutes), ...(until && end && { [until]: later(end, days, minutes) }) }
}

/** A record that lasts so many minutes longer, a quarter of an hour at least. */
export const longerBy = (row: AnyRow, hours: Hours, minutes: number): Values => {
  const begin = momentOf(row, hours.at)
  if (begin === undefined || minutes === 0) return {}
  const known = endOf(row, hours)
  const lasts = known === undefined ? shortest : (known.getTime() - begin.getTime()) / 60_000
  const next = Math.max(step, lasts + minutes)
  if (known !== undefined && next === lasts) return {}
  if (hours.until !== undefined) return { [hours.until]: later(begin, 0, next) }
  return hours.lasting === undefined ? {} : { [hours.lasting]: next }
}
