import type { Label } from '@rapport/vocabulary/define/label.ts'
import { IconThumbUp } from '@tabler/icons-react'
import { showDay } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { ResultPage } from '../result-page.tsx'
import css from './recommend.module.css'
import type { Report, Success } from './report.ts'
import { methodNames, words } from './words.ts'

const own = (colour: string, more: object = {}) =>
  ({ '--own-bg': `var(--${colour}-bg)`, '--own-ink': `var(--${colour}-ink)`, ...more }) as React.CSSProperties

const dayOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

const useMethodName = () => {
  const say = useSay()
  return (method: string): string => (methodNames[method] ? say(methodNames[method] as Label) : method)
}

/** Whether the lists are shown, and by how much they are ahead. */
const State = ({ report }: { report: Report }) => {
  const say = useSay()
  const { exact } = useFigures()
  const nameOf = useMethodName()
  const live = report.run !== null
  return (
    <div className={css.state} style={own(live ? 'green' : 'orange')} role="status">
      <b>{say(live ? words.live : words.idle)}</b>
      <span>{fill(say(live ? words.isLive : words.isIdle), { method: nameOf(report.trial.chosen) })}</span>
      <ul>
        {report.trial.ahead.map(({ than, value, low, high }) => (
          <li key={than}>
            {fill(say(words.ahead), {
              than: nameOf(than),
              value: exact(value, 3),
              low: exact(low, 3),
              high: exact(high, 3),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Every method on the same customers. */
const Trial = ({ trial }: { trial: Report['trial'] }) => {
  const say = useSay()
  const locale = useLocale()
  const { share, exact, count } = useFigures()
  const nameOf = useMethodName()
  const best = Math.max(...trial.rows.map((row) => row.ndcg), 1e-9)
  const about = fill(say(words.trialAbout), {
    measure: showDay(dayOf(trial.windows.measure), locale),
    end: showDay(dayOf(trial.windows.end), locale),
    judges: count(trial.judges),
  })
  const rows = [...trial.rows].sort((a, b) => b.ndcg - a.ndcg)
  const isBaseline = (method: string) => trial.ahead.some(({ than }) => than === method)
  return (
    <section className={shared.card}>
      <h2>{say(words.trial)}</h2>
      <p className={css.about}>{about}</p>
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.method)}</th>
              <th title={say(words.ndcgAbout)}>{say(words.ndcg)}</th>
              <th className={shared.end}>{say(words.hit)}</th>
              <th className={shared.end}>{say(words.recall)}</th>
              <th className={shared.end}>{say(words.coverage)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ method, ndcg, hitRate, recall, coverage }) => {
              const colour = method === trial.chosen ? 'teal' : isBaseline(method) ? 'orange' : 'gray'
              return (
                <tr key={method}>
                  <td>
                    {nameOf(method)}
                    {method === trial.chosen && (
                      <span className={css.tag} style={own('teal')}>
                        {say(words.chosen)}
                      </span>
                    )}
                    {isBaseline(method) && (
                      <span className={css.tag} style={own('orange')}>
                        {say(words.beat)}
                      </span>
                    )}
                  </td>
                  <td>
                    {exact(ndcg, 3)}
                    <span className={css.bar} style={own(colour, { '--full': `${(100 * ndcg) / best}%` })} />
                  </td>
                  <td className={shared.end}>{share(hitRate)}</td>
                  <td className={shared.end}>{share(recall)}</td>
                  <td className={shared.end}>{share(coverage)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** What was shown, and what came of it, against those held out. */
const Came = ({ success }: { success: Success }) => {
  const say = useSay()
  const { share, count } = useFigures()
  const { difference, own: mine, heldOut, days, waiting } = success
  const told = difference && {
    value: share(difference.value),
    low: share(difference.low),
    high: share(difference.high),
  }
  return (
    <section className={shared.card}>
      <h2>{say(words.success)}</h2>
      <p className={css.about}>{fill(say(words.successAbout), { days: String(days) })}</p>
      {mine.customers + heldOut.customers === 0 ? (
        <p className="quiet">
          {fill(say(waiting === 0 ? words.noneShown : words.noSuccess), {
            waiting: count(waiting),
            days: String(days),
          })}
        </p>
      ) : (
        <div className={shared.tableScroll}>
          <table className={shared.table}>
            <thead>
              <tr>
                <th>{say(words.group)}</th>
                {[words.customers, words.clicked, words.bought, words.share].map((word) => (
                  <th key={word.en} className={shared.end}>
                    {say(word)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[
                { name: words.own, group: mine },
                { name: words.held, group: heldOut },
              ].map(({ name, group }) => (
                <tr key={name.en}>
                  <td>{say(name)}</td>
                  <td className={shared.end}>{count(group.customers)}</td>
                  <td className={shared.end}>{count(group.clicked)}</td>
                  <td className={shared.end}>{count(group.bought)}</td>
                  <td className={shared.end}>
                    {group.customers === 0 ? '—' : `${share(group.share)} (${share(group.low)} – ${share(group.high)})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {told && (
        <p className={css.about} style={{ marginTop: 10 }}>
          {fill(say(words.difference), told)} {difference.low <= 0 && difference.high >= 0 && say(words.undecided)}
        </p>
      )}
    </section>
  )
}

/** How good the recommendations are: before they serve, and after they were shown. */
export const RecommendPage = () => (
  <ResultPage<Report, { success: Success }> kind="recommend" icon={IconThumbUp} words={words}>
    {(content, { success }) => (
      <>
        <State report={content} />
        <Trial trial={content.trial} />
        <Came success={success} />
      </>
    )}
  </ResultPage>
)
