import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import { useLocale, useSay } from '../language.ts'
import css from './insights.module.css'

export interface Source {
  readonly name: string
  readonly label: Label
  readonly rows: number
  readonly since: string | null
  readonly until: string | null
  readonly customers: number
  readonly unused: number
  readonly because: Label | null
}

const words = {
  source: label('Source', '来源'),
  rows: label('Rows', '行数'),
  since: label('Since', '起始'),
  until: label('Until', '截止'),
  customers: label('Customers', '客户数'),
  unused: label('Not used', '未使用'),
}

const day = (moment: string | null): string => moment?.slice(0, 10) ?? '—'

/** The first step: which sources there are, how much of each, and since when. */
export const Sources = ({ sources }: { sources: readonly Source[] }) => {
  const say = useSay()
  const locale = useLocale()
  const count = (value: number) => value.toLocaleString(locale)
  return (
    <div className={css.tableScroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th>{say(words.source)}</th>
            <th className={css.end}>{say(words.rows)}</th>
            <th>{say(words.since)}</th>
            <th>{say(words.until)}</th>
            <th className={css.end}>{say(words.customers)}</th>
            <th>{say(words.unused)}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.name} className={source.rows === 0 ? css.faint : undefined}>
              <td>{say(source.label)}</td>
              <td className={css.end}>{count(source.rows)}</td>
              <td>{day(source.since)}</td>
              <td>{day(source.until)}</td>
              <td className={css.end}>{count(source.customers)}</td>
              <td>
                {source.unused > 0 ? `${count(source.unused)} ${source.because ? say(source.because) : ''}` : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
