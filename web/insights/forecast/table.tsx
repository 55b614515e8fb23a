import { useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import { Pill } from '../../ui/pill.tsx'
import { Way } from '../../way.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import css from './forecast.module.css'
import { useSeriesNames } from './names.ts'
import { isShort, type Measure, type Row, type Sort, type Unit } from './report.ts'
import { Spark } from './spark.tsx'
import { words } from './words.ts'

interface Shown {
  readonly unit: Unit
  readonly measure: Measure
  readonly amount: (value: number) => string
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

const Line = ({ row, name, unit, measure, amount }: Shown & { row: Row; name: string }) => {
  const say = useSay()
  const { share } = useFigures()
  const one = row.of[unit][measure]
  const title = (
    <td>
      <Way to={`/insights/forecast/${row.key}`} className={css.name}>
        {name}
      </Way>
    </td>
  )
  if (isShort(one))
    return (
      <tr>
        {title}
        <td colSpan={6} className="quiet">
          {fill(say(words.tooShort[unit]), { ...one })}
        </td>
      </tr>
    )
  const told = (value: number | null) => (value === null ? '—' : share(value))
  return (
    <tr>
      {title}
      <td>
        <Spark one={one} />
      </td>
      <td className={shared.end} data-label={say(words.last[unit])}>
        {amount(one.values.at(-1)!)}
      </td>
      <td className={shared.end} data-label={say(words.ahead)}>
        {amount(sum(one.mean))}
        <span className={css.range}>
          {amount(sum(one.low))} – {amount(sum(one.high))}
        </span>
      </td>
      <td className={shared.end} data-label={say(words.error)}>
        {told(one.error)}
      </td>
      <td className={shared.end} data-label={say(words.naive)}>
        {told(one.naive)}
      </td>
      <td>
        <Pill colour={one.better ? 'green' : 'gray'}>{say(one.better ? words.better : words.same[unit])}</Pill>
      </td>
    </tr>
  )
}

/** Every series with what was sold lately, what comes, and how far such forecasts were off. */
export const SeriesTable = ({ series, unit, measure, amount }: Shown & { series: readonly Row[] }) => {
  const say = useSay()
  const nameOf = useSeriesNames(series)
  const first = series.map((one) => one.of[unit][measure]).find((one) => !isShort(one))
  const ahead = first && 'mean' in first ? first.mean.length : 0
  const sorts = (['total', 'team', 'category', 'product'] as const satisfies readonly Sort[]).filter((sort) =>
    series.some((one) => one.sort === sort),
  )
  return (
    <div className={shared.tableScroll}>
      <table className={`${shared.table} ${css.table}`}>
        <thead>
          <tr>
            <th scope="col">{say(words.series)}</th>
            <th scope="col">{say(words.past)}</th>
            <th scope="col" className={shared.end}>
              {say(words.last[unit])}
            </th>
            <th scope="col" className={shared.end}>
              {ahead > 0 ? fill(say(words.next[unit]), { n: ahead }) : say(words.ahead)}
            </th>
            <th scope="col" className={shared.end} title={say(words.errorHelp)}>
              {say(words.error)}
            </th>
            <th scope="col" className={shared.end} title={say(words.naiveHelp)}>
              {say(words.naive)}
            </th>
            <th scope="col">
              <span className="visually-hidden">{say(words.better)}</span>
            </th>
          </tr>
        </thead>
        {sorts.map((sort) => (
          <tbody key={sort}>
            {sort !== 'total' && (
              <tr>
                <th scope="rowgroup" colSpan={7}>
                  {say(words.sorts[sort])}
                </th>
              </tr>
            )}
            {series
              .filter((one) => one.sort === sort)
              .map((row) => (
                <Line key={row.key} row={row} name={nameOf(row)} unit={unit} measure={measure} amount={amount} />
              ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}
