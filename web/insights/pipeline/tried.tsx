import { useLocale, useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import { showTime } from '../forecast/time.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import type { Report, Tried } from './report.ts'
import { words } from './words.ts'

const off = (tried: readonly Tried[], of: 'mean' | 'before' | 'weighted'): number =>
  tried.reduce((sum, one) => sum + Math.abs(one[of] - one.came), 0) / Math.max(1, tried.length)

const Verdict = ({ tried }: { tried: readonly Tried[] }) => {
  const say = useSay()
  const held = tried.filter(({ low, high, came }) => came >= low && came <= high).length
  const simple = off(tried, 'before') <= off(tried, 'weighted') ? ('before' as const) : ('weighted' as const)
  const better = off(tried, 'mean') < off(tried, simple)
  return (
    <p>
      {better ? say(words.better) : fill(say(words.worse), { way: say(words[simple]) })}{' '}
      {fill(say(words.held), { n: held, all: tried.length })}
    </p>
  )
}

/** Past months as they would have been foreseen, beside what came and two simple ways. */
export const PastMonths = ({ report: { tried } }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  const { money, count } = useFigures()
  if (tried.length === 0) return <p className="quiet">{say(words.none)}</p>
  return (
    <>
      <p className="quiet">{say(words.triedAbout)}</p>
      <Verdict tried={tried} />
      <div className={shared.tableScroll}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th>{say(words.month)}</th>
              {[words.open, words.came, words.expected, words.low, words.high, words.before, words.weighted].map(
                (word) => (
                  <th key={word.en} className={shared.end}>
                    {say(word)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {tried.map((one) => (
              <tr key={one.month}>
                <td>{showTime('month', one.month, locale)}</td>
                <td className={shared.end}>{count(one.open)}</td>
                {([one.came, one.mean, one.low, one.high, one.before, one.weighted] as const).map((value, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change places
                  <td key={i} className={shared.end}>
                    {money(value)}
                  </td>
                ))}
              </tr>
            ))}
            <tr className={shared.won}>
              <td>{say(words.off)}</td>
              <td />
              <td />
              <td className={shared.end}>{money(off(tried, 'mean'))}</td>
              <td />
              <td />
              <td className={shared.end}>{money(off(tried, 'before'))}</td>
              <td className={shared.end}>{money(off(tried, 'weighted'))}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </>
  )
}
