import type { Ahead, PipelineReport as Report, Tried } from '@rapport/vocabulary/insights/pipeline.ts'
import { useLocale, useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import { showTime } from '../forecast/time.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { words } from './words.ts'

/** Fewer months than these do not tell which of two ways is nearer; as on the server. */
const fewestTried = 6

type Way = 'stages' | 'model' | 'before' | 'weighted'

/** What a way foresaw of a month; the model of deals may not have been able to. */
const foreseen = (one: Tried, way: Way): Ahead | undefined => {
  if (way === 'stages') return one
  if (way === 'model') return one.byModel
  return { mean: one[way], low: one[way], high: one[way] }
}

const off = (tried: readonly Tried[], way: Way): number => {
  const told = tried.flatMap((one) => foreseen(one, way) ?? []).map((ahead) => ahead.mean)
  const came = tried.filter((one) => foreseen(one, way)).map((one) => one.came)
  return told.reduce((sum, mean, i) => sum + Math.abs(mean - came[i]!), 0) / Math.max(1, told.length)
}

/** The way that is used, over the months that it foresaw, against the better of the simple ways over the same. */
const Verdict = ({ report: { tried: all, chances } }: { report: Report }) => {
  const say = useSay()
  const way = chances === 'model' && all.some((one) => one.byModel) ? 'model' : 'stages'
  const tried = all.filter((one) => foreseen(one, way))
  const held = tried.filter((one) => {
    const { low, high } = foreseen(one, way)!
    return one.came >= low && one.came <= high
  }).length
  const simple = off(tried, 'before') <= off(tried, 'weighted') ? ('before' as const) : ('weighted' as const)
  const better = off(tried, way) < off(tried, simple)
  return (
    <p>
      {better ? say(words.better) : fill(say(words.worse), { way: say(words[simple]) })}{' '}
      {fill(say(words.held), { n: held, all: tried.length })}
    </p>
  )
}

/** Which chances are used, and why. */
const Used = ({ report: { ways, chances } }: { report: Report }) => {
  const say = useSay()
  const { money, count } = useFigures()
  if (!ways) return <p className="quiet">{say(words.noModel)}</p>
  if (ways.months === 0) return <p className="quiet">{say(words.untried)}</p>
  const figures = { months: count(ways.months), model: money(ways.model), stages: money(ways.stages) }
  const why = ways.months < fewestTried ? 'fewMonths' : chances
  return <p>{fill(say(words.used[why]), figures)}</p>
}

/** Past months as they would have been foreseen, beside what came and two simple ways. */
export const PastMonths = ({ report }: { report: Report }) => {
  const { tried } = report
  const ways: readonly Way[] = tried.some((one) => one.byModel) ? ['stages', 'model'] : ['stages']
  const columns = [
    ...ways.flatMap((way) => [
      { way, end: 'mean' as const, head: words.by[way as 'stages' | 'model'] },
      ...(way === report.chances || ways.length === 1
        ? [
            { way, end: 'low' as const, head: words.low },
            { way, end: 'high' as const, head: words.high },
          ]
        : []),
    ]),
    { way: 'before' as const, end: 'mean' as const, head: words.before },
    { way: 'weighted' as const, end: 'mean' as const, head: words.weighted },
  ]
  const say = useSay()
  const locale = useLocale()
  const { money, count } = useFigures()
  const tell = (value: number | undefined) => (value === undefined ? '—' : money(value))
  if (tried.length === 0) return <p className="quiet">{say(words.none)}</p>
  return (
    <>
      <p className="quiet">{say(words.triedAbout)}</p>
      <Used report={report} />
      <Verdict report={report} />
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.month)}</th>
              {[words.open, words.came, ...columns.map(({ head }) => head)].map((word) => (
                <th key={word.en} className={shared.end}>
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tried.map((one) => (
              <tr key={one.month}>
                <td>{showTime('month', one.month, locale)}</td>
                <td className={shared.end}>{count(one.open)}</td>
                <td className={shared.end}>{money(one.came)}</td>
                {columns.map(({ way, end }) => (
                  <td key={`${way} ${end}`} className={shared.end}>
                    {tell(foreseen(one, way)?.[end])}
                  </td>
                ))}
              </tr>
            ))}
            <tr className={shared.won}>
              <td>{say(words.off)}</td>
              <td />
              <td />
              {columns.map(({ way, end }) => (
                <td key={`${way} ${end}`} className={shared.end}>
                  {end === 'mean' ? money(off(tried, way)) : ''}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </>
  )
}
