import { label } from '@rapport/vocabulary/define/label.ts'
import { useSay } from '../../language.ts'
import { Way } from '../../way.tsx'
import { customersBy, useFigures } from '../numbers.ts'
import { cells, layout, type Report } from './report.ts'
import css from './segments.module.css'
import { useSegmentNames } from './titles.ts'

const words = {
  recency: label('Bought lately →', '最近下单 →'),
  worth: label('Buys often and much →', '频次与金额 →'),
  customers: label('customers', '位客户'),
}

/** Customers by recency and worth; each square leads to the list of its segment. */
export const Grid = ({ rfm }: { rfm: Report['rfm'] }) => {
  const say = useSay()
  const { count } = useFigures()
  const nameOf = useSegmentNames(rfm.segments.map((one) => one.segment))
  const segments = new Map(rfm.segments.map((one) => [one.cell, one.segment]))
  return (
    <div className={css.grid}>
      <span className={`${css.axis} ${css.turned}`} style={{ gridRow: '1 / span 5' }}>
        {say(words.worth)}
      </span>
      {layout.map((row, r) =>
        row.map((cell, c) => {
          const { colour, label: usual } = cells[cell]
          const n = rfm.grid[r]![c]!
          const segment = segments.get(cell)!
          const name = nameOf(segment, usual)
          return (
            <Way
              // biome-ignore lint/suspicious/noArrayIndexKey: the squares of the grid never move
              key={`${r}${c}`}
              to={customersBy({ field: 'rfm', op: 'eq', value: segment })}
              className={`${css.cell} ${n === 0 ? css.none : ''}`}
              style={
                {
                  '--own-bg': `var(--${colour}-bg)`,
                  '--own-ink': `var(--${colour}-ink)`,
                  gridColumn: c + 2,
                  gridRow: r + 1,
                } as React.CSSProperties
              }
            >
              <span>{name}</span>
              <b>
                {count(n)}
                <span className="visually-hidden"> {say(words.customers)}</span>
              </b>
            </Way>
          )
        }),
      )}
      <span className={css.axis} style={{ gridColumn: '2 / span 5', gridRow: 6 }}>
        {say(words.recency)}
      </span>
    </div>
  )
}
