import type { Field } from '@rapport/vocabulary/define/field.ts'
import { type FairMeasure, type Fairness, fairMeasures, type Ranged } from '@rapport/vocabulary/insights/fairness.ts'
import { useLocale, useSay } from '../language.ts'
import { fill } from '../ui/fill.ts'
import css from './fairness.module.css'
import { useFairFigure, useGroupName } from './fairness-told.tsx'
import { measures, words } from './fairness-words.ts'
import shared from './insights.module.css'

/** The ends of the scale on which a column is drawn. */
function scaleOf(groups: Fairness['groups'], measure: FairMeasure): readonly [number, number] {
  const told = groups.flatMap((one) => one[measure] ?? [])
  if (measure === 'auc') return [Math.min(0.4, ...told.map((one) => one.low)), 1]
  if (measure !== 'gap' && told.every((one) => one.low >= 0 && one.high <= 1)) return [0, 1]
  const most = Math.max(...told.flatMap((one) => [Math.abs(one.low), Math.abs(one.high)]), 1e-9)
  return [-most, most]
}

const Cell = ({
  told,
  scale: [from, to],
  show,
}: {
  readonly told: Ranged
  readonly scale: readonly [number, number]
  readonly show: (value: number) => string
}) => {
  const say = useSay()
  const at = (value: number) => Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100))
  const range = fill(say(words.range), { low: show(told.low), high: show(told.high) })
  return (
    <td>
      <span className={css.figure} title={range}>
        <span>{show(told.value)}</span>
        <span className={css.track} aria-hidden>
          {from < 0 && to > 0 && <span className={css.zero} style={{ left: `${at(0)}%` }} />}
          <span className={css.range} style={{ left: `${at(told.low)}%`, width: `${at(told.high) - at(told.low)}%` }} />
          <span className={css.dot} style={{ left: `${at(told.value)}%` }} />
        </span>
        <span className={css.ends}>{range}</span>
      </span>
    </td>
  )
}

/** Each group with what it tells, every figure with its interval drawn on one scale a column. */
export const FairTable = ({ told, field }: { readonly told: Fairness; readonly field: Field }) => {
  const say = useSay()
  const locale = useLocale()
  const figure = useFairFigure(told.task)
  const called = useGroupName(field)
  const shown = fairMeasures.filter((measure) => told.groups.some((group) => group[measure] !== null))
  const isReal = (measure: FairMeasure) => told.differences.some((one) => one.measure === measure && one.isReal)
  return (
    <>
      <div className={shared.tableScroll}>
        <table className={`${shared.table} ${css.table}`}>
          <thead>
            <tr>
              <th>{say(words.group)}</th>
              <th className={shared.end}>{say(words.rows)}</th>
              {shown.map((measure) => (
                <th
                  key={measure}
                  title={say(measures[measure].help)}
                  className={isReal(measure) ? css.real : undefined}
                >
                  {say(measures[measure].head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.groups.map((group) => (
              <tr key={String(group.word)}>
                <td>{called(group.word)}</td>
                <td className={shared.end}>{group.rows.toLocaleString(locale)}</td>
                {shown.map((measure) => {
                  const one = group[measure]
                  if (one)
                    return (
                      <Cell
                        key={measure}
                        told={one}
                        scale={scaleOf(told.groups, measure)}
                        show={(value) => figure(measure, value)}
                      />
                    )
                  return (
                    <td key={measure} className={shared.faint}>
                      {say(words.few)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={`${shared.say} ${css.note}`}>{say(words.note)}</p>
    </>
  )
}
