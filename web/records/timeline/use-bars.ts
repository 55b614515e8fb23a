import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ListReply, listRecords } from '../../api.ts'
import { learnTitles } from '../../fields/titles.ts'
import { startOf } from '../calendar/days.ts'
import { colourField, shownFields } from '../calendar/use-entries.ts'
import { fieldsFor, linksAmong } from '../list/use-blocks.ts'
import type { TimelineChoice } from './address.ts'
import { dayNumbered } from './scale.ts'

/** Most records that are read of those that begin in sight, and of those that go on into it. */
export const most = 500
/** How many times what is in sight is looked back for records that began before it and end after it. */
const reach = 4

export interface Bars {
  readonly data: readonly AnyRow[]
  /** Of how many that begin in sight these are the first; undefined where they are all there. */
  readonly of: { readonly value: number; readonly exact: boolean } | undefined
  /** The beginning of the last one that is shown. */
  readonly last: string | undefined
  /** Days before which nothing was looked for. */
  readonly back: number | undefined
}

const bound = (object: ObjectDefinition, name: string, number: number): string =>
  object.fields[name]!.kind === 'date' ? dayNumbered(number) : startOf(dayNumbered(number))

const between = (object: ObjectDefinition, name: string, from: number, to: number): readonly Filter[] => [
  { field: name, op: 'gte', value: bound(object, name, from) },
  { field: name, op: 'lt', value: bound(object, name, to) },
]

/** What is asked of the server for a stretch of days: each question is answered by the index of one date. */
const questions = (object: ObjectDefinition, { at, until }: TimelineChoice, from: number, to: number) => {
  const begin: readonly Filter[] = between(object, at, from, to)
  if (until === undefined) return { begin }
  const before: Filter = { field: at, op: 'lt', value: bound(object, at, from) }
  return {
    begin,
    end: [...between(object, until, from, to), before],
    across: [
      ...between(object, at, from - reach * (to - from), from),
      { field: until, op: 'gte', value: bound(object, until, to) } as const,
    ],
  }
}

const fieldsOf = (object: ObjectDefinition, choice: TimelineChoice): readonly string[] =>
  [choice.at, choice.until, choice.by, colourField(object), ...shownFields(object, choice)].filter(
    (name) => name !== undefined,
  )

const read = async (
  object: ObjectDefinition,
  choice: TimelineChoice,
  filter: Filter | undefined,
  [from, to]: readonly [number, number],
  signal: AbortSignal,
): Promise<Bars> => {
  const asked = questions(object, choice, from, to)
  const names = fieldsOf(object, choice)
  const list = async (all: readonly Filter[], sort: string, total: boolean): Promise<ListReply> => {
    const reply = await listRecords(
      object.plural,
      {
        filter: { all: filter ? [...all, filter] : all },
        sort,
        limit: most,
        total,
        fields: fieldsFor(object, names),
        expand: linksAmong(object, names),
      },
      signal,
    )
    learnTitles(reply.included)
    return reply
  }
  const [begun, ended] = await Promise.all([
    list(asked.begin, choice.at, true),
    asked.end && list(asked.end, choice.until!, false),
  ])
  const full = begun.next !== null
  // Where records stand so close that not even those that begin here are shown, those that only pass by are not looked for.
  const passing =
    asked.across && !full && ended?.next === null ? await list(asked.across, `-${choice.at}`, false) : undefined
  return {
    data: [...(passing?.data ?? []), ...(ended?.data ?? []), ...begun.data],
    of: full ? (begun.total ?? undefined) : undefined,
    last: full ? String(begun.data.at(-1)?.[choice.at]) : undefined,
    back: asked.across ? from - (passing ? reach * (to - from) : 0) : undefined,
  }
}

/** The records of a stretch of days; what was shown before stays until they are there. */
export const useBars = (
  object: ObjectDefinition,
  choice: TimelineChoice,
  filter: Filter | undefined,
  stretch: readonly [number, number],
) =>
  useQuery({
    queryKey: ['records', object.name, 'days', 'timeline', choice.at, choice.until, choice.by, filter, ...stretch],
    queryFn: ({ signal }) => read(object, choice, filter, stretch, signal),
    placeholderData: keepPreviousData,
  })
