import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { now } from '../../clock.ts'
import { isWritable, may } from '../access.ts'
import { useLaneFields } from '../board/address.ts'
import { type Day, isDay, localDay } from '../calendar/days.ts'
import { quickDays } from '../layouts.ts'
import type { Ends } from './moving.ts'
import { type Zoom, zooms } from './scale.ts'

interface TimelineSearch {
  readonly zoom?: string
  readonly day?: string
  readonly at?: string
  readonly until?: string
  readonly by?: string
}

export interface TimelineChoice extends Ends {
  readonly zoom: Zoom
  /** The day in the middle. */
  readonly day: Day
  readonly days: readonly string[]
  /** The field of the lanes, and those that it may be; undefined where all stand together. */
  readonly by: string | undefined
  readonly lanesBy: readonly string[]
}

const none = 'none'

const oneOf = <T extends string>(names: readonly T[], ...asked: readonly (string | undefined)[]): T | undefined =>
  asked.flatMap((one) => names.filter((name) => name === one))[0]

/** From where to where: as the address says, else as the definition does. */
const endsOf = (object: ObjectDefinition, search: TimelineSearch, days: readonly string[]) => {
  const usual = object.span ?? (object.calendar && { from: object.calendar.at, until: object.calendar.until })
  const at = oneOf(days, search.at, usual?.from) ?? days[0]!
  const rest = days.filter((name) => name !== at)
  const usually = at === usual?.from ? usual?.until : undefined
  return { at, until: search.until === none ? undefined : oneOf(rest, search.until, usually) }
}

/** What the timeline shows, as the address says. */
export const useTimelineAddress = (
  object: ObjectDefinition,
): readonly [TimelineChoice, (next: TimelineSearch) => void] => {
  const search = useSearch({ strict: false }) as TimelineSearch
  const navigate = useNavigate()
  const lanesBy = useLaneFields(object)
  const days = quickDays(object)
  const { at, until } = endsOf(object, search, days)
  const writes = (name: string | undefined): boolean =>
    name !== undefined && may(object, 'update') && isWritable(object.fields[name]!)
  const by = search.by === none ? undefined : oneOf(lanesBy, search.by, object.board?.by, 'owner')
  const choice: TimelineChoice = {
    zoom: oneOf(zooms, search.zoom) ?? 'week',
    day: isDay(search.day) ? search.day : localDay(now()),
    at,
    until,
    days,
    movable: writes(at),
    endable: writes(until),
    endsByDay: object.fields[until ?? '']?.kind === 'date',
    by,
    lanesBy,
  }
  const change = (next: TimelineSearch): void =>
    void navigate({ to: '.', search: { ...search, ...next } as never, replace: true })
  return [choice, change]
}
