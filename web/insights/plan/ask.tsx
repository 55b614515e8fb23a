import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import shared from '../insights.module.css'
import css from './plan.module.css'
import { type Channel, channels, type Settings } from './report.ts'
import { words } from './words.ts'

const usual: Settings = {
  name: '',
  budget: 500,
  channels: { email: { cost: 0.05, most: null }, phone: { cost: 3, most: 50 } },
  contacts: 1,
  days: 30,
  consent: 'agreed',
}

const numberOf = (value: number | string): number | null => (typeof value === 'number' ? value : null)

/** Every limit on one screen. */
export const Ask = ({
  busy,
  from,
  onAsk,
}: {
  busy: boolean
  from: Settings | undefined
  onAsk: (settings: Settings) => void
}) => {
  const say = useSay()
  const [settings, setSettings] = useState<Settings>(from ?? usual)
  const set = (more: Partial<Settings>) => setSettings((now) => ({ ...now, ...more }))
  const setChannel = (channel: Channel, more: Settings['channels'][Channel]) =>
    setSettings((now) => ({ ...now, channels: { ...now.channels, [channel]: more } }))
  const used = channels.filter((channel) => settings.channels[channel])
  return (
    <section className={shared.card}>
      <h2>{say(words.ask)}</h2>
      <div className={css.form}>
        <TextInput
          label={say(words.name)}
          value={settings.name}
          maxLength={200}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NumberInput
          label={say(words.budget)}
          value={settings.budget ?? ''}
          min={0}
          onChange={(value) => set({ budget: numberOf(value) })}
        />
        <NumberInput
          label={say(words.contacts)}
          value={settings.contacts}
          min={1}
          max={10}
          allowDecimal={false}
          onChange={(value) => set({ contacts: numberOf(value) ?? 1 })}
        />
        <NumberInput
          label={say(words.days)}
          value={settings.days}
          min={1}
          max={365}
          allowDecimal={false}
          onChange={(value) => set({ days: numberOf(value) ?? 30 })}
        />
        <Select
          label={say(words.consent)}
          value={settings.consent}
          allowDeselect={false}
          data={[
            { value: 'agreed', label: say(words.agreed) },
            { value: 'not_refused', label: say(words.notRefused) },
          ]}
          onChange={(value) => set({ consent: value === 'not_refused' ? 'not_refused' : 'agreed' })}
        />
      </div>
      <div className={css.channels}>
        <div className={`${css.channel} ${css.heads}`}>
          <span>{say(words.channel)}</span>
          <span>{say(words.cost)}</span>
          <span>{say(words.most)}</span>
        </div>
        {channels.map((channel) => {
          const own = settings.channels[channel]
          const name = say(words[channel])
          return (
            <div key={channel} className={css.channel}>
              <Checkbox
                label={name}
                checked={own !== undefined}
                onChange={(event) =>
                  setChannel(channel, event.currentTarget.checked ? { cost: 1, most: null } : undefined)
                }
              />
              <NumberInput
                aria-label={`${say(words.cost)}: ${name}`}
                value={own?.cost ?? ''}
                min={0}
                disabled={!own}
                onChange={(value) => own && setChannel(channel, { ...own, cost: numberOf(value) ?? 0 })}
              />
              <NumberInput
                aria-label={`${say(words.most)}: ${name}`}
                value={own?.most ?? ''}
                min={0}
                allowDecimal={false}
                disabled={!own}
                onChange={(value) => own && setChannel(channel, { ...own, most: numberOf(value) })}
              />
            </div>
          )
        })}
      </div>
      <Button disabled={busy || used.length === 0} onClick={() => onAsk(settings)}>
        {say(words.begin)}
      </Button>
    </section>
  )
}
