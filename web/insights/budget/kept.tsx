import type { Label } from '@rapport/vocabulary/define/label.ts'
import { showMoment } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import css from './budget.module.css'
import { useChannelName } from './names.ts'
import { asAsked, type Plan, type Scenario, standing, sumOf, valueFor } from './report.ts'
import { words } from './words.ts'

const counted = ({ settings }: Plan) => (settings.measure === 'margin' ? words.gains : words.earns)

/** Plans beside each other, as they stand. */
export const Kept = ({ plans, on, pick }: { plans: readonly Plan[]; on: string; pick: (id: string) => void }) => {
  const say = useSay()
  const locale = useLocale()
  const { money } = useFigures()
  return (
    <section className={shared.card}>
      <h2>{say(words.plans)}</h2>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.title)}</th>
              {[words.budget, words.earns, words.overPresent, words.overEven].map((word) => (
                <th key={word.en} className={shared.end}>
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plans.map((plan) => {
              const value = valueFor(plan, standing(plan))
              const { present, even } = asAsked(plan)
              return (
                <tr key={plan.id} className={plan.id === on ? css.on : undefined}>
                  <td>
                    <button
                      type="button"
                      className={css.pick}
                      aria-pressed={plan.id === on}
                      onClick={() => pick(plan.id)}
                    >
                      {plan.name || showMoment(plan.made_at, locale, true)}
                    </button>
                    {plan.amounts && <span className={css.tag}>{say(words.byHand)}</span>}
                  </td>
                  <td className={shared.end}>{money(sumOf(standing(plan)))}</td>
                  <td className={shared.end}>{money(value)}</td>
                  <td className={shared.end}>{present ? money(value - present.value) : '—'}</td>
                  <td className={shared.end}>{money(value - even.value)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** The budgets that were asked for, beside each other. */
export const SideBySide = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const nameOf = useChannelName()
  const { money } = useFigures()
  const { scenarios, channels } = plan.figures
  const row = (word: Label, tell: (one: Scenario) => string, strong = false) => (
    <tr className={strong ? css.sum : undefined}>
      <td>{say(word)}</td>
      {scenarios.map((one) => (
        <td key={one.percent} className={shared.end}>
          {tell(one)}
        </td>
      ))}
    </tr>
  )
  const than = (one: Scenario, other: { readonly value: number } | null) =>
    other === null ? '—' : `${one.value >= other.value ? '+' : '−'}${money(Math.abs(one.value - other.value))}`
  return (
    <section className={shared.card}>
      <h2>{say(words.side)}</h2>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.channel)}</th>
              {scenarios.map(({ percent, budget }) => (
                <th key={percent} className={shared.end}>
                  {money(budget)}{' '}
                  {percent === 0 ? `(${say(words.asGiven)})` : `(${percent > 0 ? '+' : '−'}${Math.abs(percent)} %)`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {channels.map(({ name }, k) => (
              <tr key={name}>
                <td>{nameOf(name)}</td>
                {scenarios.map((one) => (
                  <td key={one.percent} className={shared.end}>
                    {money(one.amounts[k]!)}
                  </td>
                ))}
              </tr>
            ))}
            {row(words.unspent, (one) => money(Math.max(0, one.budget - sumOf(one.amounts))))}
            {row(counted(plan), (one) => money(one.value), true)}
            {row(words.overPresent, (one) => than(one, one.present))}
            {row(words.overEven, (one) => than(one, one.even))}
            {row(words.worth, (one) => money(one.worth))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
