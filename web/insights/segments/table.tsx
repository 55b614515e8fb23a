import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import { useSay } from '../../language.ts'
import { Way } from '../../way.tsx'
import shared from '../insights.module.css'
import { customersBy, useFigures } from '../numbers.ts'
import type { Profile } from './report.ts'
import css from './segments.module.css'
import { useSegmentNames } from './titles.ts'

const words = {
  segment: label('Segment', '客户群'),
  customers: label('Customers', '客户数'),
  revenue: label('Of revenue', '占收入'),
  recency: label('Days since', '距上次（天）'),
  frequency: label('Orders', '人均订单'),
  average: label('Per order', '单均金额'),
}

interface Row {
  readonly segment: string
  readonly profile: Profile | null
  readonly colour: string
  readonly usual: Label
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
  const nameOf = useSegmentNames(rows.map((row) => row.segment))
  return (
    <div className={shared.tableScroll}>
      <table className={shared.table}>
        <thead>
          <tr>
            <th>{say(words.segment)}</th>
            {[words.customers, words.revenue, words.recency, words.frequency, words.average].map((word) => (
              <th key={word.en} className={shared.end}>
                {say(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ segment, profile, colour, usual }) => (
            <tr key={segment} className={profile === null ? shared.faint : undefined}>
              <td>
                <span className={css.dot} style={{ '--own-ink': `var(--${colour}-ink)` } as React.CSSProperties} />
                <Way to={customersBy({ field, op: 'eq', value: segment })} className={css.name}>
                  {nameOf(segment, usual)}
                </Way>
              </td>
              <td className={shared.end}>
                {count(profile?.customers ?? 0)}{' '}
                <span className="quiet">{share((profile?.customers ?? 0) / all.customers)}</span>
              </td>
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
