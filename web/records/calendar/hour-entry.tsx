import { useDraggable } from '@dnd-kit/core'
import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { CSSProperties, KeyboardEvent } from 'react'
import { showClock } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { go } from '../../router.tsx'
import { titleOf } from '../value.tsx'
import type { CalendarChoice } from './address.ts'
import { colourOf } from './entry.tsx'
import css from './hours.module.css'
import { longerBy, movedBy, type Slot, step } from './hours.ts'
import type { HourMoves } from './use-hours.ts'

/** Pixels of a minute. */
export const minute = 0.8

/** What is dragged, and which part of it. */
export interface HeldHour {
  readonly row: AnyRow
  readonly part: 'all' | 'end'
}
export const stepsOf = (pixels: number): number => Math.round(pixels / minute / step) * step

interface Given {
  readonly object: ObjectDefinition
  readonly choice: CalendarChoice
  readonly slot: Slot
  readonly moves: HourMoves
  /** Pixels of a day. */
  readonly dayWidth: number
}

const useDrag = (slot: Slot, part: HeldHour['part'], able: boolean) =>
  useDraggable({
    id: `${slot.row.id} ${slot.day} ${part}`,
    data: { row: slot.row, part } satisfies HeldHour,
    disabled: !able,
  })

const useParts = ({ slot, moves, dayWidth }: Given) => {
  const all = useDrag(slot, 'all', moves.movable)
  const end = useDrag(slot, 'end', moves.stretchable && slot.ends)
  const days = all.transform && dayWidth > 0 ? Math.round(all.transform.x / dayWidth) : 0
  return {
    all,
    end,
    days,
    minutes: all.transform ? stepsOf(all.transform.y) : 0,
    longer: end.transform ? stepsOf(end.transform.y) : 0,
    // What is dragged is measured by a place that stays.
    still: (node: HTMLElement | null): void => {
      all.setNodeRef(node)
      end.setNodeRef(node)
    },
  }
}

const arrows: { readonly [key: string]: readonly [days: number, minutes: number] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
}

const placeOf = ({ from, to, column, columns }: Slot, longer: number): CSSProperties => ({
  top: from * minute,
  height: Math.max(step, to - from + longer) * minute - 2,
  left: `${(column / columns) * 100}%`,
  width: `calc(${100 / columns}% - 4px)`,
})

/** A record among the hours. Enter opens it; Alt with arrow keys moves it, with Shift its end; it can be dragged. */
export const HourEntry = (given: Given) => {
  const { object, choice, slot, moves, dayWidth } = given
  const { t } = useLingui()
  const locale = useLocale()
  const { all, end, days, minutes, longer, still } = useParts(given)
  const { row } = slot
  const onKeyDown = (event: KeyboardEvent): void => {
    const [by, up] = arrows[event.key] ?? []
    if (!event.altKey || by === undefined || up === undefined) return
    event.preventDefault()
    if (event.shiftKey && moves.stretchable) moves.stretch(row, up)
    else if (moves.movable) moves.move(row, by, up)
  }
  const then: AnyRow = { ...row, ...movedBy(row, choice, days, minutes), ...longerBy(row, choice, longer) }
  const title = titleOf(object, row) || '—'
  const said = moves.say(then)
  const dragged = days !== 0 || minutes !== 0 || longer !== 0
  const colour = colourOf(object, row)
  const ink = { '--entry-ink': `var(--${colour}-ink)`, '--entry-bg': `var(--${colour}-bg)` }
  const moved = { transform: `translate(${days * dayWidth}px, ${minutes * minute}px)` }
  return (
    <div
      ref={still}
      className={css.slot}
      style={{ ...placeOf(slot, longer), ...ink } as CSSProperties}
      data-dragged={dragged || undefined}
    >
      <button
        type="button"
        {...all.listeners}
        className={css.entry}
        style={moved}
        data-entry={row.id}
        data-movable={moves.movable || undefined}
        data-short={slot.to - slot.from < 45 || undefined}
        aria-label={`${title}, ${said}`}
        title={moves.movable ? t`${title}, ${said} – drag, or Alt with arrow keys, to move` : `${title}, ${said}`}
        onClick={() => go(`/${object.plural}/${row.id}`)}
        onKeyDown={onKeyDown}
      >
        <span className={css.name}>{title}</span>
        <time>{dragged ? said : showClock(String(row[choice.at]), locale)}</time>
      </button>
      {moves.stretchable && slot.ends && <span {...end.listeners} className={css.end} data-end={row.id} aria-hidden />}
    </div>
  )
}
