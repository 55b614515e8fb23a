import { Button, Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { membersOf } from '@rapport/vocabulary/insights/members.ts'
import type { RouteSettings, VisitMeasure, VisitSource } from '@rapport/vocabulary/insights/visit_settings.ts'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import shared from '../insights.module.css'
import { askWords as words } from './ask-words.ts'
import { daysFrom, minutesOf } from './days.ts'
import { measures, sources } from './report.ts'
import { clock } from './rounds.ts'
import css from './routes.module.css'
import { usePeople, useSegments } from './who.ts'
import { words as all } from './words.ts'

interface Given {
  readonly busy: boolean
  readonly usual: RouteSettings
  /** There is no plan to look at yet. */
  readonly isFirst: boolean
  readonly onAsk: (settings: RouteSettings) => void
}

interface Times {
  readonly first: string
  readonly count: number
  readonly weekends: boolean
}

const numberOf = (value: number | string, otherwise: number): number => (typeof value === 'number' ? value : otherwise)

/** Everything that a plan is made from, on one screen. */
export const Ask = ({ busy, usual, isFirst, onAsk }: Given) => {
  const say = useSay()
  const [settings, setSettings] = useState(usual)
  const [times, setTimes] = useState<Times>({ first: usual.days[0] ?? '', count: usual.days.length, weekends: false })
  const [segment, setSegment] = useState('')
  const [mine, setMine] = useState(false)
  const people = usePeople()
  const segments = useSegments()
  const set = (more: Partial<RouteSettings>) => setSettings((now) => ({ ...now, ...more }))
  const number = (
    name: keyof RouteSettings & string,
    label: { en: string; zh: string },
    min: number,
    max: number,
    step = 1,
  ) => (
    <NumberInput
      label={say(label)}
      value={settings[name] as number}
      min={min}
      max={max}
      step={step}
      onChange={(value) => set({ [name]: numberOf(value, settings[name] as number) })}
    />
  )
  const time = (
    label: { en: string; zh: string },
    value: number | null,
    put: (minutes: number | undefined) => void,
  ) => (
    <TextInput
      type="time"
      label={say(label)}
      value={value === null ? '' : clock(value)}
      onChange={(event) => put(minutesOf(event.currentTarget.value))}
    />
  )
  const setWindow = (at: 0 | 1, minutes: number | undefined) => {
    const [open, close] = settings.window ?? [settings.from, settings.to]
    if (minutes === undefined) set({ window: null })
    else set({ window: at === 0 ? [minutes, close] : [open, minutes] })
  }
  const isWork = settings.whom !== 'customers'
  const filterNow = () => {
    const chosen = segments.find(({ id }) => id === segment)
    const parts = [
      ...(chosen && !isWork ? [membersOf(chosen)] : []),
      ...(mine ? [{ field: 'owner', op: 'eq', value: 'me' } as const] : []),
    ]
    return parts.length === 0 ? null : { all: parts }
  }
  const days = daysFrom(times.first, times.count, times.weekends)
  return (
    <details className={`${shared.card} ${css.ask}`} open={isFirst}>
      <summary>{say(isFirst ? all.ask : all.anew)}</summary>
      <div className={css.form}>
        <Select
          label={say(words.whom)}
          value={settings.whom}
          allowDeselect={false}
          data={sources.map((value) => ({ value, label: say(words[value]) }))}
          onChange={(value) => set({ whom: value as VisitSource })}
        />
        {!isWork && (
          <Select
            label={say(words.segment)}
            value={segment}
            searchable
            data={[
              { value: '', label: say(words.all) },
              ...segments.map(({ id, name }) => ({ value: id, label: String(name ?? '') })),
            ]}
            onChange={(value) => setSegment(value ?? '')}
          />
        )}
        {!isWork && (
          <Select
            label={say(words.by)}
            value={settings.by}
            allowDeselect={false}
            data={measures.map((value) => ({ value, label: say(words[value]) }))}
            onChange={(value) => set({ by: value as VisitMeasure })}
          />
        )}
        {isWork || settings.by === 'same'
          ? number('base', isWork ? words.baseWork : words.base, 0, 1e9)
          : number('share', words.share, 0, 100)}
        <MultiSelect
          label={say(words.people)}
          value={[...settings.people]}
          searchable
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value) => set({ people: value })}
        />
        <TextInput
          label={say(words.start)}
          placeholder={say(words.startAbout)}
          value={settings.start}
          maxLength={200}
          required
          withAsterisk={false}
          onChange={(event) => set({ start: event.currentTarget.value })}
        />
        <TextInput
          label={say(words.end)}
          placeholder={settings.start || say(words.startAbout)}
          value={settings.end ?? ''}
          maxLength={200}
          onChange={(event) => set({ end: event.currentTarget.value || null })}
        />
        <TextInput
          label={say(words.country)}
          value={settings.country}
          maxLength={2}
          onChange={(event) => set({ country: event.currentTarget.value.toUpperCase() })}
        />
        <TextInput
          type="date"
          label={say(words.first)}
          value={times.first}
          onChange={(event) => setTimes({ ...times, first: event.currentTarget.value })}
        />
        <NumberInput
          label={say(words.count)}
          value={times.count}
          min={1}
          max={14}
          allowDecimal={false}
          onChange={(value) => setTimes({ ...times, count: numberOf(value, 1) })}
        />
        {time(words.from, settings.from, (from) => from !== undefined && set({ from }))}
        {time(words.to, settings.to, (to) => to !== undefined && set({ to }))}
        {number('minutes', words.minutes, 5, 600, 5)}
        {time(words.open, settings.window?.[0] ?? null, (minutes) => setWindow(0, minutes))}
        {time(words.close, settings.window?.[1] ?? null, (minutes) => setWindow(1, minutes))}
        <TextInput
          label={say(words.name)}
          value={settings.name}
          maxLength={200}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      </div>
      <div className={css.checks}>
        <Checkbox label={say(words.mine)} checked={mine} onChange={(event) => setMine(event.currentTarget.checked)} />
        <Checkbox
          label={say(words.weekends)}
          checked={times.weekends}
          onChange={(event) => setTimes({ ...times, weekends: event.currentTarget.checked })}
        />
      </div>
      <details className={css.more}>
        <summary>{say(words.way)}</summary>
        <div className={css.form}>
          {number('speed', words.speed, 1, 200)}
          {number('detour', words.detour, 1, 5, 0.1)}
          {number('perKm', words.perKm, 0, 1000, 0.05)}
          {number('perHour', words.perHour, 0, 10_000)}
          {number('most', words.most, 1, 250)}
        </div>
      </details>
      {!isWork && settings.by !== 'same' && <p className={css.hint}>{say(words.guess)}</p>}
      <Button
        disabled={busy || settings.people.length === 0 || settings.start.trim() === '' || days.length === 0}
        onClick={() => onAsk({ ...settings, days, filter: filterNow() })}
      >
        {say(all.begin)}
      </Button>
    </details>
  )
}
