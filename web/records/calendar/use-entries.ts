import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listRecords } from '../../api.ts'
import { learnTitles } from '../../fields/titles.ts'
import { fieldsFor, linksAmong } from '../list/use-blocks.ts'
import type { CalendarChoice } from './address.ts'
import { type Day, dayOf, plusDays, startOf } from './days.ts'
import { daysKey } from './use-rewrite.ts'

const most = 500
const nothing: readonly AnyRow[] = []

/** Days for a date field, moments for a datetime field. */
const edge = (object: ObjectDefinition, name: string, day: Day): string =>
  object.fields[name]!.kind === 'date' ? day : startOf(day)

const within = (object: ObjectDefinition, { at, until }: CalendarChoice, from: Day, to: Day): Filter => {
  const begins: Filter = { field: at, op: 'lt', value: edge(object, at, to) }
  const starts: Filter = { field: at, op: 'gte', value: edge(object, at, from) }
  if (until === undefined) return { all: [starts, begins] }
  return { all: [begins, { any: [starts, { field: until, op: 'gte', value: edge(object, until, from) }] }] }
}

/** What the cards of the calendar show beside the title. */
export const shownFields = (
  object: ObjectDefinition,
  { at, until }: Pick<CalendarChoice, 'at' | 'until'>,
): readonly string[] =>
  (object.board?.card ?? object.list.columns).filter((name) => name !== at && name !== until && name !== object.title)

/** The choice whose colours the entries wear: that of the object's board, else its first. */
export const colourField = (object: ObjectDefinition): string | undefined => {
  const choices = Object.keys(object.own).filter((name) => object.fields[name]?.kind === 'choice')
  return choices.find((name) => name === object.board?.by || name === 'status') ?? choices[0]
}

/** The records of the days that are shown, by the days on which they stand. */
export const useEntries = (
  object: ObjectDefinition,
  choice: CalendarChoice,
  days: readonly Day[],
  filter: Filter | undefined,
) => {
  const [from, to] = [days[0]!, plusDays(days.at(-1)!, 1)]
  const names = [choice.at, choice.until, choice.lasting, colourField(object), ...shownFields(object, choice)].filter(
    (name) => name !== undefined,
  )
  const asked = within(object, choice, from, to)
  const { data, error } = useQuery({
    queryKey: [...daysKey(object), 'calendar', choice.at, from, to, filter],
    queryFn: async ({ signal }) => {
      const reply = await listRecords(
        object.plural,
        {
          filter: filter ? { all: [asked, filter] } : asked,
          sort: choice.at,
          limit: most,
          fields: fieldsFor(object, names),
          expand: linksAmong(object, names),
        },
        signal,
      )
      learnTitles(reply.included)
      return reply
    },
    placeholderData: keepPreviousData,
  })
  return {
    rows: data?.data ?? nothing,
    byDay: byDay(data?.data ?? [], choice, days),
    loading: data === undefined,
    more: data?.next !== null && data !== undefined,
    error,
  }
}

/** A record stands on each day from its beginning to its end. */
const byDay = (rows: readonly AnyRow[], { at, until }: CalendarChoice, days: readonly Day[]) => {
  const found = new Map<Day, AnyRow[]>(days.map((day) => [day, []]))
  for (const row of rows) {
    if (typeof row[at] !== 'string') continue
    const first = dayOf(row[at])
    const end = until !== undefined && typeof row[until] === 'string' ? dayOf(row[until]) : first
    for (const day of days) if (day >= first && (day <= end || day === first)) found.get(day)!.push(row)
  }
  return found as ReadonlyMap<Day, readonly AnyRow[]>
}
