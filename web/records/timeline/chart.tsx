import { DndContext } from '@dnd-kit/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { CSSProperties } from 'react'
import { useSay } from '../../language.ts'
import { Pill } from '../../ui/pill.tsx'
import { silent, useHolds } from '../../ui/sort-by-drag.tsx'
import type { TimelineChoice } from './address.ts'
import { TimelineHead } from './head.tsx'
import type { PlacedLane } from './lanes.ts'
import { type Held, Mark, type Rewrite } from './mark.tsx'
import { dayWidth, type Tick, ticks } from './scale.ts'
import css from './timeline.module.css'
import { type Box, laneWidth, type useSight } from './use-sight.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly choice: TimelineChoice
  readonly lanes: readonly PlacedLane[]
  readonly sight: ReturnType<typeof useSight>
  /** Now, in days. */
  readonly now: number
  readonly rewrite: Rewrite
  readonly busy: boolean
}

const headHeight = 53
/** Bars a little beyond the edge are drawn too, so that a small step finds them there. */
const beyond = 400

const inSight = (top: number, height: number, box: Box): boolean =>
  top + height > box.top - beyond && top < box.top + box.height + beyond

const Lane = ({ object, choice, lane: { lane, top, height, bars }, sight, rewrite }: Given & { lane: PlacedLane }) => {
  const { box, origin } = sight
  const perDay = dayWidth[choice.zoom]
  const [from, to] = [origin + (box.left - beyond) / perDay, origin + (box.left + box.width + beyond) / perDay]
  if (!inSight(top, height, box)) return null
  return (
    <section className={css.lane} style={{ top, height }} aria-label={lane.title}>
      <h3 className={css.laneName} style={{ width: laneWidth }}>
        <Pill colour={lane.colour}>{lane.title}</Pill>
        <span className={css.count}>{bars.length}</span>
      </h3>
      {bars
        .filter(({ span, top: at }) => span.to + 240 / perDay > from && span.from < to && inSight(at, 32, box))
        .map((placed) => (
          <Mark
            key={placed.row.id}
            object={object}
            choice={choice}
            placed={{ ...placed, top: placed.top - top }}
            origin={origin}
            rewrite={rewrite}
          />
        ))}
    </section>
  )
}

const Ground = ({ choice, sight, from, to, now }: Given & { from: number; to: number }) => {
  const perDay = dayWidth[choice.zoom]
  const left = (number: number): number => laneWidth + (number - sight.origin) * perDay
  const shaded = choice.zoom === 'day' || choice.zoom === 'week'
  // The first Saturday of the canvas.
  const saturday = ((((2 - sight.origin) % 7) + 7) % 7) * perDay
  const weekends = { '--week': `${7 * perDay}px`, '--day': `${perDay}px`, '--saturday': `${laneWidth + saturday}px` }
  return (
    <div className={css.ground} style={weekends as CSSProperties} data-shaded={shaded || undefined} aria-hidden>
      {ticks(choice.zoom, from, to).map((tick: Tick) => (
        <span key={tick.from} className={css.rule} style={{ left: left(tick.from) }} />
      ))}
      <span className={css.now} style={{ left: left(now) }} />
    </div>
  )
}

/** The lanes over the days; it scrolls in both directions, and only what is in sight is drawn. */
export const TimelineChart = (given: Given) => {
  const { object, choice, lanes, sight, now, rewrite } = given
  const say = useSay()
  const perDay = dayWidth[choice.zoom]
  const [from, to] = [
    sight.origin + (sight.box.left - beyond) / perDay,
    sight.origin + (sight.box.left + sight.box.width + beyond) / perDay,
  ]
  const sensors = useHolds()
  const height = lanes.reduce((sum, lane) => sum + lane.height, 0)
  return (
    <DndContext
      sensors={sensors}
      accessibility={silent}
      onDragEnd={({ active, delta }) => {
        const { row, way } = active.data.current as Held
        rewrite(row, way, Math.round(delta.x / perDay))
      }}
    >
      <section
        ref={sight.holder}
        className={css.scroller}
        onScroll={sight.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        tabIndex={0}
        aria-label={say(object.labels)}
        aria-busy={given.busy || undefined}
      >
        <div className={css.head} style={{ width: sight.width + laneWidth }}>
          <span className={css.corner} style={{ width: laneWidth }}>
            {choice.by && say(object.fields[choice.by]!.label)}
          </span>
          <TimelineHead zoom={choice.zoom} origin={sight.origin} from={from} to={to} today={Math.floor(now)} />
        </div>
        <div className={css.body} style={{ width: sight.width + laneWidth, height }}>
          <Ground {...given} from={from} to={to} />
          <div
            className={css.side}
            style={{ width: laneWidth, height: Math.max(height, sight.box.height - headHeight) }}
          />
          {lanes.map((lane) => (
            <Lane key={lane.lane.value} {...given} lane={lane} />
          ))}
        </div>
      </section>
    </DndContext>
  )
}
