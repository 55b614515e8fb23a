import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { Bone, Failed } from '../../ui/states.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import css from './budget.module.css'
import { useChannelName, useKinds } from './names.ts'
import type { Seen, Settings, Wish } from './report.ts'
import { words } from './words.ts'

interface Given {
  readonly settings: Settings
  readonly set: (more: Partial<Settings>) => void
}

type Number = keyof Pick<Wish, 'least' | 'most' | 'campaigns'>

/** One channel: what there is of it, and what the person says of it. */
const Row = ({ name, seen, settings, set }: Given & { readonly name: string; readonly seen: Seen | undefined }) => {
  const say = useSay()
  const { count, money } = useFigures()
  const title = useChannelName()(name)
  const wish = settings.channels[name] ?? {}
  const on = !settings.without.includes(name)
  const put = (more: Wish) => set({ channels: { ...settings.channels, [name]: { ...wish, ...more } } })
  const turn = (use: boolean) =>
    set({ without: use ? settings.without.filter((one) => one !== name) : [...settings.without, name] })
  const field = (word: (typeof words)[keyof typeof words & ('least' | Number)], key: Number, placeholder: string) => (
    <NumberInput
      size="xs"
      aria-label={`${say(word)}: ${title}`}
      placeholder={placeholder}
      value={wish[key] ?? ''}
      min={key === 'campaigns' ? 1 : 0}
      allowDecimal={key !== 'campaigns'}
      disabled={!on}
      hideControls
      onChange={(value) => put({ [key]: typeof value === 'number' ? value : key === 'least' ? 0 : null })}
    />
  )
  const curve = (word: (typeof words)['topped' | 'half'], key: 'most' | 'half') => (
    <NumberInput
      size="xs"
      aria-label={`${say(word)}: ${title}`}
      placeholder={say(words.fromData)}
      value={wish.curve?.[key] || ''}
      min={0}
      disabled={!on}
      hideControls
      onChange={(value) => {
        const next = { most: 0, half: 0, ...wish.curve, [key]: typeof value === 'number' ? value : 0 }
        put({ curve: next.most === 0 && next.half === 0 ? null : next })
      }}
    />
  )
  return (
    <tr>
      <td>
        <Checkbox size="xs" label={title} checked={on} onChange={(event) => turn(event.currentTarget.checked)} />
      </td>
      <td className={shared.end}>{count(seen?.campaigns ?? 0)}</td>
      <td className={shared.end}>{money(seen?.spent ?? 0)}</td>
      <td>{field(words.least, 'least', '0')}</td>
      <td>{field(words.most, 'most', say(words.asTried))}</td>
      <td>{field(words.campaigns, 'campaigns', count(Math.max(1, seen?.lately ?? 1)))}</td>
      <td>{curve(words.topped, 'most')}</td>
      <td>{curve(words.half, 'half')}</td>
    </tr>
  )
}

/** A channel that no campaign has had yet. */
const Added = ({ settings, set }: Given) => {
  const say = useSay()
  const [name, setName] = useState('')
  const clean = name.trim().replace(/\s+/g, ' ').toLowerCase()
  return (
    <form
      className={css.added}
      onSubmit={(event) => {
        event.preventDefault()
        if (clean !== '' && !settings.channels[clean]) set({ channels: { ...settings.channels, [clean]: {} } })
        setName('')
      }}
    >
      <TextInput
        size="xs"
        aria-label={say(words.channel)}
        placeholder={say(words.channel)}
        value={name}
        maxLength={150}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button size="xs" variant="default" type="submit" disabled={clean === ''}>
        {say(words.addChannel)}
      </Button>
    </form>
  )
}

/** Limits by channel, and curves that a person knows better than the campaigns do. */
export const ChannelWishes = ({ settings, set }: Given) => {
  const say = useSay()
  const kinds = useKinds()
  const { by, days } = settings
  const { data, error, isPending } = useQuery({
    queryKey: ['insight_budget_channels', by, days],
    queryFn: ({ signal }) =>
      call<{ data: readonly Seen[] }>('GET', '/insights/budgets/channels', { query: { by, days }, signal }),
  })
  if (error) return <Failed title={sayProblem(error)} />
  if (isPending) return <Bone width="100%" height={180} />
  const seen = new Map(data.data.map((one) => [one.channel, one]))
  const names = [...new Set([...seen.keys(), ...(by === 'kind' ? kinds : []), ...Object.keys(settings.channels)])]
  const heads = [words.seen, words.lately, words.least, words.most, words.campaigns, words.topped, words.half]
  return (
    <div>
      <h3 className={shared.sub}>{say(words.advanced)}</h3>
      <div className={shared.tableScroll}>
        <table className={`${shared.table} ${css.wishes}`}>
          <thead>
            <tr>
              <th>{say(words.channel)}</th>
              {heads.map((word, k) => (
                <th key={word.en} className={k < 2 ? shared.end : undefined}>
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <Row key={name} name={name} seen={seen.get(name)} settings={settings} set={set} />
            ))}
          </tbody>
        </table>
      </div>
      {by === 'channel' && <Added settings={settings} set={set} />}
    </div>
  )
}
