import { Trans } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconCalendar } from '@tabler/icons-react'
import { useLocale } from '../../language.ts'
import { Empty } from '../../ui/states.tsx'
import { isEmpty, Value } from '../value.tsx'
import type { CalendarChoice } from './address.ts'
import css from './calendar.module.css'
import type { Day } from './days.ts'
import { Entry } from './entry.tsx'
import { shownFields } from './use-entries.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly choice: CalendarChoice
  readonly byDay: ReadonlyMap<Day, readonly AnyRow[]>
  readonly today: Day
  readonly shift: (row: AnyRow, days: number) => void
}

const sayDay = (day: Day, locale: string): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))

/** The days that have something, one under the other. */
export const Agenda = ({ object, choice, byDay, today, shift }: Given) => {
  const locale = useLocale()
  const filled = [...byDay].filter(([, rows]) => rows.length > 0)
  if (filled.length === 0)
    return (
      <Empty icon={IconCalendar} title={<Trans>Nothing in these days</Trans>}>
        <Trans>Go on to the next ones, or look by another date.</Trans>
      </Empty>
    )
  return (
    <div className={css.agenda}>
      {filled.map(([day, rows]) => (
        <section key={day} className={css.agendaDay} data-today={day === today || undefined}>
          <h2>{sayDay(day, locale)}</h2>
          {rows.map((row) => (
            <div key={row.id} className={css.agendaRow}>
              <Entry object={object} choice={choice} row={row} day={day} shift={shift} />
              <div className={css.agendaFacts}>
                {shownFields(object, choice)
                  .slice(0, 4)
                  .filter((name) => !isEmpty(row[name]))
                  .map((name) => (
                    <Value key={name} object={object} row={row} name={name} />
                  ))}
              </div>
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}
