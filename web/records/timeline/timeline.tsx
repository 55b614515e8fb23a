import { Trans, useLingui } from '@lingui/react/macro'
import { useMediaQuery } from '@mantine/hooks'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconTimeline } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import { now } from '../../clock.ts'
import { useLocale } from '../../language.ts'
import { client } from '../../session.ts'
import { Empty } from '../../ui/states.tsx'
import { type LaneOf, useLanes } from '../board/lanes.ts'
import { useRewrite } from '../calendar/use-rewrite.ts'
import { ListFailed } from '../list/nothing.tsx'
import type { ListState } from '../list/state.ts'
import { titleOf } from '../value.tsx'
import { type TimelineChoice, useTimelineAddress } from './address.ts'
import { TimelineAgenda } from './agenda.tsx'
import { TimelineBar } from './bar.tsx'
import { TimelineChart } from './chart.tsx'
import { layOut } from './lanes.ts'
import type { Rewrite } from './mark.tsx'
import { endedBy, movedBy } from './moving.ts'
import { TimelineNote } from './note.tsx'
import { saySpan } from './say-span.ts'
import { dayWidth, numberAt } from './scale.ts'
import { useBars } from './use-bars.ts'
import { useSight } from './use-sight.ts'

/** Moves a record or its end by days: at once on the screen, with a way back. */
const useMoves = (object: ObjectDefinition, choice: TimelineChoice): Rewrite => {
  const { t } = useLingui()
  const locale = useLocale()
  const rewrite = useRewrite(object)
  return (row, way, days) => {
    const values = way === 'move' ? movedBy(row, choice, days) : endedBy(row, choice, days)
    const then = { ...row, ...values } as AnyRow
    const title = titleOf(object, row)
    const when = saySpan(then[choice.at], choice.until && then[choice.until], locale)
    void rewrite(row, values, t`“${title}”: ${when}.`)
  }
}

/** The lanes, and one for what has no value, or one that no lane stands for. */
const useAllLanes = (object: ObjectDefinition, by: string | undefined): readonly LaneOf[] => {
  const { t } = useLingui()
  const lanes = useLanes(object, by ?? '')
  const rest = by === undefined ? t`All` : t`None`
  return useMemo(
    () => [...(by === undefined ? [] : lanes), { value: '', title: rest, colour: 'gray' as const, group: '' }],
    [by, lanes, rest],
  )
}

const half = 600

const Chart = ({ object, state }: { object: ObjectDefinition; state: ListState }) => {
  const [choice, change] = useTimelineAddress(object)
  const sight = useSight(choice.zoom, choice.day, (day) => change({ day }))
  const perDay = dayWidth[choice.zoom]
  const step = Math.ceil(half / perDay)
  const edge = (pixels: number, round: (value: number) => number): number =>
    round((sight.origin + pixels / perDay) / step) * step
  const stretch = [edge(sight.box.left, Math.floor), edge(sight.box.left + sight.box.width, Math.ceil)] as const
  const { data, error } = useBars(object, choice, state.filter, stretch)
  const lanes = useAllLanes(object, choice.by)
  const moves = useMoves(object, choice)
  const { at, until, by, zoom } = choice
  const title = useCallback((row: AnyRow) => titleOf(object, row), [object])
  const placed = useMemo(
    () => layOut(data?.data ?? [], lanes, { at, until, by, zoom }, title),
    [data, lanes, at, until, by, zoom, title],
  )
  if (error && data === undefined)
    return (
      <ListFailed error={error} retry={() => void client.invalidateQueries({ queryKey: ['records', object.name] })} />
    )
  return (
    <>
      <TimelineBar object={object} choice={choice} change={change} />
      <TimelineChart
        object={object}
        choice={choice}
        lanes={placed}
        sight={sight}
        now={numberAt(now().toISOString())}
        rewrite={moves}
        busy={data === undefined}
      />
      {data && placed.length === 0 && (
        <Empty icon={IconTimeline} title={<Trans>Nothing in these days</Trans>}>
          <Trans>Go on to the next ones, or look by another date.</Trans>
        </Empty>
      )}
      <TimelineNote object={object} choice={choice} filter={state.filter} bars={data} />
    </>
  )
}

/** Records as bars from one date to another, in lanes; on a phone one under the other. */
export const Timeline = (given: { object: ObjectDefinition; state: ListState }) => {
  const phone = useMediaQuery('(max-width: 800px)', false, { getInitialValueInEffect: false })
  return phone ? <TimelineAgenda {...given} /> : <Chart {...given} />
}
