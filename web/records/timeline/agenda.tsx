import { Trans } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconTimeline } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { now } from '../../clock.ts'
import { showDay } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { client } from '../../session.ts'
import { Bone, Empty } from '../../ui/states.tsx'
import { Way } from '../../way.tsx'
import { type LaneOf, useLanes } from '../board/lanes.ts'
import { colourOf } from '../calendar/entry.tsx'
import { ListFailed } from '../list/nothing.tsx'
import type { ListState } from '../list/state.ts'
import { titleOf } from '../value.tsx'
import { type TimelineChoice, useTimelineAddress } from './address.ts'
import { TimelineBar } from './bar.tsx'
import { TimelineNote } from './note.tsx'
import { saySpan } from './say-span.ts'
import { dayNumbered, numberAt, numberOf, spanOf } from './scale.ts'
import css from './timeline.module.css'
import { useBars } from './use-bars.ts'

/** How many days one scale shows under each other. */
const reach = { day: 14, week: 42, month: 182, quarter: 364 } as const

interface Given {
  readonly object: ObjectDefinition
  readonly choice: TimelineChoice
}

/** How far the record has come by now, as a thin line. */
const Progress = ({ from, to }: { from: number; to: number }) => {
  const done = Math.max(0, Math.min(1, (numberAt(now().toISOString()) - from) / (to - from)))
  return (
    <span className={css.progress} style={{ '--done': `${Math.round(done * 100)}%` } as CSSProperties} aria-hidden />
  )
}

const Item = ({ object, choice, row, lanes }: Given & { row: AnyRow; lanes: readonly LaneOf[] }) => {
  const locale = useLocale()
  const { at, until, by } = choice
  const span = spanOf(row[at], until && row[until])
  const lane = by && lanes.find((one) => one.value === row[by])
  const colour = colourOf(object, row)
  return (
    <Way
      to={`/${object.plural}/${row.id}`}
      className={css.item}
      style={{ '--entry-ink': `var(--${colour}-ink)`, '--entry-bg': `var(--${colour}-bg)` } as CSSProperties}
    >
      <span className={css.itemName}>{titleOf(object, row) || '—'}</span>
      <span className={css.itemFacts}>
        <span>{saySpan(row[at], until && row[until], locale)}</span>
        {lane && <span>{lane.title}</span>}
      </span>
      {span && !span.point && <Progress from={span.from} to={span.to} />}
    </Way>
  )
}

/** What is under way when the days begin stands first, then each day with what begins on it. */
const grouped = (rows: readonly AnyRow[], at: string, from: number): ReadonlyMap<string, readonly AnyRow[]> => {
  const found = new Map<string, AnyRow[]>()
  for (const row of rows.toSorted((a, b) => numberAt(String(a[at])) - numberAt(String(b[at])))) {
    const number = numberAt(String(row[at]))
    const day = number < from ? '' : dayNumbered(number)
    found.set(day, [...(found.get(day) ?? []), row])
  }
  return found
}

/** The timeline on a phone: day by day, one under the other. */
export const TimelineAgenda = ({ object, state }: { object: ObjectDefinition; state: ListState }) => {
  const locale = useLocale()
  const [choice, change] = useTimelineAddress(object)
  const lanes = useLanes(object, choice.by ?? '')
  const from = numberOf(choice.day)
  const { data, error } = useBars(object, choice, state.filter, [from, from + reach[choice.zoom]])
  if (error && data === undefined)
    return (
      <ListFailed error={error} retry={() => void client.invalidateQueries({ queryKey: ['records', object.name] })} />
    )
  const days = [...grouped(data?.data ?? [], choice.at, from)]
  return (
    <>
      <TimelineBar object={object} choice={choice} change={change} />
      <div className={css.agenda} aria-busy={data === undefined || undefined}>
        {data === undefined && <Bone width="100%" height={60} />}
        {data && days.length === 0 && (
          <Empty icon={IconTimeline} title={<Trans>Nothing in these days</Trans>}>
            <Trans>Go on to the next ones, or look by another date.</Trans>
          </Empty>
        )}
        {days.map(([day, rows]) => (
          <section key={day}>
            <h2>{day === '' ? <Trans>Under way since before</Trans> : showDay(day, locale)}</h2>
            {rows.map((row) => (
              <Item key={row.id} object={object} choice={choice} row={row} lanes={lanes} />
            ))}
          </section>
        ))}
        <TimelineNote object={object} choice={choice} filter={state.filter} bars={data} />
      </div>
    </>
  )
}
