import { label } from '@rapport/vocabulary/define/label.ts'
import { useLocale, useSay } from '../language.ts'
import { measureWords, showMeasure } from './figures.ts'
import css from './insights.module.css'
import { words } from './model-words.ts'
import type { Report } from './report.ts'

const shown = ['auc', 'averagePrecision', 'brier'] as const

const told = {
  title: label('Fit and engagement apart', '匹配度与活跃度分开看'),
  about: label(
    'The same method on who records are alone, on what they do alone, and on both; judged on the same later cases.',
    '同一方法分别只用特征、只用行为以及两者，在同样的后续案例上检验。',
  ),
  who: label('Fit: who they are', '匹配度：是谁'),
  does: label('Engagement: what they did', '活跃度：做了什么'),
  whole: label('Both', '两者'),
  fields: label('Fields', '字段数'),
}

/** What each sort of features says alone, beside both together. */
export const PartsStep = ({ report }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  if (!report.parts) return null
  const whole = {
    about: 'whole' as const,
    fields: report.features.length,
    measures: report.measures,
    failure: undefined,
  }
  return (
    <>
      <h3 className={css.sub}>{say(told.title)}</h3>
      <p className={css.say}>{say(told.about)}</p>
      <div className={css.tableScroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{say(words.kindOf)}</th>
              <th className={css.end}>{say(told.fields)}</th>
              {shown.map((measure) => (
                <th key={measure} className={css.end} title={say(measureWords[measure]!.help)}>
                  {say(measureWords[measure]!.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...report.parts, whole].map((one) => (
              <tr key={one.about}>
                <td>{say(told[one.about])}</td>
                <td className={css.end}>{one.fields}</td>
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
  )
}
