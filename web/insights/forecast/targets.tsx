import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { useQuery } from '@tanstack/react-query'
import { listRecords } from '../../api.ts'
import { useLocale, useSay } from '../../language.ts'
import { Pill } from '../../ui/pill.tsx'
import { Way } from '../../way.tsx'
import { dayInWords } from '../dates.ts'
import shared from '../insights.module.css'
import { standingOf } from './against.ts'
import css from './forecast.module.css'
import type { Foreseen, Sort, Unit } from './report.ts'
import { dayAfter } from './time.ts'
import { words } from './words.ts'

interface Given {
  readonly one: Foreseen
  readonly unit: Unit
  readonly sort: Sort
  readonly about: string | null
  readonly amount: (value: number) => string
}

/** Targets of exactly what the series is of, that are not over when the known past ends. */
function filterOf({ one, unit, sort, about }: Given): Filter {
  const is = (name: 'team' | 'product'): Filter =>
    sort === name ? { field: name, op: 'eq', value: about } : { field: name, op: 'empty' }
  const known = dayAfter(unit, one.from, one.values.length)
  return {
    all: [
      { field: 'measure', op: 'eq', value: 'revenue' },
      { field: 'person', op: 'empty' },
      is('team'),
      is('product'),
      { field: 'until', op: 'gte', value: known },
    ],
  }
}

/** What was aimed at, beside what is to be expected. */
export const Targets = (given: Given) => {
  const say = useSay()
  const locale = useLocale()
  const { one, unit, sort, amount } = given
  const filter = filterOf(given)
  const { data } = useQuery({
    queryKey: ['records', 'target', 'forecast', filter],
    enabled: sort !== 'category',
    queryFn: ({ signal }) =>
      listRecords('targets', { filter, fields: ['name', 'goal', 'from', 'until'], limit: 20 }, signal),
  })
  const targets = (data?.data ?? []).map((row) => {
    const goal = { goal: Number(row.goal), from: String(row.from), until: String(row.until) }
    return { id: row.id, name: String(row.name), ...goal, ...standingOf(unit, one, goal) }
  })
  if (targets.length === 0) return null
  return (
    <section className={shared.card}>
      <h2>{say(words.targets)}</h2>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.target)}</th>
              <th>{say(words.period)}</th>
              <th className={shared.end}>{say(words.goal)}</th>
              <th className={shared.end}>{say(words.soFar)}</th>
              <th className={shared.end}>{say(words.expected)}</th>
              <th aria-hidden />
            </tr>
          </thead>
          <tbody>
            {targets.map(({ id, name, goal, from, until, soFar, expected }) => (
              <tr key={id}>
                <td>
                  <Way to={`/targets/${id}`}>{name}</Way>
                </td>
                <td>
                  {dayInWords(from, locale)} – {dayInWords(until, locale)}
                </td>
                <td className={shared.end}>{amount(goal)}</td>
                <td className={shared.end}>{amount(soFar)}</td>
                <td className={shared.end}>
                  {expected ? amount(expected.mean) : '—'}
                  {expected && (
                    <span className={css.range}>
                      {amount(expected.low)} – {amount(expected.high)}
                    </span>
                  )}
                </td>
                <td>
                  {soFar >= goal ? (
                    <Pill colour="green">{say(words.met)}</Pill>
                  ) : expected === null ? (
                    <span className="quiet">{say(words.reach)}</span>
                  ) : expected.low >= goal ? (
                    <Pill colour="green">{say(words.onTrack)}</Pill>
                  ) : expected.high < goal ? (
                    <Pill colour="red">{say(words.behind)}</Pill>
                  ) : (
                    <Pill colour="orange">{say(words.open)}</Pill>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">{say(words.rangeNote)}</p>
    </section>
  )
}
