import { showMoment } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import css from './assignment.module.css'
import { useNamesOfPeople } from './people.ts'
import { givenIn, type Plan } from './report.ts'
import { words } from './words.ts'

/** Plans beside each other, as they stand. */
export const Kept = ({ plans, on, pick }: { plans: readonly Plan[]; on: string; pick: (id: string) => void }) => {
  const say = useSay()
  const locale = useLocale()
  const { money, count } = useFigures()
  return (
    <section className={shared.card}>
      <h2>{say(words.plans)}</h2>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.title)}</th>
              <th>{say(words.object)}</th>
              {[words.given, words.value, words.robin, words.assignedOn].map((word) => (
                <th key={word.en} className={shared.end}>
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plans.map((plan) => (
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
                </td>
                <td>{say(words[plan.settings.object])}</td>
                <td className={shared.end}>
                  {count(givenIn(plan))} / {count(plan.figures.leads)}
                </td>
                <td className={shared.end}>{money(plan.value)}</td>
                <td className={shared.end}>{money(plan.figures.robin)}</td>
                <td className={shared.end}>{plan.assigned_at ? showMoment(plan.assigned_at, locale, true) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** What the plan comes to, beside leads given in turn. */
export const Tiles = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const { money, count } = useFigures()
  const { figures, value } = plan
  const given = givenIn(plan)
  const more = value - figures.robin
  const tiles = [
    { word: words.value, figure: money(value), note: say(words.valueAbout) },
    { word: words.more, figure: `${more >= 0 ? '+' : '−'}${money(Math.abs(more))}`, note: money(figures.robin) },
    { word: words.given, figure: count(given), note: '' },
    { word: words.left, figure: count(Math.max(0, figures.leads - given)), note: '' },
  ]
  return (
    <dl className={shared.tiles}>
      {tiles.map(({ word, figure, note }) => (
        <div key={word.en} className={shared.tile}>
          <dt>{say(word)}</dt>
          <dd>{figure}</dd>
          {note && <dd className={shared.tileNote}>{note}</dd>}
        </div>
      ))}
    </dl>
  )
}

/** From what the chances come, and how they did on deals that were not learned from. */
export const FitCard = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const { count, exact } = useFigures()
  const { fit, unpriced, beyond } = plan.figures
  const { tested } = fit
  const numbers = { closed: count(fit.closed), won: count(fit.won) }
  const losses = tested
    ? ([
        [words.byPerson, tested.person],
        [words.byDeal, tested.deal],
        [words.byMean, tested.mean],
      ] as const)
    : []
  return (
    <section className={shared.card}>
      <h2>{say(words.fit)}</h2>
      <p className={shared.say}>{fill(say(tested ? words.fitAbout : words.few), numbers)}</p>
      {tested && (
        <p className={shared.say}>
          {fill(say(words.testedAbout), { deals: count(tested.deals) })}{' '}
          {losses.map(([word, loss]) => `${say(word)} ${exact(loss, 3)}`).join(' · ')}
        </p>
      )}
      {tested && !fit.learned && <p className={shared.say}>{say(words.same)}</p>}
      {plan.settings.object === 'customer' ? (
        <p className="quiet">{say(words.prospects)}</p>
      ) : (
        unpriced > 0 && <p className="quiet">{fill(say(words.unpriced), { n: count(unpriced) })}</p>
      )}
      {beyond > 0 && <p className="quiet">{fill(say(words.beyond), { n: count(beyond) })}</p>}
    </section>
  )
}

/** What came of the leads that were assigned. */
export const Came = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const nameOf = useNamesOfPeople()
  const { money, count, fine } = useFigures()
  if (plan.outcome.length === 0) return null
  const heads = [words.given, words.expectedWins, words.won, words.lost, words.stillOpen, words.value, words.earned]
  return (
    <section className={shared.card}>
      <h2>{say(words.outcome)}</h2>
      <p className={shared.say}>{say(words.outcomeAbout)}</p>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.person)}</th>
              {heads.map((word) => (
                <th key={word.en} className={shared.end}>
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.outcome.map((one) => (
              <tr key={one.person}>
                <td>{nameOf(one.person)}</td>
                <td className={shared.end}>{count(one.given)}</td>
                <td className={shared.end}>{fine(one.expected)}</td>
                <td className={shared.end}>{count(one.won)}</td>
                <td className={shared.end}>{count(one.lost)}</td>
                <td className={shared.end}>{count(one.given - one.won - one.lost)}</td>
                <td className={shared.end}>{money(one.value)}</td>
                <td className={shared.end}>{money(one.earned)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
