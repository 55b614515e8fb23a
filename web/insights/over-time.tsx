import { label } from '@rapport/vocabulary/define/label.ts'
import type { Watched } from '@rapport/vocabulary/insights/watched.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useLocale, useSay } from '../language.ts'
import { Pill } from '../ui/pill.tsx'
import { showTime } from './forecast/time.ts'
import css from './insights.module.css'
import type { Report } from './report.ts'

const words = {
  title: label('Does it still come as said?', '预测仍然可靠吗？'),
  about: label(
    'What each version said of cases that it had not seen, month by month, and what came of them. A share is as said while it lies in the range that chance allows.',
    '各版本对未见案例按月的预测与实际结果；预测落在偶然允许的区间内即为相符。',
  ),
  month: label('Month', '月份'),
  version: label('Version', '版本'),
  rows: label('Cases', '案例'),
  said: label('Said', '预测'),
  came: label('Came true', '实际'),
  range: label('Range by chance', '偶然区间'),
  holds: label('as said', '相符'),
  more: label('more than said', '高于预测'),
  less: label('less than said', '低于预测'),
}

const verdictOf = ({ said, low, high }: Watched) =>
  low === null || high === null ? undefined : said < low ? 'more' : said > high ? 'less' : 'holds'

/** Calibration over time: what was said and what came, for every month and version that was judged. */
export const OverTime = ({ model, report }: { readonly model: string; readonly report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  const { data } = useQuery({
    queryKey: ['insight_watched', model, report.asOf],
    queryFn: ({ signal }) => call<{ data: readonly Watched[] }>('GET', `/insights/models/${model}/watched`, { signal }),
    enabled: report.task !== 'choice',
  })
  if (!data || data.data.length === 0) return null
  const show = (value: number | null) =>
    value === null
      ? ''
      : report.task === 'yes_no'
        ? `${(value * 100).toFixed(1)} %`
        : value.toLocaleString(locale, { maximumFractionDigits: 1 })
  return (
    <>
      <h3 className={css.sub}>{say(words.title)}</h3>
      <p className={css.say}>{say(words.about)}</p>
      <div className={css.tableScroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{say(words.month)}</th>
              <th className={css.end}>{say(words.version)}</th>
              <th className={css.end}>{say(words.rows)}</th>
              <th className={css.end}>{say(words.said)}</th>
              <th className={css.end}>{say(words.came)}</th>
              {report.task === 'yes_no' && <th className={css.end}>{say(words.range)}</th>}
              {report.task === 'yes_no' && <th />}
            </tr>
          </thead>
          <tbody>
            {data.data.map((one) => {
              const verdict = verdictOf(one)
              return (
                <tr key={`${one.month} ${one.number}`}>
                  <td>{showTime('month', `${one.month}-01`, locale)}</td>
                  <td className={css.end}>{one.number}</td>
                  <td className={css.end}>{one.rows.toLocaleString(locale)}</td>
                  <td className={css.end}>{show(one.said)}</td>
                  <td className={css.end}>{show(one.came)}</td>
                  {report.task === 'yes_no' && (
                    <td className={css.end}>
                      {show(one.low)} – {show(one.high)}
                    </td>
                  )}
                  {verdict && (
                    <td>
                      <Pill colour={verdict === 'holds' ? 'green' : 'orange'}>{say(words[verdict])}</Pill>
                    </td>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}
