import { useDraggable } from '@dnd-kit/core'
import { useLingui } from '@lingui/react/macro'
import type { Colour } from '@rapport/vocabulary/define/field.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { CSSProperties, KeyboardEvent } from 'react'
import { showClock } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { go } from '../../router.tsx'
import { isWritable, may } from '../access.ts'
import { titleOf } from '../value.tsx'
import type { CalendarChoice } from './address.ts'
import css from './calendar.module.css'
import { dayOf, isDay } from './days.ts'
import { colourField } from './use-entries.ts'

/** The colour of a record: that of the choice that tells records of its object apart. */
export const colourOf = (object: ObjectDefinition, row: AnyRow): Colour => {
  const name = colourField(object)
  return (name !== undefined && object.fields[name]?.choices?.[String(row[name])]?.colour) || 'blue'
}

const steps: { readonly [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

export interface EntryGiven {
  readonly object: ObjectDefinition
  readonly choice: CalendarChoice
  readonly row: AnyRow
  readonly day: string
  readonly shift: (row: AnyRow, days: number) => void
  /** It is not dragged, only moved by keys. */
  readonly still?: boolean
}

/** A record on its day. Enter opens it; with Alt the arrow keys move it by days and weeks; it can be dragged. */
export const Entry = ({ object, choice, row, day, shift, still }: EntryGiven) => {
  const { t } = useLingui()
  const locale = useLocale()
  const value = String(row[choice.at])
  const movable = may(object, 'update') && isWritable(object.fields[choice.at]!)
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: `${row.id} ${day}`,
    data: { row, day },
    disabled: !movable || still === true,
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    const days = steps[event.key]
    if (!event.altKey || days === undefined || !movable) return
    event.preventDefault()
    shift(row, days)
  }
  const title = titleOf(object, row) || '—'
  const colour = colourOf(object, row)
  const first = dayOf(value) === day
  return (
    <button
      ref={setNodeRef}
      {...listeners}
      type="button"
      className={css.entry}
      data-dragging={isDragging || undefined}
      data-goes-on={!first || undefined}
      data-entry={row.id}
      style={{ '--entry-ink': `var(--${colour}-ink)`, '--entry-bg': `var(--${colour}-bg)` } as CSSProperties}
      title={movable ? t`${title} – drag, or Alt with arrow keys, to move` : title}
      onClick={() => go(`/${object.plural}/${row.id}`)}
      onKeyDown={onKeyDown}
    >
      {!isDay(value) && first && <time>{showClock(value, locale)}</time>}
      <span>{title}</span>
    </button>
  )
}
