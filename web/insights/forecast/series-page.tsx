import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { call } from '../../api.ts'
import { useLocale, useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { fill } from '../../ui/fill.ts'
import { Bone, Failed } from '../../ui/states.tsx'
import { Way } from '../../way.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { useChoice } from './choose.tsx'
import css from './forecast.module.css'
import { useSeriesNames } from './names.ts'
import { Picture } from './picture.tsx'
import { type Foreseen, isShort, type Unit, type Whole } from './report.ts'
import { Targets } from './targets.tsx'
import { dayAfter, showTime } from './time.ts'
import { words } from './words.ts'

interface Shown {
  readonly one: Foreseen
  readonly unit: Unit
  readonly amount: (value: number) => string
}

const Tests = ({ one, unit, amount }: Shown) => {
  const say = useSay()
  const { share } = useFigures()
  const trials = [...one.trials].sort((a, b) => a.error - b.error)
  return (
    <section className={shared.card}>
      <h2>{say(words.tests)}</h2>
      <p className="quiet">
        {fill(say(words.testsAbout), { n: one.folds, h: one.mean.length })}
        {!trials.some(({ method }) => method === 'season') && ` ${say(words.noSeason)}`}
      </p>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.method)}</th>
              <th className={shared.end}>{say(words.off)}</th>
              <th className={shared.end}>{say(words.ofSold)}</th>
              <th className={shared.end}>{say(words.held)}</th>
              <th className={shared.end}>{say(words.chosenOn)}</th>
            </tr>
          </thead>
          <tbody>
            {trials.map((trial) => (
              <tr key={trial.method} className={trial.method === one.method ? shared.won : undefined}>
                <td>
                  {say(words.methods[trial.method][unit])}
                  {trial.method === one.method && <span className="quiet"> · {say(words.used)}</span>}
                </td>
                <td className={shared.end}>{amount(trial.error)}</td>
                <td className={shared.end}>{trial.share === null ? '—' : share(trial.share)}</td>
                <td className={shared.end}>{share(trial.held)}</td>
                <td className={shared.end}>{amount(trial.chosenOn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const Odd = ({ one, unit, amount }: Shown) => {
  const say = useSay()
  const locale = useLocale()
  if (one.anomalies.length === 0) return null
  return (
    <section className={shared.card}>
      <h2>{say(words.oddTitle)}</h2>
      <ul className={css.odd}>
        {one.anomalies.map(({ at, expected }) => (
          <li key={at}>
            {fill(say(words.oddLine), {
              time: showTime(unit, dayAfter(unit, one.from, at), locale),
              value: amount(one.values[at]!),
              expected: amount(expected),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Body = ({ whole }: { whole: Whole }) => {
  const say = useSay()
  const { bar, unit, measure, amount } = useChoice()
  const one = whole.of[unit][measure]
  if (isShort(one))
    return (
      <section className={shared.card}>
        {bar}
        <p className="quiet">{fill(say(words.tooShort[unit]), { ...one })}</p>
      </section>
    )
  const shown = { one, unit, amount }
  return (
    <>
      <section className={shared.card}>
        {bar}
        <Picture {...shown} />
        <p className={css.verdict}>
          <strong>{say(words.methods[one.method][unit])}</strong> · {say(one.better ? words.better : words.same[unit])}
        </p>
      </section>
      {measure === 'revenue' && <Targets {...shown} sort={whole.sort} about={whole.about} />}
      <Tests {...shown} />
      <Odd {...shown} />
    </>
  )
}

/** One series: a picture, how it was measured, what did not fit, and its targets. */
export const ForecastSeries = () => {
  const say = useSay()
  const { key } = useParams({ strict: false }) as { key: string }
  const { data, error } = useQuery({
    queryKey: ['insight_result', 'forecast', key],
    queryFn: ({ signal }) => call<Whole>('GET', '/insights/forecast/series', { query: { key }, signal }),
  })
  const nameOf = useSeriesNames(data ? [data] : [])
  const name = data ? nameOf(data) : say(words.title)
  useDocumentTitle(name)
  return (
    <div className={shared.page}>
      <header className={shared.header}>
        <div>
          <Way to="/insights/forecast" className={css.back}>
            ← {say(words.back)}
          </Way>
          <h1>{name}</h1>
        </div>
      </header>
      {error ? <Failed title={sayProblem(error)} /> : data ? <Body whole={data} /> : <Bone width="100%" height={420} />}
    </div>
  )
}
