import { label } from '@rapport/vocabulary/define/label.ts'
import { useLocale, useSay } from '../language.ts'
import { Pill } from '../ui/pill.tsx'
import { measureWords, showMeasure } from './figures.ts'
import css from './insights.module.css'
import { words } from './model-words.ts'
import type { Report } from './report.ts'

const told = {
  title: label('By how much it is ahead', '领先多少'),
  about: label(
    'On the very same later cases, with the interval that 95 of 100 repetitions would lie in. What covers zero is not established: it may be chance.',
    '在同样的后续案例上比较，并给出 95% 区间；区间包含零表示尚未证实，可能只是偶然。',
  ),
  than: label('Than', '相比'),
  gap: label('Difference', '差值'),
  interval: label('95 % interval', '95% 区间'),
  byChance: label('By chance', '偶然概率'),
  verdict: label('Verdict', '结论'),
  ahead: label('ahead', '领先'),
  behind: label('behind', '落后'),
  open: label('not established', '尚未证实'),
  lists: label('How often one of the first came true', '前几位命中的比例'),
}

const points = (value: number): string => `${value < 0 ? '−' : '+'}${(Math.abs(value) * 100).toFixed(1)}`
const chance = (p: number): string => (p < 0.001 ? '< .001' : p.toFixed(3).replace(/^0/, ''))
const verdictOf = (low: number, high: number) =>
  low > 0
    ? ({ word: told.ahead, colour: 'green' } as const)
    : high < 0
      ? ({ word: told.behind, colour: 'red' } as const)
      : ({ word: told.open, colour: 'gray' } as const)

const Lists = ({ lists }: { lists: NonNullable<Report['lists']> }) => {
  const say = useSay()
  const locale = useLocale()
  const shown = ['hit3', 'hit1'] as const
  const [records, things] = [lists.records.toLocaleString(locale), lists.things]
  return (
    <>
      <h3 className={css.sub}>{say(told.lists)}</h3>
      <p className={css.say}>
        {say(
          label(
            `A case is one customer and one of the ${things} best-sold products. For each of ${records} customers who ordered again, the products are put in order, and the first three are looked for in the next order.`,
            `每个案例是一位客户与 ${things} 个畅销产品之一。对 ${records} 位再次下单的客户，将产品排序，看前三个是否出现在下一单中。`,
          ),
        )}
      </p>
      <div className={css.tableScroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{say(words.method)}</th>
              {shown.map((measure) => (
                <th key={measure} className={css.end} title={say(measureWords[measure]!.help)}>
                  {say(measureWords[measure]!.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lists.rows.map((row) => (
              <tr key={row.name} className={row.name === 'model' ? css.won : undefined}>
                <td>{say(row.label)}</td>
                {shown.map((measure) => (
                  <td key={measure} className={css.end}>
                    {showMeasure(measure, row.measures[measure], locale)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** How far the model is ahead of every other on the same cases, and whether that is more than chance. */
export const MarginsStep = ({ report }: { report: Report }) => {
  const say = useSay()
  const margins = report.margins ?? []
  return (
    <>
      {report.lists && <Lists lists={report.lists} />}
      {margins.length > 0 && (
        <>
          <h3 className={css.sub}>{say(told.title)}</h3>
          <p className={css.say}>{say(told.about)}</p>
          <div className={css.tableScroll}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th>{say(told.than)}</th>
                  <th className={css.end}>{say(told.gap)}</th>
                  <th className={css.end}>{say(told.interval)}</th>
                  <th className={css.end}>{say(told.byChance)}</th>
                  <th>{say(told.verdict)}</th>
                </tr>
              </thead>
              <tbody>
                {margins.map((one) => {
                  const { word, colour } = verdictOf(one.low, one.high)
                  return (
                    <tr key={one.than.en}>
                      <td>{say(one.than)}</td>
                      <td className={css.end}>{points(one.value)}</td>
                      <td className={css.end}>
                        {points(one.low)} … {points(one.high)}
                      </td>
                      <td className={css.end}>{chance(one.p)}</td>
                      <td>
                        <Pill colour={colour}>{say(word)}</Pill>
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  )
}
