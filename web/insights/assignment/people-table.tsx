import { useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import css from './assignment.module.css'
import { useNamesOfPeople } from './people.ts'
import type { PersonFigures, Plan } from './report.ts'
import { words } from './words.ts'

const worthTells = 0.005

/** How full somebody is, as a bar. */
const Fill = ({ taken, room }: { taken: number; room: number }) => (
  <span className={css.bar} aria-hidden>
    <span
      className={taken >= room ? css.full : undefined}
      style={{ width: `${Math.min(100, (100 * taken) / Math.max(1, room, taken))}%` }}
    />
  </span>
)

const Row = ({ one, plan, name }: { one: PersonFigures; plan: Plan; name: string }) => {
  const say = useSay()
  const { count, money, share } = useFigures()
  const taken = plan.given[one.id] ?? 0
  return (
    <tr>
      <td>{name}</td>
      <td className={shared.end}>{count(one.open)}</td>
      <td className={shared.end}>{count(one.room)}</td>
      <td className={shared.end}>{count(taken)}</td>
      <td>
        <Fill taken={taken} room={one.room} />
      </td>
      <td className={shared.end}>{count(one.robin)}</td>
      <td className={shared.end}>
        {one.closed === 0 ? (
          '—'
        ) : (
          <>
            {share(one.won / one.closed)}
            <span className={css.tag}>{fill(say(words.alikeOf), { won: count(one.won), all: count(one.closed) })}</span>
          </>
        )}
      </td>
      <td className={shared.end}>{one.worth > worthTells ? money(one.worth) : '—'}</td>
    </tr>
  )
}

/** Everybody's room, what they take, and what one more place is worth. */
export const PeopleTable = ({ plan }: { plan: Plan }) => {
  const say = useSay()
  const { money } = useFigures()
  const nameOf = useNamesOfPeople()
  const { people } = plan.figures
  const worths = people.filter(({ worth }) => worth > worthTells).sort((a, b) => b.worth - a.worth)
  const over = people.filter(({ id, room }) => (plan.given[id] ?? 0) > room)
  return (
    <section className={shared.card}>
      <h2>{say(words.people)}</h2>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.person)}</th>
              <th className={shared.end}>{say(words.open)}</th>
              <th className={shared.end}>{say(words.room)}</th>
              <th className={shared.end}>{say(words.takesNow)}</th>
              <th aria-hidden />
              <th className={shared.end}>{say(words.inTurn)}</th>
              <th className={shared.end}>{say(words.rate)}</th>
              <th className={shared.end}>{say(words.worth)}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((one) => (
              <Row key={one.id} one={one} plan={plan} name={nameOf(one.id)} />
            ))}
          </tbody>
        </table>
      </div>
      <ul className={css.told}>
        {worths.length === 0 && <li>{say(words.noWorth)}</li>}
        {worths.slice(0, 3).map(({ id, worth }) => (
          <li key={id}>{fill(say(words.worthSay), { name: nameOf(id), worth: money(worth) })}</li>
        ))}
        {over.map(({ id }) => (
          <li key={`over ${id}`} className={css.warn}>
            {fill(say(words.over), { name: nameOf(id) })}
          </li>
        ))}
      </ul>
    </section>
  )
}
