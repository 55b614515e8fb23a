import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { showDay } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import layout from '../layout-switch.module.css'
import type { CalendarChoice } from './address.ts'
import css from './calendar.module.css'
import { scales, stepDay } from './days.ts'

/** Which days are shown: in words, with the way on, back and to today. */
export const CalendarBar = ({
  object,
  choice,
  change,
}: {
  object: ObjectDefinition
  choice: CalendarChoice
  change: (next: { scale?: string; day?: string; at?: string }) => void
}) => {
  const { t } = useLingui()
  const say = useSay()
  const locale = useLocale()
  const labels = { month: t`Month`, week: t`Week`, day: t`Day`, agenda: t`Agenda` }
  const month = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${choice.day}T00:00:00Z`))
  const step = (way: 1 | -1): void => change({ day: stepDay(choice.scale, choice.day, way) })
  return (
    <div className={css.bar}>
      <div className={css.steps}>
        <ActionIcon variant="default" size={28} aria-label={t`Earlier`} onClick={() => step(-1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <Button variant="default" size="compact-sm" onClick={() => change({ day: undefined as never })}>
          <Trans>Today</Trans>
        </Button>
        <ActionIcon variant="default" size={28} aria-label={t`Later`} onClick={() => step(1)}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <h2 className={css.span}>{choice.scale === 'month' ? month : showDay(choice.day, locale)}</h2>
      <label className={css.tool} htmlFor="calendar-at">
        <Trans>By</Trans>
        <NativeSelect
          id="calendar-at"
          size="xs"
          value={choice.at}
          data={choice.ats.map((name) => ({ value: name, label: say(object.fields[name]!.label) }))}
          onChange={(event) => change({ at: event.currentTarget.value })}
        />
      </label>
      <fieldset className={layout.layouts} aria-label={t`Scale`}>
        {scales.map((scale) => (
          <button
            key={scale}
            type="button"
            className={layout.layout}
            aria-pressed={choice.scale === scale}
            onClick={() => change({ scale })}
          >
            {labels[scale]}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
