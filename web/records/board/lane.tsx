import { useDroppable } from '@dnd-kit/core'
import { Trans } from '@lingui/react/macro'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { aggregate, listRecords } from '../../api.ts'
import { screenOf } from '../../fields/index.ts'
import { learnTitles } from '../../fields/titles.ts'
import { useLocale } from '../../language.ts'
import { Pill } from '../../ui/pill.tsx'
import { Bone } from '../../ui/states.tsx'
import { fieldsFor, linksAmong } from '../list/use-blocks.ts'
import css from './board.module.css'
import { DraggableCard } from './card.tsx'
import type { LaneOf, Moves } from './lanes.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly lane: LaneOf
  readonly filter: Filter | undefined
  readonly moves: Moves
  readonly movable: boolean
}

const laneSize = 25

const inLane = ({ object, lane, filter }: Given): Filter => {
  const here: Filter = { field: object.board!.by, op: 'eq', value: lane.value }
  return filter ? { all: [here, filter] } : here
}

const useCards = (given: Given) => {
  const { object } = given
  const names = [object.board!.by, ...object.board!.card]
  const filter = inLane(given)
  return useInfiniteQuery({
    queryKey: ['records', object.name, 'lane', filter],
    queryFn: async ({ pageParam, signal }) => {
      const reply = await listRecords(
        object.plural,
        {
          filter,
          sort: object.list.sort,
          limit: laneSize,
          ...(pageParam && { cursor: pageParam }),
          fields: fieldsFor(object, names),
          expand: linksAmong(object, names),
        },
        signal,
      )
      learnTitles(reply.included)
      return reply
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** How many cards the lane has and what they add up to, counted by the server over all of them. */
const useFigures = (given: Given) => {
  const { object } = given
  const { sum } = object.board!
  const filter = inLane(given)
  return useQuery({
    queryKey: ['records', object.name, 'lane-figures', filter],
    queryFn: () =>
      aggregate(object.plural, {
        filter,
        measures: [{ measure: 'count' }, ...(sum ? [{ measure: 'sum' as const, field: sum }] : [])],
      }),
  })
}

export const Lane = (given: Given) => {
  const { object, lane, moves, movable } = given
  const locale = useLocale()
  const { setNodeRef, isOver } = useDroppable({ id: lane.value })
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useCards(given)
  const { data: figures } = useFigures(given)
  const { sum } = object.board!
  const here: AnyRow[] = [
    ...[...moves.values()]
      .filter((move) => move.to === lane.value)
      .map((move) => ({ ...move.row, [object.board!.by]: lane.value })),
    ...(data?.pages.flatMap((page) => page.data) ?? []).filter((row) => !moves.has(row.id)),
  ]
  const [counted, total] = figures?.rows[0]?.values ?? []
  const count = Number(counted ?? 0)
  const field = sum ? object.fields[sum]! : undefined
  const Show = field && screenOf(field).Show
  return (
    <section ref={setNodeRef} className={css.lane} data-over={isOver || undefined} aria-label={lane.title}>
      <header className={css.laneHead}>
        <Pill colour={lane.colour}>{lane.title}</Pill>
        <span className={css.count}>{figures ? count.toLocaleString(locale) : ''}</span>
        {field && Show && total !== undefined && total !== null && (
          <span className={css.sum}>
            <Show value={kindOf(field).family === 'decimal' ? String(total) : Number(total)} field={field} />
          </span>
        )}
      </header>
      <div className={css.cards}>
        {data === undefined && [1, 2, 3].map((n) => <Bone key={n} width="100%" height={74} />)}
        {here.map((row) => (
          <DraggableCard key={row.id} object={object} row={row} movable={movable} />
        ))}
        {hasNextPage && (
          <button type="button" className={css.more} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Show more</Trans>
          </button>
        )}
      </div>
    </section>
  )
}
