import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { systemFields } from '@rapport/vocabulary/define/object.ts'
import { IconCalendar, IconUser, IconX } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { now } from '../../clock.ts'
import { showDay } from '../../fields/time.ts'
import { useTitlesOf } from '../../fields/titles.ts'
import { useLocale, useSay } from '../../language.ts'
import { Pop } from '../../ui/pop.tsx'
import { type Day, isDay, localDay, plusDays } from '../calendar/days.ts'
import css from './timeline-filter.module.css'
import type { TimelineChoice } from './timeline-search.ts'

const LinksEdit = lazy(() => import('../../fields/links-edit.tsx').then((module) => ({ default: module.LinksEdit })))

interface Given {
  readonly choice: TimelineChoice
  readonly change: (next: TimelineChoice) => void
}

const Kinds = ({ choice, change, kinds }: Given & { kinds: readonly ObjectDefinition[] }) => {
  const { t } = useLingui()
  const say = useSay()
  const all = [
    ...kinds.map((kind) => ({ name: kind.name, label: say(kind.labels) })),
    { name: 'change', label: t`Changes` },
  ]
  const toggle = (name: string): void => {
    const next = choice.kinds.includes(name) ? choice.kinds.filter((one) => one !== name) : [...choice.kinds, name]
    change({ ...choice, kinds: next })
  }
  return (
    <fieldset className={css.kinds} aria-label={t`Kinds of entries`}>
      {all.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          className={css.kind}
          aria-pressed={choice.kinds.includes(name)}
          onClick={() => toggle(name)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}

const People = ({ choice, change }: Given) => {
  const { t } = useLingui()
  const titles = useTitlesOf('user', choice.people)
  const said = choice.people.map((id) => titles.get(id) || '…').join(', ')
  return (
    <Pop
      align="end"
      button={(press, open) => (
        <button type="button" className={css.kind} aria-pressed={said !== ''} aria-expanded={open} onClick={press}>
          <IconUser size={14} stroke={1.7} aria-hidden />
          {said || t`Everyone`}
        </button>
      )}
    >
      {() => (
        <div className={css.pop}>
          <Suspense>
            <LinksEdit
              id="timeline-people"
              value={choice.people}
              field={systemFields.owner}
              onChange={(people) => change({ ...choice, people: people ?? [] })}
              placeholder={t`Search`}
              autoFocus
            />
          </Suspense>
        </div>
      )}
    </Pop>
  )
}

const DayInput = ({
  label,
  value,
  give,
}: {
  label: string
  value: Day | undefined
  give: (day: Day | undefined) => void
}) => (
  <label className={css.day}>
    {label}
    <input
      type="date"
      value={value ?? ''}
      onChange={({ currentTarget: { value: day } }) => (isDay(day) || day === '') && give(day || undefined)}
    />
  </label>
)

const Period = ({ choice, change }: Given) => {
  const { t } = useLingui()
  const locale = useLocale()
  const { from, until } = choice
  const said = [from && showDay(from, locale), until && showDay(until, locale)]
  const today = localDay(now())
  const ends = [
    { label: t`Last 7 days`, days: 6 },
    { label: t`Last 30 days`, days: 29 },
    { label: t`Last 12 months`, days: 364 },
  ]
  return (
    <Pop
      align="end"
      button={(press, open) => (
        <button
          type="button"
          className={css.kind}
          aria-pressed={from !== undefined || until !== undefined}
          aria-expanded={open}
          onClick={press}
        >
          <IconCalendar size={14} stroke={1.7} aria-hidden />
          {from || until ? `${said[0] ?? '…'} – ${said[1] ?? '…'}` : t`Any time`}
        </button>
      )}
    >
      {(close) => (
        <div className={css.pop}>
          {ends.map(({ label, days }) => (
            <Button
              key={days}
              variant="subtle"
              size="compact-sm"
              justify="start"
              onClick={() => {
                change({ ...choice, from: plusDays(today, -days), until: undefined })
                close()
              }}
            >
              {label}
            </Button>
          ))}
          <DayInput label={t`From`} value={from} give={(day) => change({ ...choice, from: day })} />
          <DayInput label={t`Until`} value={until} give={(day) => change({ ...choice, until: day })} />
        </div>
      )}
    </Pop>
  )
}

export const isNarrowed = ({ kinds, people, from, until }: TimelineChoice): boolean =>
  kinds.length + people.length > 0 || from !== undefined || until !== undefined

/** What of the timeline is shown: kinds of entries, people and a period. */
export const TimelineFilter = (given: Given & { kinds: readonly ObjectDefinition[] }) => (
  <div className={css.bar}>
    <Kinds {...given} />
    <div className={css.who}>
      <People {...given} />
      <Period {...given} />
      {isNarrowed(given.choice) && (
        <button
          type="button"
          className={css.kind}
          onClick={() => given.change({ kinds: [], people: [], from: undefined, until: undefined })}
        >
          <IconX size={13} aria-hidden />
          <Trans>Show everything</Trans>
        </button>
      )}
    </div>
  </div>
)
