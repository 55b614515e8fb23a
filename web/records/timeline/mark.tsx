import { useDraggable } from '@dnd-kit/core'
import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type CSSProperties, type KeyboardEvent, memo } from 'react'
import { useLocale } from '../../language.ts'
import { go } from '../../router.tsx'
import { colourOf } from '../calendar/entry.tsx'
import { titleOf } from '../value.tsx'
import type { TimelineChoice } from './address.ts'
import type { Placed } from './lanes.ts'
import { endedBy, movedBy } from './moving.ts'
import { saySpan } from './say-span.ts'
import { dayWidth, spanOf } from './scale.ts'
import css from './timeline.module.css'

export type Way = 'move' | 'end'
/** What is dragged, and which part of it. */
export interface Held {
  readonly row: AnyRow
  readonly way: Way
}
export type Rewrite = (row: AnyRow, way: Way, days: number) => void

const narrowest = 8

interface Given {
  readonly object: ObjectDefinition
  readonly choice: TimelineChoice
  readonly placed: Placed
  readonly origin: number
  readonly rewrite: Rewrite
}

const steps: { readonly [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** How far a part of the record is being dragged, in whole days. */
const useDrag = (row: AnyRow, way: Way, able: boolean, perDay: number) => {
  const { setNodeRef, listeners, transform } = useDraggable({
    id: `${row.id} ${way}`,
    data: { row, way } satisfies Held,
    disabled: !able,
  })
  return { setNodeRef, listeners, days: transform === null ? 0 : Math.round(transform.x / perDay) }
}

/** A record from its beginning to its end. Enter opens it; Alt with arrow keys moves it, with Shift its end; it can be dragged. */
export const Mark = memo(({ object, choice, placed, origin, rewrite }: Given) => {
  const { t } = useLingui()
  const locale = useLocale()
  const { row } = placed
  const { at, until, movable, endable } = choice
  const perDay = dayWidth[choice.zoom]
  const move = useDrag(row, 'move', movable, perDay)
  const end = useDrag(row, 'end', endable, perDay)
  // What is dragged is measured by a place that stays, else the distance would shrink by what has been drawn of it already.
  const still = (node: HTMLElement | null): void => {
    move.setNodeRef(node)
    end.setNodeRef(node)
  }
  const values = { ...row, ...movedBy(row, choice, move.days), ...endedBy(row, choice, end.days) } as AnyRow
  const span = spanOf(values[at], until && values[until]) ?? placed.span
  const title = titleOf(object, row) || '—'
  const said = saySpan(values[at], until && values[until], locale)
  const dragged = move.days !== 0 || end.days !== 0
  const onKeyDown = (event: KeyboardEvent): void => {
    const days = steps[event.key]
    if (!event.altKey || days === undefined) return
    event.preventDefault()
    rewrite(row, event.shiftKey || !movable ? 'end' : 'move', days)
  }
  const colour = colourOf(object, row)
  const style = {
    '--entry-ink': `var(--${colour}-ink)`,
    '--entry-bg': `var(--${colour}-bg)`,
    top: placed.top,
    left: (placed.span.from - origin) * perDay,
  } as CSSProperties
  const shape = {
    left: (span.from - placed.span.from) * perDay,
    width: span.point ? 0 : Math.max(narrowest, (span.to - span.from) * perDay),
  }
  return (
    <div ref={still} className={css.mark} style={style} data-dragged={dragged || undefined}>
      <div className={css.shape} style={shape} data-point={span.point || undefined}>
        <button
          {...move.listeners}
          type="button"
          className={css.bar}
          data-bar={row.id}
          data-movable={movable || undefined}
          data-behind={placed.behind || undefined}
          aria-label={`${title}, ${said}`}
          title={
            movable || endable ? t`${title}, ${said} – drag, or Alt with arrow keys, to move` : `${title}, ${said}`
          }
          onClick={() => go(`/${object.plural}/${row.id}`)}
          onKeyDown={onKeyDown}
        >
          <span className={css.name}>{title}</span>
        </button>
        {endable && <span {...end.listeners} className={css.end} data-end={row.id} aria-hidden />}
        {dragged && <output className={css.said}>{said}</output>}
      </div>
    </div>
  )
})
