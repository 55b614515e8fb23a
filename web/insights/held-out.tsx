import { label } from '@rapport/vocabulary/define/label.ts'
import { useLocale, useSay } from '../language.ts'
import { measureWords, showMeasure } from './figures.ts'
import css from './insights.module.css'
import { words } from './model-words.ts'
import type { Report } from './report.ts'

const shown = ['rmse', 'totalError', 'capture'] as const

const told = {
  title: label('Which kind of model serves', '使用哪类模型'),
  about: label(
    'The best of the methods above beside models of the rhythm of buying, on the same later cases. The least error serves; as the choice was made on these cases, its own figure flatters a little.',
    '将上面最佳方法与购买节奏模型放在同样的后续案例上比较，误差最小者投入使用；由于选择正是依据这些案例，其数字略偏乐观。',
  ),
}

/** How often intervals of single answers held. */
const Held = ({ intervals }: { intervals: NonNullable<Report['intervals']> }) => {
  const say = useSay()
  const [promised, held] = [(intervals.level * 100).toFixed(0), (intervals.held * 100).toFixed(0)]
  const from =
    intervals.by === 'rhythm'
      ? label('simulated from each customer’s own rhythm', '由每位客户自身的购买节奏模拟得出')
      : label('from how past cases with such an answer ended', '由得到类似答案的历史案例的结果得出')
  return (
    <p className={css.say}>
      {say(
        label(
          `Each answer has an interval, ${from.en}: ${held} % of the later cases lay in theirs (${promised} % promised).`,
          `每个答案都有区间，${from.zh}：${held}% 的后续案例落在区间内（承诺 ${promised}%）。`,
        ),
      )}
    </p>
  )
}

/** Models of another kind beside the best of the compared methods, and why one that cannot answer does not. */
export const HeldOutStep = ({ report }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  return (
    <>
      {report.heldOut && (
        <>
          <h3 className={css.sub}>{say(told.title)}</h3>
          <p className={css.say}>{say(told.about)}</p>
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
                {report.heldOut.map((one) => (
                  <tr key={one.name} className={one.name === report.chosen.name ? css.won : undefined}>
                    <td>
                      {say(one.label)} {one.name === report.chosen.name ? '✓' : ''}
                    </td>
                    {one.failure ? (
                      <td colSpan={shown.length} className={css.wrap}>
                        {one.failure}
                      </td>
                    ) : (
                      shown.map((measure) => (
                        <td key={measure} className={css.end}>
                          {showMeasure(measure, one.measures[measure], locale)}
                        </td>
                      ))
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {report.intervals && <Held intervals={report.intervals} />}
    </>
  )
}
