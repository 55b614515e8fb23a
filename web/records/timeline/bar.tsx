import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useSay } from '../../language.ts'
import calendar from '../calendar/calendar.module.css'
import { plusDays } from '../calendar/days.ts'
import layout from '../layout-switch.module.css'
import { dayFields } from '../layouts.ts'
import type { TimelineChoice } from './address.ts'
import { zooms } from './scale.ts'
import css from './timeline.module.css'

interface Given {
  readonly object: ObjectDefinition
  readonly choice: TimelineChoice
  readonly change: (next: { zoom?: string; day?: string; at?: string; until?: string; by?: string }) => void
}

/** How many days further the arrows go. */
const stride = { day: 14, week: 42, month: 182, quarter: 364 } as const

const Choose = ({
  id,
  label,
  value,
  data,
  onChange,
}: {
  id: string
  label: ReactNode
  value: string
  data: readonly { value: string; label: string; disabled?: boolean }[]
  onChange: (value: string) => void
}) => (
  <label className={calendar.tool} htmlFor={id}>
    {label}
    <NativeSelect
      id={id}
      size="xs"
      w={150}
      value={value}
      data={[...data]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  </label>
)

const Steps = ({ choice, change }: Omit<Given, 'object'>) => {
  const { t } = useLingui()
  const step = (way: 1 | -1): void => change({ day: plusDays(choice.day, way * stride[choice.zoom]) })
  return (
    <div className={calendar.steps}>
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
  )
}

/** From which date to which, in which lanes, and how much of it at once. */
export const TimelineBar = ({ object, choice, change }: Given) => {
  const { t } = useLingui()
  const say = useSay()
  const named = (names: readonly string[]) =>
    names.map((name) => ({ value: name, label: say(object.fields[name]!.label) }))
  const slow = dayFields(object)
    .filter((name) => !choice.days.includes(name))
    .map((name) => {
      const label = say(object.fields[name]!.label)
      return { value: name, label: t`${label} (not kept quick to sort by)`, disabled: true }
    })
  const nothing = { value: 'none', label: t`Nothing` }
  const labels = { day: t`Day`, week: t`Week`, month: t`Month`, quarter: t`Quarter` }
  return (
    <div className={calendar.bar}>
      <Steps choice={choice} change={change} />
      <Choose
        id="timeline-at"
        label={<Trans>From</Trans>}
        value={choice.at}
        data={[...named(choice.days), ...slow]}
        onChange={(at) => change({ at })}
      />
      <Choose
        id="timeline-until"
        label={<Trans>Until</Trans>}
        value={choice.until ?? 'none'}
        data={[nothing, ...named(choice.days.filter((name) => name !== choice.at)), ...slow]}
        onChange={(until) => change({ until })}
      />
      {choice.lanesBy.length > 0 && (
        <Choose
          id="timeline-by"
          label={<Trans>Lanes by</Trans>}
          value={choice.by ?? 'none'}
          data={[...named(choice.lanesBy), nothing]}
          onChange={(by) => change({ by })}
        />
      )}
      <span className={css.space} />
      <fieldset className={layout.layouts} aria-label={t`Scale`}>
        {zooms.map((zoom) => (
          <button
            key={zoom}
            type="button"
            className={layout.layout}
            aria-pressed={choice.zoom === zoom}
            onClick={() => change({ zoom })}
          >
            {labels[zoom]}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
