import { DndContext, DragOverlay, MouseSensor, pointerWithin, TouchSensor, useSensor, useSensors } from '@dnd-kit/core'
import { Trans } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useState } from 'react'
import { now } from '../../clock.ts'
import { useLocale } from '../../language.ts'
import { client } from '../../session.ts'
import { ListFailed } from '../list/nothing.tsx'
import type { ListState } from '../list/state.ts'
import { titleOf } from '../value.tsx'
import { type CalendarChoice, useCalendarAddress } from './address.ts'
import { Agenda } from './agenda.tsx'
import { CalendarBar } from './bar.tsx'
import css from './calendar.module.css'
import { DayCell } from './day-cell.tsx'
import { type Day, daysBetween, localDay, shownDays } from './days.ts'
import { HourGrid } from './hour-grid.tsx'
import { useEntries } from './use-entries.ts'
import { useShift } from './use-shift.ts'

interface Held {
  readonly row: AnyRow
  readonly day: Day
}

const weekday = (day: Day, locale: string): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** Weeks and days have hours, where the field has them. */
const hasHours = (object: ObjectDefinition, { scale, at }: CalendarChoice): boolean =>
  (scale === 'week' || scale === 'day') && object.fields[at]!.kind === 'datetime'

/** Records on the days of a date or datetime field; a record that is moved to another day gets that day. */
export const Calendar = ({ object, state }: { object: ObjectDefinition; state: ListState }) => {
  const locale = useLocale()
  const [choice, change] = useCalendarAddress(object)
  const [held, setHeld] = useState<Held>()
  const days = shownDays(choice.scale, choice.day)
  const { byDay, rows, loading, more, error } = useEntries(object, choice, days, state.filter)
  const shiftBy = useShift(object, choice)
  const shift = (row: AnyRow, by: number): void => void shiftBy(row, by)
  const today = localDay(now())
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  )
  if (error && loading)
    return (
      <ListFailed error={error} retry={() => void client.invalidateQueries({ queryKey: ['records', object.name] })} />
    )
  const tooMany = more && (
    <p className={css.tooMany} role="status">
      <Trans>Only the first 500 are shown. Filter, or look at fewer days.</Trans>
    </p>
  )
  if (hasHours(object, choice))
    return (
      <>
        <CalendarBar object={object} choice={choice} change={change} />
        <HourGrid
          key={choice.scale}
          object={object}
          choice={choice}
          days={days}
          rows={rows}
          today={today}
          busy={loading}
        />
        {tooMany}
      </>
    )
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setHeld(active.data.current as Held)}
      onDragCancel={() => setHeld(undefined)}
      onDragEnd={({ over }) => {
        setHeld(undefined)
        if (held && over) shift(held.row, daysBetween(held.day, String(over.id)))
      }}
    >
      <CalendarBar object={object} choice={choice} change={change} />
      <div className={css.calendar} data-scale={choice.scale} aria-busy={loading || undefined}>
        {choice.scale === 'agenda' ? (
          <Agenda object={object} choice={choice} byDay={byDay} today={today} shift={shift} />
        ) : (
          <>
            <div className={css.weekdays} data-scale={choice.scale} aria-hidden>
              {days.slice(0, 7).map((day) => (
                <span key={day}>{weekday(day, locale)}</span>
              ))}
            </div>
            <div className={css.grid} data-scale={choice.scale}>
              {days.map((day) => (
                <DayCell
                  key={day}
                  object={object}
                  choice={choice}
                  day={day}
                  today={today}
                  rows={byDay.get(day) ?? []}
                  shift={shift}
                />
              ))}
            </div>
          </>
        )}
        {tooMany}
      </div>
      <DragOverlay dropAnimation={null}>
        {held && <div className={css.lifted}>{titleOf(object, held.row)}</div>}
      </DragOverlay>
    </DndContext>
  )
}
