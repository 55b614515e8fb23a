import { DndContext } from '@dnd-kit/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type CSSProperties, type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { now } from '../../clock.ts'
import { showDay } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { go } from '../../router.tsx'
import { silent, useHolds } from '../../ui/sort-by-drag.tsx'
import { may } from '../access.ts'
import type { CalendarChoice } from './address.ts'
import { newOn } from './day-cell.tsx'
import type { Day } from './days.ts'
import { Entry } from './entry.tsx'
import { type HeldHour, HourEntry, minute, stepsOf } from './hour-entry.tsx'
import css from './hours.module.css'
import { among, type Slot } from './hours.ts'
import { type HourMoves, useHours } from './use-hours.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly choice: CalendarChoice
  readonly days: readonly Day[]
  readonly rows: readonly AnyRow[]
  readonly today: Day
  readonly busy: boolean
}

const firstHour = 7
const all = Array.from({ length: 24 }, (_, hour) => hour)

const dayName = (day: Day, locale: string): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** The zone of the person's clock, by which all hours are shown. */
const zone = (locale: string): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', { timeZoneName: 'short' })
    .formatToParts(now())
    .find((part) => part.type === 'timeZoneName')?.value ?? ''

const Heads = ({ object, choice, days, today }: Given) => {
  const { t } = useLingui()
  const locale = useLocale()
  return days.map((day) => {
    const said = showDay(day, locale)
    return (
      <div key={day} className={css.day} data-today={day === today || undefined}>
        <span>{dayName(day, locale)}</span>
        <span className={css.date}>{Number(day.slice(8))}</span>
        {may(object, 'create') && (
          <Link
            to={`/${object.plural}/new`}
            search={newOn(object, choice.at, day) as never}
            className={css.add}
            aria-label={t`New on ${said}`}
          >
            <IconPlus size={14} aria-hidden />
          </Link>
        )}
      </div>
    )
  })
}

/** The moment of now, told anew each minute. */
const useNow = (): Date => {
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return at
}

const NowLine = () => {
  const at = useNow()
  return <span className={css.now} style={{ top: (at.getHours() * 60 + at.getMinutes()) * minute }} aria-hidden />
}

const Column = (given: Given & { day: Day; slots: readonly Slot[]; moves: HourMoves; dayWidth: number }) => {
  const { object, choice, day, slots, today, moves, dayWidth } = given
  const locale = useLocale()
  const make = (event: MouseEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || !may(object, 'create')) return
    const minutes = Math.floor((event.clientY - event.currentTarget.getBoundingClientRect().top) / minute / 30) * 30
    const at = new Date(`${day}T00:00:00`)
    at.setMinutes(minutes)
    go(`/${object.plural}/new?${choice.at}=${encodeURIComponent(JSON.stringify(at.toISOString()))}`)
  }
  return (
    <section
      className={css.column}
      aria-label={showDay(day, locale)}
      data-today={day === today || undefined}
      onDoubleClick={make}
    >
      {slots.map((slot) => (
        <HourEntry key={slot.row.id} object={object} choice={choice} slot={slot} moves={moves} dayWidth={dayWidth} />
      ))}
      {day === today && <NowLine />}
    </section>
  )
}

const Clock = () => (
  <div className={css.clock} aria-hidden>
    {all.slice(1).map((hour) => (
      <span key={hour} style={{ top: hour * 60 * minute }}>
        {String(hour).padStart(2, '0')}:00
      </span>
    ))}
  </div>
)

const useColumns = (count: number) => {
  const holder = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const here = holder.current!
    here.scrollTop = firstHour * 60 * minute - 8
    const watch = new ResizeObserver(() => setWidth((here.querySelector('section')?.clientWidth ?? 0) + 1))
    watch.observe(here)
    return () => watch.disconnect()
  }, [])
  return { holder, width, style: { '--days': count } as CSSProperties }
}

/** Days with their hours; what lasts a day or longer stands above them. */
export const HourGrid = (given: Given) => {
  const { object, choice, days, rows } = given
  const locale = useLocale()
  const moves = useHours(object, choice)
  const { timed, whole } = among(rows, choice, days)
  const { holder, width, style } = useColumns(days.length)
  const sensors = useHolds()
  const anyWhole = [...whole.values()].some((one) => one.length > 0)
  return (
    <DndContext
      sensors={sensors}
      accessibility={silent}
      onDragEnd={({ active, delta }) => {
        const { row, part } = active.data.current as HeldHour
        if (part === 'end') moves.stretch(row, stepsOf(delta.y))
        else moves.move(row, width > 0 ? Math.round(delta.x / width) : 0, stepsOf(delta.y))
      }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <div ref={holder} className={css.hours} style={style} tabIndex={0} aria-busy={given.busy || undefined}>
        <div className={css.top}>
          <div className={css.heads}>
            <span className={css.zone}>{zone(locale)}</span>
            <Heads {...given} />
          </div>
          {anyWhole && (
            <div className={css.whole}>
              <span className={css.zone}>
                <Trans>All day</Trans>
              </span>
              {days.map((day) => (
                <div key={day} className={css.wholeDay}>
                  {whole.get(day)!.map((row) => (
                    <Entry
                      key={row.id}
                      object={object}
                      choice={choice}
                      row={row}
                      day={day}
                      shift={(one, by) => moves.move(one, by, 0)}
                      still
                    />
                  ))}
                </div>
              ))}
            </div>
          )}
        </div>
        <div className={css.body} style={{ height: 1_440 * minute }}>
          <Clock />
          {days.map((day) => (
            <Column key={day} {...given} day={day} slots={timed.get(day)!} moves={moves} dayWidth={width} />
          ))}
        </div>
      </div>
    </DndContext>
  )
}
