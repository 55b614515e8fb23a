import { showMoment } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import type { Plan, Sum } from './report.ts'
import type { Total } from './rounds.ts'
import css from './routes.module.css'
import { words } from './words.ts'

const heads = [words.visits, words.worth, words.travel, words.value]

const Cells = ({ sum }: { sum: Sum }) => {
  const { count, price } = useFigures()
  return (
    <>
      <td className={shared.end}>{count(sum.visits)}</td>
      <td className={shared.end}>{price(sum.worth)}</td>
      <td className={shared.end}>{price(sum.travel)}</td>
      <td className={shared.end}>{price(sum.value)}</td>
    </>
  )
}

/** Plans beside each other, and what came of those in the calendar. */
export const Plans = ({ plans, on, pick }: { plans: readonly Plan[]; on: string; pick: (id: string) => void }) => {
  const say = useSay()
  const locale = useLocale()
  const { count, money } = useFigures()
  return (
    <section className={shared.card}>
      <h2>{say(words.plans)}</h2>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.plan)}</th>
              {[...heads, words.outcome].map((word) => (
                <th key={word.en} className={shared.end}>
                  {say(word)}
                </th>
              ))}
              <th className={shared.end}>{fill(say(words.ordered), { days: plans[0]?.outcome?.days ?? 30 })}</th>
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
                <Cells sum={figures.ways.plan} />
                <td className={shared.end}>{outcome ? `${count(outcome.held)} / ${count(outcome.visits)}` : '—'}</td>
                <td className={shared.end}>
                  {outcome && outcome.ordered !== null
                    ? `${count(outcome.ordered)} · ${money(outcome.revenue ?? 0)}`
                    : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** The plan beside what one would do without it, and beside itself as people changed it. */
export const Compare = ({ plan, total }: { plan: Plan; total: Total }) => {
  const say = useSay()
  const { plan: found, nearest, listed } = plan.figures.ways
  const rows = [
    [words.found, found],
    [words.now, total],
    [words.nearest, nearest],
    [words.listed, listed],
  ] as const
  return (
    <section className={shared.card}>
      <h2>{say(words.compare)}</h2>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              {[words.way, ...heads].map((word, k) => (
                <th key={word.en} className={k === 0 ? undefined : shared.end}>
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([word, sum]) => (
              <tr key={word.en} className={sum === found ? shared.won : undefined}>
                <td>{say(word)}</td>
                <Cells sum={sum} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** What an hour, a day and a person more are worth. */
export const More = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const { count, price } = useFigures()
  const { ways, more } = plan.figures
  const rounds = plan.settings.days.length * plan.settings.people.length
  const told = (
    [
      [words.moreHour, more.hour],
      [words.moreDay, more.day],
      [words.morePerson, more.person],
    ] as const
  ).map(([word, sum]) => {
    const value = Math.max(0, sum.value - ways.plan.value)
    return fill(say(word), {
      visits: count(sum.visits - ways.plan.visits),
      value: price(value),
      each: price(value / rounds),
    })
  })
  return (
    <section className={shared.card}>
      <h2>{say(words.more)}</h2>
      <ul className={css.worths}>
        {told.map((one) => (
          <li key={one}>{one}</li>
        ))}
        <li className="quiet">{say(words.moreNote)}</li>
      </ul>
    </section>
  )
}
