import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Values } from '../../api.ts'
import { dayOf, isDay, shifted, startOf } from '../calendar/days.ts'
import { spanOf } from './scale.ts'

/** The fields by which a record stands on the timeline, and which of them may be written. */
export interface Ends {
  readonly at: string
  readonly until: string | undefined
  readonly movable: boolean
  readonly endable: boolean
  /** The end is a day, not a moment. */
  readonly endsByDay: boolean
}

const textOf = (row: AnyRow, name: string | undefined): string | undefined => {
  const value = name === undefined ? undefined : row[name]
  return typeof value === 'string' ? value : undefined
}

/** A record so many days later, as long as it was; nothing where one of its ends may not be written. */
export const movedBy = (row: AnyRow, { at, until, movable, endable }: Ends, days: number): Values => {
  const [begin, end] = [textOf(row, at), textOf(row, until)]
  if (!movable || begin === undefined || days === 0) return {}
  if (until === undefined || end === undefined) return { [at]: shifted(begin, days) }
  return endable ? { [at]: shifted(begin, days), [until]: shifted(end, days) } : {}
}

const instead = (begin: string, byDay: boolean): string => {
  if (byDay) return dayOf(begin)
  return isDay(begin) ? startOf(begin) : begin
}

/** A record that ends so many days later, but never before it begins; one without an end gets one. */
export const endedBy = (row: AnyRow, { at, until, endable, endsByDay }: Ends, days: number): Values => {
  const begin = textOf(row, at)
  if (!endable || until === undefined || begin === undefined || days === 0) return {}
  const end = shifted(textOf(row, until) ?? instead(begin, endsByDay), days)
  return spanOf(begin, end)!.point ? {} : { [until]: end }
}
