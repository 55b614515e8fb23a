import { NumberInput } from '@mantine/core'
import type { ChosenSettings } from '@rapport/vocabulary/insights/methods.ts'
import { useState } from 'react'
import { useLocale, useSay } from '../language.ts'
import css from './insights.module.css'
import { words } from './model-words.ts'
import type { Report } from './report.ts'

/** What a missed yes and a false alarm cost while nobody has said. */
export const usualCosts = { missed: 5, alarm: 1 }

/** What acting from a score on would cost on the unseen cases; the cheapest score to act from is found by trying each. */
export const cheapest = (pairs: Report['pairs'], missed: number, alarm: number) => {
  const sorted = [...pairs].sort((a, b) => b[0] - a[0])
  const yes = pairs.reduce((sum, [, y]) => sum + y, 0)
  let [hits, alarms] = [0, 0]
  let best = { score: 1, hits: 0, alarms: 0, cost: yes * missed }
  sorted.forEach(([score, y], i) => {
    if (y === 1) hits++
    else alarms++
    // Equal scores are acted on together.
    if (sorted[i + 1]?.[0] === score) return
    const cost = (yes - hits) * missed + alarms * alarm
    if (cost < best.cost) best = { score, hits, alarms, cost }
  })
  return { ...best, missed: yes - best.hits, left: pairs.length - yes - best.alarms }
}

export const Confusion = ({ report, costs }: { report: Report; costs: ChosenSettings['costs'] }) => {
  const say = useSay()
  const locale = useLocale()
  const [missed, setMissed] = useState(costs?.missed ?? usualCosts.missed)
  const [alarm, setAlarm] = useState(costs?.alarm ?? usualCosts.alarm)
  const found = cheapest(report.pairs, missed, alarm)
  const count = (value: number) => value.toLocaleString(locale)
  return (
    <div>
      <h3 className={css.sub}>{say(words.confusion)}</h3>
      <div className={css.cost}>
        <NumberInput
          label={say(words.costMissed)}
          value={missed}
          min={0}
          onChange={(value) => setMissed(Number(value) || 0)}
          w={170}
        />
        <NumberInput
          label={say(words.costFalse)}
          value={alarm}
          min={0}
          onChange={(value) => setAlarm(Number(value) || 0)}
          w={170}
        />
      </div>
      <dl className={css.tiles}>
        {(
          [
            [words.act, `${(found.score * 100).toFixed(1)} %`],
            [words.hits, count(found.hits)],
            [words.missed, count(found.missed)],
            [words.falseAlarms, count(found.alarms)],
            [words.leftAlone, count(found.left)],
            [words.costs, count(found.cost)],
          ] as const
        ).map(([called, value]) => (
          <div key={called.en} className={css.tile}>
            <dt>{say(called)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

export const Crossed = ({ report }: { report: Report }) => {
  const say = useSay()
  return (
    <div className={css.tableScroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th>
              {say(words.truth)} \ {say(words.said)}
            </th>
            {report.labels.map((one) => (
              <th key={one} className={css.end}>
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.confusion!.map((row, i) => (
            <tr key={report.labels[i]}>
              <td>{report.labels[i]}</td>
              {row.map((value, j) => (
                <td key={report.labels[j]} className={`${css.end} ${i === j ? css.diagonal : ''}`}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
