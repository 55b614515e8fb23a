import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type Day, isDay, plusDays } from '../calendar/days.ts'

/** What the address of a record says of its timeline: "order,call", ids of people, and days, both included. */
interface TimelineSearch {
  readonly kinds?: string
  readonly people?: string
  readonly from?: string
  readonly until?: string
}

export interface TimelineChoice {
  readonly kinds: readonly string[]
  readonly people: readonly string[]
  readonly from: Day | undefined
  readonly until: Day | undefined
}

const parts = (text: unknown): readonly string[] =>
  typeof text === 'string' && text !== '' ? [...new Set(text.split(','))] : []

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)

/** Objects whose records can stand on the timeline of a record of this one. */
export const kindsOn = (vocabulary: Vocabulary, object: ObjectDefinition): readonly ObjectDefinition[] =>
  vocabulary.objects.filter(
    ({ timeline }) => timeline && (timeline.about !== undefined || (object.name === 'customer' && timeline.customer)),
  )

export const readTimeline = (search: TimelineSearch, known: readonly string[]): TimelineChoice => ({
  kinds: parts(search.kinds).filter((kind) => known.includes(kind)),
  people: parts(search.people).filter(isId).slice(0, 50),
  from: isDay(search.from) ? search.from : undefined,
  until: isDay(search.until) ? search.until : undefined,
})

const joined = (all: readonly string[]): string | undefined => (all.length === 0 ? undefined : all.join(','))

/** The start of a day on the person's own clock. */
const startOf = (day: Day): string => new Date(`${day}T00:00:00`).toISOString()

export const queryOf = ({ kinds, people, from, until }: TimelineChoice) => ({
  kinds: joined(kinds),
  people: joined(people),
  from: from && startOf(from),
  until: until && startOf(plusDays(until, 1)),
})

export const useTimelineAddress = (known: readonly string[]): [TimelineChoice, (next: TimelineChoice) => void] => {
  const search = useSearch({ strict: false }) as TimelineSearch
  const navigate = useNavigate()
  const change = ({ kinds, people, from, until }: TimelineChoice): void => {
    const next = { ...search, kinds: joined(kinds), people: joined(people), from, until }
    void navigate({ to: '.', search: next as never, replace: true })
  }
  return [readTimeline(search, known), change]
}
