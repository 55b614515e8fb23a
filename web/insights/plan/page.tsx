import { Button } from '@mantine/core'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { call } from '../../api.ts'
import { showMoment } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { client } from '../../session.ts'
import { fill } from '../../ui/fill.ts'
import { tell, warn } from '../../ui/toast.tsx'
import shared from '../insights.module.css'
import { useNames } from '../names.ts'
import { useFigures } from '../numbers.ts'
import { PlansPage, usePlans } from '../plans-page.tsx'
import { isTooLittle, Missing } from '../too-little.tsx'
import { Ask } from './ask.tsx'
import { Lines, linesKey, plansKey } from './lines.tsx'
import css from './plan.module.css'
import { type Channel, channels, type Plan } from './report.ts'
import { words } from './words.ts'

const isChannel = (name: string | null): name is Channel => (channels as readonly (string | null)[]).includes(name)

/** Plans beside each other: what was asked, what it comes to, and what came of it. */
const Scenarios = ({ plans, on, pick }: { plans: readonly Plan[]; on: string; pick: (id: string) => void }) => {
  const say = useSay()
  const locale = useLocale()
  const { price, count, share, fine } = useFigures()
  const heads = [words.profit, words.gap, words.made, words.customers, words.spent, words.takers, words.outcome]
  return (
    <section className={shared.card}>
      <h2>{say(words.plans)}</h2>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.title)}</th>
              {heads.map((word) => (
                <th key={word.en} className={shared.end}>
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plans.map(({ id, name, made_at, figures, outcome }) => (
              <tr key={id} className={id === on ? css.on : undefined}>
                <td>
                  <button type="button" className={css.pick} aria-pressed={id === on} onClick={() => pick(id)}>
                    {name || showMoment(made_at, locale, true)}
                  </button>
                </td>
                <td className={shared.end}>{price(figures.profit)}</td>
                <td className={shared.end}>
                  {share(figures.bound <= 0 ? 0 : Math.max(0, 1 - figures.profit / figures.bound))}
                </td>
                <td className={shared.end}>{count(figures.contacts)}</td>
                <td className={shared.end}>{count(figures.customers)}</td>
                <td className={shared.end}>{price(figures.spent)}</td>
                <td className={shared.end}>{fine(figures.taken)}</td>
                <td className={shared.end}>{outcome ? `${count(outcome.bought)} / ${fine(outcome.expected)}` : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const worthWords: { readonly [limit: string]: Label } = {
  budget: words.moreBudget,
  channel: words.moreChannel,
  stock: words.moreStock,
  room: words.moreRoom,
}

/** How much of every limit is used, and what more of it would bring. */
const Worths = ({ figures }: { figures: Plan['figures'] }) => {
  const say = useSay()
  const { count, price } = useFigures()
  const names = useNames(
    'products',
    figures.worths.flatMap(({ limit, of }) => (limit === 'stock' && of ? [of] : [])),
  )
  const nameOf = (of: string | null): string => (isChannel(of) ? say(words[of]) : ((of && names?.get(of)) ?? ''))
  const amount = (limit: string, value: number) => (limit === 'budget' ? price(value) : count(value))
  const { left } = figures
  return (
    <section className={shared.card}>
      <h2>{say(words.limits)}</h2>
      <ul className={css.worths}>
        {figures.uses.map(({ limit, of, used, most }) => (
          <li key={`${limit} ${of}`} className="quiet">
            {of ? nameOf(of) : say(words.budget)}:{' '}
            {fill(say(words.used), { used: amount(limit, used), most: amount(limit, most) })}
          </li>
        ))}
        {figures.worths.length === 0 && <li>{say(words.notBinding)}</li>}
        {figures.worths.map(({ limit, of, step, value }) => (
          <li key={`worth ${limit} ${of}`}>
            {fill(say(worthWords[limit] ?? words.moreRoom), {
              step: amount(limit, step),
              of: nameOf(of),
              value: price(value),
            })}
          </li>
        ))}
        <li className="quiet">
          {fill(say(words.left), {
            consent: count(left.consent),
            contacted: count(left.contacted),
            cost: count(left.cost),
          })}
        </li>
      </ul>
    </section>
  )
}

/** Where chances come from, and how those told before came true. */
const Chances = ({ chance }: { chance: Plan['figures']['chance'] }) => {
  const say = useSay()
  const { share, count } = useFigures()
  const about = fill(say(words.chanceAbout), {
    days: count(chance.days),
    expected: count(chance.tested.expected),
    taken: count(chance.tested.taken),
  })
  return (
    <section className={shared.card}>
      <h2>{say(words.chance)}</h2>
      <p className={shared.say}>{about}</p>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              {[words.told, words.came, words.offers].map((word) => (
                <th key={word.en}>{say(word)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chance.came.map(({ predicted, observed, offers }) => (
              <tr key={predicted}>
                <td>{share(predicted)}</td>
                <td>{share(observed)}</td>
                <td>{count(offers)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const refresh = () => void client.invalidateQueries({ queryKey: plansKey })

/** What is done with the plan that is looked at. */
const Acts = ({ plan, again, busy }: { plan: Plan; again: () => void; busy: boolean }) => {
  const say = useSay()
  const { count } = useFigures()
  const act = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
      refresh()
      await client.invalidateQueries({ queryKey: linesKey(plan.id) })
    } catch (problem) {
      warn(sayProblem(problem))
    }
  }
  const carry = async () => {
    const { made, left } = await call<{ made: number; left: number }>('POST', `/insights/plans/${plan.id}/carry`)
    tell(fill(say(words.carried), { made: count(made), left: count(left) }))
  }
  const drop = async () => void (await call('DELETE', `/insights/plans/${plan.id}`))
  return (
    <div className={shared.card}>
      {plan.changed > 0 && <p className={shared.say}>{say(words.changed)}</p>}
      <div className={shared.actions}>
        <Button onClick={() => void act(carry)}>{say(words.carry)}</Button>
        <Button variant="default" disabled={busy} onClick={again}>
          {say(words.again)}
        </Button>
        <Button variant="subtle" color="red" onClick={() => void act(drop)}>
          {say(words.drop)}
        </Button>
      </div>
    </div>
  )
}

/** Which product to offer to whom by which channel, under limits; and what every limit is worth. */
export const PlanPage = () => {
  const say = useSay()
  const from = usePlans<Plan>({ kind: 'plan', path: '/insights/plans', queryKey: plansKey })
  const { plans, plan, pick, run, busy, begin } = from
  const lacking = isTooLittle(run?.output) ? run.output : undefined
  return (
    <PlansPage words={words} from={from}>
      <Ask
        key={plans.length === 0 ? 'first' : 'next'}
        from={plans[0]?.settings}
        busy={busy}
        onAsk={(settings) => begin({ settings })}
      />
      {lacking &&
        (lacking.tooLittle[0]?.of === 'offers' ? (
          <p className={shared.notice}>{say(words.nothing)}</p>
        ) : (
          <Missing missing={lacking} />
        ))}
      {plan ? (
        <>
          <Scenarios plans={plans} on={plan.id} pick={pick} />
          <Worths figures={plan.figures} />
          <Acts plan={plan} busy={busy} again={() => begin({ settings: plan.settings, from: plan.id })} />
          <Lines plan={plan.id} />
          <Chances chance={plan.figures.chance} />
        </>
      ) : (
        !lacking && <p className="quiet">{say(words.first)}</p>
      )}
    </PlansPage>
  )
}
