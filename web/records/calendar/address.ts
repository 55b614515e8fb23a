import { useMediaQuery } from '@mantine/hooks'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { now } from '../../clock.ts'
import { dayFields } from '../layouts.ts'
import { type Day, isDay, localDay, type Scale, scales } from './days.ts'

interface CalendarSearch {
  readonly scale?: string
  readonly day?: string
  readonly at?: string
}

export interface CalendarChoice {
  readonly scale: Scale
  readonly day: Day
  /** The field by which records stand in the calendar, where they end, and the fields that it may be. */
  readonly at: string
  readonly until: string | undefined
  /** Duration that says how long they last, where no field says until when. */
  readonly lasting: string | undefined
  readonly ats: readonly string[]
}

/** What the calendar shows, as the address says; a phone begins with the agenda. */
export const useCalendarAddress = (object: ObjectDefinition): [CalendarChoice, (next: CalendarSearch) => void] => {
  const search = useSearch({ strict: false }) as CalendarSearch
  const navigate = useNavigate()
  const phone = useMediaQuery('(max-width: 800px)', false, { getInitialValueInEffect: false })
  const ats = dayFields(object)
  const at = ats.find((name) => name === (search.at ?? object.calendar?.at)) ?? ats[0]!
  const { until, lasting } = at === object.calendar?.at ? object.calendar : {}
  const known = (name: string | undefined): string | undefined =>
    name !== undefined && Object.hasOwn(object.fields, name) ? name : undefined
  const change = (next: CalendarSearch): void =>
    void navigate({ to: '.', search: { ...search, ...next } as never, replace: true })
  const choice = {
    scale: scales.find((one) => one === search.scale) ?? (phone ? 'agenda' : 'month'),
    day: isDay(search.day) ? search.day : localDay(now()),
    at,
    until: known(until),
    lasting: known(lasting),
    ats,
  } as const
  return [choice, change]
}
