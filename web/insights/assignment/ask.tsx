import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import { Bone } from '../../ui/states.tsx'
import shared from '../insights.module.css'
import { useNames } from '../names.ts'
import { useFigures } from '../numbers.ts'
import css from './assignment.module.css'
import { type Member, useMembers, useOpen } from './people.ts'
import type { Settings } from './report.ts'
import { words } from './words.ts'

const usualRoom = 5

type Asking = { readonly settings: Settings; readonly set: (more: Partial<Settings>) => void }

/** What is to be given away. */
const Leads = ({ settings, set, members }: Asking & { readonly members: readonly Member[] }) => {
  const say = useSay()
  const { count } = useFigures()
  const open = useOpen(settings.object)
  const owner = settings.filter !== null && 'value' in settings.filter ? String(settings.filter.value) : ''
  const withCount = (name: string, id: string) => (open ? `${name} (${count(open.get(id) ?? 0)})` : name)
  return (
    <>
      <Select
        label={say(words.object)}
        value={settings.object}
        allowDeselect={false}
        data={(['deal', 'customer'] as const).map((value) => ({ value, label: say(words[value]) }))}
        onChange={(value) => set({ object: value === 'customer' ? 'customer' : 'deal', filter: null })}
      />
      <Select
        label={say(words.which)}
        value={owner}
        allowDeselect={false}
        searchable={members.length > 7}
        data={[
          { value: '', label: withCount(say(words.nobodys), '') },
          ...members.map(({ id, name }) => ({ value: id, label: withCount(fill(say(words.of), { name }), id) })),
        ]}
        onChange={(value) => set({ filter: value ? { field: 'owner', op: 'eq', value } : null })}
      />
    </>
  )
}

/** Who takes leads, what each has now, and how many each may have. */
const Takers = ({ settings, set, members }: Asking & { readonly members: readonly Member[] }) => {
  const say = useSay()
  const { count } = useFigures()
  const open = useOpen(settings.object)
  const chosen = new Map(settings.people.map((one) => [one.id, one.most]))
  const put = (id: string, most: number | null | undefined) => {
    const others = settings.people.filter((one) => one.id !== id)
    set({ people: most === undefined ? others : [...others, { id, most }] })
  }
  return (
    <div className={shared.tableScroll}>
      <table className={shared.table}>
        <thead>
          <tr>
            <th>{say(words.person)}</th>
            <th className={shared.end}>{say(words.open)}</th>
            <th>{say(words.most)}</th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, name }) => {
            const has = open?.get(id) ?? 0
            return (
              <tr key={id}>
                <td>
                  <Checkbox
                    label={name}
                    checked={chosen.has(id)}
                    onChange={(event) => put(id, event.currentTarget.checked ? null : undefined)}
                  />
                </td>
                <td className={shared.end}>{count(has)}</td>
                <td>
                  <NumberInput
                    size="xs"
                    className={css.most}
                    aria-label={`${say(words.most)}: ${name}`}
                    placeholder={count(has + usualRoom)}
                    value={chosen.get(id) ?? ''}
                    min={0}
                    max={10_000}
                    allowDecimal={false}
                    disabled={!chosen.has(id)}
                    onChange={(value) => put(id, typeof value === 'number' ? value : null)}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface Given {
  readonly busy: boolean
  readonly from: Settings | undefined
  readonly onAsk: (settings: Settings) => void
}

const Form = ({ busy, from, onAsk, members }: Given & { readonly members: readonly Member[] }) => {
  const say = useSay()
  const [team, setTeam] = useState('')
  const teams = [...new Set(members.flatMap((one) => one.teams))]
  const names = useNames('teams', teams)
  const [settings, setSettings] = useState<Settings>(
    from ?? { name: '', object: 'deal', filter: null, people: members.map(({ id }) => ({ id, most: null })) },
  )
  const set = (more: Partial<Settings>) => setSettings((now) => ({ ...now, ...more }))
  const shown = team === '' ? members : members.filter((one) => one.teams.includes(team))
  const pickTeam = (value: string) => {
    setTeam(value)
    const inside = value === '' ? members : members.filter((one) => one.teams.includes(value))
    set({ people: inside.map(({ id }) => settings.people.find((one) => one.id === id) ?? { id, most: null }) })
  }
  return (
    <div className={css.ask}>
      <div className={css.form}>
        <Leads settings={settings} set={set} members={members} />
        {teams.length > 0 && (
          <Select
            label={say(words.team)}
            value={team}
            allowDeselect={false}
            data={[
              { value: '', label: say(words.everybody) },
              ...teams.map((id) => ({ value: id, label: names?.get(id) ?? '…' })),
            ]}
            onChange={(value) => pickTeam(value ?? '')}
          />
        )}
        <TextInput
          label={say(words.name)}
          value={settings.name}
          maxLength={200}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      </div>
      <Takers settings={settings} set={set} members={shown} />
      <Button disabled={busy || settings.people.length === 0} onClick={() => onAsk(settings)}>
        {say(words.begin)}
      </Button>
    </div>
  )
}

/** All that a plan is asked with; folded away once there is one. */
export const Ask = (given: Given) => {
  const say = useSay()
  const { data: members } = useMembers()
  return (
    <details className={`${shared.card} ${shared.fold}`} open={given.from === undefined}>
      <summary>
        <h2>{say(words.ask)}</h2>
      </summary>
      {members ? <Form {...given} members={members} /> : <Bone width="100%" height={160} />}
    </details>
  )
}
