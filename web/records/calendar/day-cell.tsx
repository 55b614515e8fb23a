import { useDroppable } from '@dnd-kit/core'
import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { showDay } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { may } from '../access.ts'
import type { CalendarChoice } from './address.ts'
import css from './calendar.module.css'
import type { Day } from './days.ts'
import { Entry } from './entry.tsx'

const mostShown = 4

interface Given {
  readonly object: ObjectDefinition
  readonly choice: CalendarChoice
  readonly day: Day
  readonly today: Day
  readonly rows: readonly AnyRow[]
  readonly shift: (row: AnyRow, days: number) => void
}

/** What a new record made on this day begins with: a moment in the morning, where the field wants one. */
export const newOn = (object: ObjectDefinition, at: string, day: Day): { readonly [field: string]: string } => ({
  [at]: object.fields[at]!.kind === 'date' ? day : new Date(`${day}T09:00:00`).toISOString(),
})

export const DayCell = ({ object, choice, day, today, rows, shift }: Given) => {
  const { t } = useLingui()
  const locale = useLocale()
  const [all, setAll] = useState(false)
  const { setNodeRef, isOver } = useDroppable({ id: day })
  const roomy = choice.scale !== 'month' || all
  const shown = roomy ? rows : rows.slice(0, rows.length > mostShown ? mostShown - 1 : mostShown)
  const hidden = rows.length - shown.length
  const said = showDay(day, locale)
  return (
    <section
      ref={setNodeRef}
      className={css.cell}
      aria-label={said}
      data-over={isOver || undefined}
      data-today={day === today || undefined}
      data-outside={(choice.scale === 'month' && day.slice(0, 7) !== choice.day.slice(0, 7)) || undefined}
    >
      <div className={css.cellHead}>
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
      {shown.map((row) => (
        <Entry key={row.id} object={object} choice={choice} row={row} day={day} shift={shift} />
      ))}
      {hidden > 0 && (
        <button type="button" className={css.moreHere} onClick={() => setAll(true)}>
          {t`${hidden} more`}
        </button>
      )}
    </section>
  )
}
