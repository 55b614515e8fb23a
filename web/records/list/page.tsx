import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useVocabulary } from '../../session.ts'
import { Lost } from '../lost.tsx'
import { List } from './list.tsx'
import type { ListState } from './state.ts'

const Board = lazy(() => import('../board/boards.tsx').then((module) => ({ default: module.Boards })))
const Calendar = lazy(() => import('../calendar/calendar.tsx').then((module) => ({ default: module.Calendar })))
const Split = lazy(() => import('../split/split.tsx').then((module) => ({ default: module.Split })))
const Timeline = lazy(() => import('../timeline/timeline.tsx').then((module) => ({ default: module.Timeline })))
const others = { split: Split, board: Board, calendar: Calendar, timeline: Timeline }

const Other = (given: { object: ObjectDefinition; state: ListState }) => {
  if (given.state.layout === 'list') return null
  const Shown = others[given.state.layout]
  return (
    <Suspense>
      <Shown {...given} />
    </Suspense>
  )
}

/** The page of an object's records; a list, a list beside a record, a board, a calendar or a timeline, as the address says. */
export const ListPage = () => {
  const { plural } = useParams({ strict: false }) as { plural: string }
  const object = useVocabulary().findPlural(plural)
  if (object === undefined || object.partOf) return <Lost />
  return <List key={object.name} object={object} other={(given) => <Other {...given} />} />
}
