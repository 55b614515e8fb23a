import { Button, NumberInput, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { client } from '../../session.ts'
import { fill } from '../../ui/fill.ts'
import { tell, warn } from '../../ui/toast.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import css from './budget.module.css'
import { useChannelName } from './names.ts'
import { Curves } from './picture.tsx'
import { asAsked, brings, type Plan, type Scenario, standing, sumOf, valueFor } from './report.ts'
import { words } from './words.ts'

export const budgetsKey = ['insight_budgets']
const slack = 1e-6
/** As the picture's series. */
const colours = ['accent', 'spark', 'violet-ink', 'green-ink', 'blue-ink', 'pink-ink', 'indigo-ink', 'yellow-ink'].map(
  (name) => `var(--${name})`,
)

interface Shown {
  readonly plan: Plan
  readonly amounts: readonly number[]
  /** The scenario that is looked at; null: amounts by hand. */
  readonly scenario: Scenario | null
}

/** One line for each channel: its amount, which can be changed, and what the last and the next step are worth. */
const Amounts = ({ plan, amounts, scenario, set }: Shown & { readonly set: (k: number, amount: number) => void }) => {
  const say = useSay()
  const nameOf = useChannelName()
  const { money } = useFigures()
  const { channels, step } = plan.figures
  const before = asAsked(plan).present
  const of = scenario ?? asAsked(plan)
  const share = before ? sumOf(of.present?.amounts ?? []) / Math.max(slack, sumOf(before.amounts)) : 0
  return (
    <div className={shared.tableScroll}>
      <table className={`${shared.table} ${css.amounts}`}>
        <thead>
          <tr>
            <th>{say(words.channel)}</th>
            <th>{say(words.amount)}</th>
            {before && <th className={shared.end}>{say(words.before)}</th>}
            <th className={shared.end}>{say(words.earns)}</th>
            <th className={shared.end}>{fill(say(words.last), { step: money(step) })}</th>
            <th className={shared.end}>{fill(say(words.next), { step: money(step) })}</th>
          </tr>
        </thead>
        <tbody>
          {channels.map((channel, k) => {
            const amount = amounts[k]!
            const at = (more: number) => brings(channel, amount + more)
            const doubt = scenario?.doubts[k]
            return (
              <tr key={channel.name}>
                <td>
                  <span className={css.dot} style={{ background: colours[k % colours.length] }} aria-hidden />
                  {nameOf(channel.name)}
                </td>
                <td>
                  <NumberInput
                    size="xs"
                    className={css.amount}
                    aria-label={`${say(words.amount)}: ${nameOf(channel.name)}`}
                    value={Math.round(amount * 100) / 100}
                    min={0}
                    step={step}
                    thousandSeparator=","
                    onChange={(value) => typeof value === 'number' && set(k, value)}
                  />
                </td>
                {before && <td className={shared.end}>{money(before.amounts[k]! * share)}</td>}
                <td className={shared.end}>
                  {money(at(0))}
                  {typeof doubt === 'number' && <span className={css.doubt}>± {money(doubt)}</span>}
                </td>
                <td className={shared.end}>{amount >= step - slack ? money(at(0) - at(-step)) : '—'}</td>
                <td className={shared.end}>
                  {amount + step <= channel.most + slack ? money(at(step) - at(0)) : say(words.full)}
                </td>
              </tr>
            )
          })}
          <tr className={css.sum}>
            <td>{say(words.total)}</td>
            <td>{money(sumOf(amounts))}</td>
            {before && <td className={shared.end}>{money(sumOf(before.amounts) * share)}</td>}
            <td className={shared.end}>{money(channels.reduce((sum, one, k) => sum + brings(one, amounts[k]!), 0))}</td>
            <td />
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  )
}

/** What the amounts come to, beside two simple ways to share the same. */
const Tiles = ({ plan, amounts, scenario }: Shown) => {
  const say = useSay()
  const { money } = useFigures()
  const of = scenario ?? asAsked(plan)
  const value = valueFor(plan, amounts)
  const than = (other: number) => `${value >= other ? '+' : '−'}${money(Math.abs(value - other))}`
  const tiles = [
    [plan.settings.measure === 'margin' ? words.gains : words.earns, money(value)],
    ...(of.present ? ([[words.overPresent, than(of.present.value)]] as const) : []),
    [words.overEven, than(of.even.value)],
    ...(scenario ? ([[words.worth, money(scenario.worth)]] as const) : []),
  ] as const
  return (
    <dl className={shared.tiles}>
      {tiles.map(([word, figure]) => (
        <div key={word.en} className={shared.tile}>
          <dt>{say(word)}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What the amounts mean, in sentences. */
const Told = ({ plan, amounts, scenario }: Shown) => {
  const say = useSay()
  const nameOf = useChannelName()
  const { money } = useFigures()
  const { budget, step, channels } = plan.figures
  const [total, spent] = [scenario?.budget ?? budget, sumOf(amounts)]
  const less = asAsked(plan).value - valueFor(plan, amounts)
  const left = total - spent
  const beyond = channels.filter(
    ({ campaigns, tried, entered }, k) => !entered && amounts[k]! / campaigns > tried * (1 + slack),
  )
  return (
    <ul className={css.told}>
      {scenario && (
        <li>
          {scenario.worth > slack
            ? fill(say(words.shadowPays), { step: money(step), worth: money(scenario.worth) })
            : say(words.shadowNone)}
        </li>
      )}
      {scenario && left >= step && <li>{fill(say(words.leftOver), { left: money(left) })}</li>}
      {!scenario && left < -slack && <li className={css.warn}>{fill(say(words.over), { more: money(-left) })}</li>}
      {!scenario && left >= -slack && less > 0.5 && <li>{fill(say(words.lessThanBest), { less: money(less) })}</li>}
      {beyond.map((channel) => (
        <li key={channel.name} className={css.warn}>
          {fill(say(words.beyond), { channel: nameOf(channel.name), tried: money(channel.tried) })}
        </li>
      ))}
    </ul>
  )
}

/** How the budget is split; every amount can be changed, and the effect is seen at once. */
export const Split = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const { money } = useFigures()
  const { scenarios, channels } = plan.figures
  const [on, setOn] = useState<number | 'hand'>(plan.amounts ? 'hand' : 0)
  const [hand, setHand] = useState<readonly number[]>(() => standing(plan))
  const scenario = scenarios.find(({ percent }) => percent === on) ?? null
  const amounts = useMemo(() => scenario?.amounts ?? hand, [scenario, hand])
  const set = (k: number, amount: number): void => {
    if (Math.abs(amount - amounts[k]!) < 0.005) return
    setHand(amounts.with(k, amount))
    setOn('hand')
  }
  const keep = async (kept: readonly number[] | null): Promise<void> => {
    try {
      const body = { amounts: kept && Object.fromEntries(channels.map(({ name }, k) => [name, kept[k]!])) }
      await call('POST', `/insights/budgets/${plan.id}/amounts`, { body })
      await client.invalidateQueries({ queryKey: budgetsKey })
      tell(say(words.kept))
      if (kept === null) setOn(0)
    } catch (problem) {
      warn(sayProblem(problem))
    }
  }
  const tabs = scenarios.map(({ percent, budget }) => ({
    value: String(percent),
    label: percent === 0 ? money(budget) : `${money(budget)} (${percent > 0 ? '+' : '−'}${Math.abs(percent)} %)`,
  }))
  return (
    <section className={shared.card}>
      <div className={css.head}>
        <h2>{say(words.split)}</h2>
        <div className={css.tabs}>
          <SegmentedControl
            size="xs"
            value={String(on)}
            onChange={(value) => setOn(value === 'hand' ? 'hand' : Number(value))}
            data={[...tabs, { value: 'hand', label: say(words.hand) }]}
            aria-label={say(words.budget)}
          />
        </div>
      </div>
      <Tiles plan={plan} amounts={amounts} scenario={scenario} />
      <div className={css.split}>
        <Curves channels={channels} amounts={amounts} />
        <div>
          <Amounts plan={plan} amounts={amounts} scenario={scenario} set={set} />
          <Told plan={plan} amounts={amounts} scenario={scenario} />
          <div className={css.acts}>
            {on === 'hand' && <Button onClick={() => void keep(hand)}>{say(words.keepHand)}</Button>}
            {plan.amounts && (
              <Button variant="default" onClick={() => void keep(null)}>
                {say(words.backToFound)}
              </Button>
            )}
          </div>
        </div>
      </div>
    </section>
  )
}
