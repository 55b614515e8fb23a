import { Button, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import shared from '../insights.module.css'
import css from './budget.module.css'
import { ChannelWishes } from './channels.tsx'
import type { Settings } from './report.ts'
import { words } from './words.ts'

const usual: Settings = {
  name: '',
  by: 'kind',
  measure: 'margin',
  attribution: 'last_touch',
  window: 30,
  days: 90,
  budget: null,
  step: null,
  scenarios: [-20, 20],
  channels: {},
  without: [],
}

const numberOf = (value: number | string): number | null => (typeof value === 'number' ? value : null)
const percentsOf = (texts: readonly string[]): number[] =>
  [...new Set(texts.map(Number).filter((one) => Number.isFinite(one) && one >= -95 && one <= 1000 && one !== 0))]
    .sort((a, b) => a - b)
    .slice(0, 4)

type Asking = { readonly settings: Settings; readonly set: (more: Partial<Settings>) => void }

/** How much, for how long, and what counts as earned. */
const Total = ({ settings, set }: Asking) => {
  const say = useSay()
  const pick = <K extends 'by' | 'measure' | 'attribution'>(
    key: K,
    data: readonly { readonly value: Settings[K]; readonly word: Label }[],
  ) => (
    <Select
      label={say(words[key])}
      value={settings[key]}
      allowDeselect={false}
      data={data.map(({ value, word }) => ({ value, label: say(word) }))}
      onChange={(value) => set({ [key]: value, ...(key === 'by' && { channels: {}, without: [] }) })}
    />
  )
  return (
    <div className={css.form}>
      <NumberInput
        label={say(words.budget)}
        placeholder={say(words.asBefore)}
        value={settings.budget ?? ''}
        min={0}
        thousandSeparator=","
        onChange={(value) => set({ budget: numberOf(value) })}
      />
      <NumberInput
        label={say(words.days)}
        value={settings.days}
        min={7}
        max={730}
        allowDecimal={false}
        onChange={(value) => set({ days: numberOf(value) ?? usual.days })}
      />
      <NumberInput
        label={say(words.step)}
        placeholder={say(words.hundredth)}
        value={settings.step ?? ''}
        min={0}
        onChange={(value) => set({ step: numberOf(value) })}
      />
      <TagsInput
        label={say(words.scenarios)}
        styles={{ inputField: { minWidth: 32 } }}
        value={settings.scenarios.filter((one) => one !== 0).map(String)}
        onChange={(texts) => set({ scenarios: percentsOf(texts) })}
      />
      {pick('measure', [
        { value: 'margin', word: words.margin },
        { value: 'revenue', word: words.revenue },
      ])}
      {pick('attribution', [
        { value: 'last_touch', word: words.lastTouch },
        { value: 'linked', word: words.linked },
      ])}
      <NumberInput
        label={say(words.window)}
        value={settings.window}
        min={1}
        max={365}
        allowDecimal={false}
        onChange={(value) => set({ window: numberOf(value) ?? usual.window })}
      />
      {pick('by', [
        { value: 'kind', word: words.kind },
        { value: 'channel', word: words.byChannel },
      ])}
      <TextInput
        label={say(words.name)}
        value={settings.name}
        maxLength={200}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
    </div>
  )
}

/** All that a plan is asked with; folded away once there is one. */
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
  // A curve is two numbers or none.
  const half = Object.values(settings.channels).some(({ curve }) => curve && !(curve.most > 0 && curve.half > 0))
  return (
    <details className={`${shared.card} ${shared.fold}`} open={from === undefined}>
      <summary>
        <h2>{say(words.ask)}</h2>
      </summary>
      <div className={css.ask}>
        <Total settings={settings} set={set} />
        <ChannelWishes settings={settings} set={set} />
        {half && <p className={css.warn}>{say(words.halfCurve)}</p>}
        <Button disabled={busy || half} onClick={() => onAsk(settings)}>
          {say(words.begin)}
        </Button>
      </div>
    </details>
  )
}
