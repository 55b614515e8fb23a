import { label } from '@rapport/vocabulary/define/label.ts'
import { useSay } from '../../language.ts'
import { Way } from '../../way.tsx'
import { customersBy, useFigures } from '../numbers.ts'
import shared from '../insights.module.css'
import type { Profile } from './report.ts'
import css from './segments.module.css'
import { useSegmentNames } from './titles.ts'

const words = {
  segment: label('Segment', '客户群'),
  customers: label('Customers', '客户数'),
  share: label('Share', '占比'),
  revenue: label('of revenue', '占收入'),
  recency: label('Days since order', '距上次下单（天）'),
  frequency: label('Orders each', '人均订单'),
  average: label('An order brings', '单均金额'),
}

interface Row {
  readonly segment: string
  readonly profile: Profile | null
  readonly colour: string
  readonly usual: string
}

/** What each segment is like, in numbers; its name leads to its customers. */
export const SegmentTable = ({
  rows,
  all,
  field,
}: {
  rows: readonly Row[]
  all: Profile
  field: 'rfm' | 'cluster'
}) => {
  const say = useSay()
  const { count, share, fine, money } = useFigures()
  const names = useSegmentNames(rows.map((row) => row.segment))
  return (
    <div className={shared.tableScroll}>
      <table className={shared.table}>
        <thead>
          <tr>
            <th>{say(words.segment)}</th>
            {[words.customers, words.share, words.revenue, words.recency, words.frequency, words.average].map(
              (word) => (
                <th key={word.en} className={shared.end}>
                  {say(word)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ segment, profile, colour, usual }) => (
            <tr key={segment} className={profile === null ? shared.faint : undefined}>
              <td>
                <span className={css.dot} style={{ '--own-ink': `var(--${colour}-ink)` } as React.CSSProperties} />
                <Way to={customersBy({ field, op: 'eq', value: segment })} className={css.name}>
                  {names.get(segment) || usual}
                </Way>
              </td>
              <td className={shared.end}>{count(profile?.customers ?? 0)}</td>
              <td className={shared.end}>{share((profile?.customers ?? 0) / all.customers)}</td>
              <td className={shared.end}>{share((profile?.revenue ?? 0) / all.revenue)}</td>
              <td className={shared.end}>{profile ? count(profile.recency) : '—'}</td>
              <td className={shared.end}>{profile ? fine(profile.frequency) : '—'}</td>
              <td className={shared.end}>{profile ? money(profile.average) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
