import { NumberInput } from '@mantine/core'
import { useCallback, useState } from 'react'
import { useLocale, useSay } from '../language.ts'
import { Chart } from '../ui/chart.tsx'
import { axis, type ChartLook } from '../ui/chart-look.ts'
import { useChartWords } from './chart-words.ts'
import { measureWords, showMeasure } from './figures.ts'
import css from './insights.module.css'
import { words } from './model-words.ts'
import type { Report } from './report.ts'

const percent = (value: number): string => `${(value * 100).toFixed(0)} %`
const shareAxis = (look: ChartLook, name: string) =>
  axis(look, {
    type: 'value',
    min: 0,
    max: 1,
    name,
    nameLocation: 'middle',
    nameGap: 28,
    axisLabel: { color: look.ink3, fontSize: 11, formatter: percent },
  })
const plot = { left: 48, right: 16, top: 12, bottom: 42 }

const Compared = ({ report }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  const shown =
    report.task === 'yes_no'
      ? ['auc', 'averagePrecision', 'brier']
      : report.task === 'number'
        ? ['rmse', 'mae', 'r2']
        : ['accuracy', 'logLoss']
  return (
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
            <th className={css.end}>{say(words.seconds)}</th>
          </tr>
        </thead>
        <tbody>
          {report.compared.map((one) => (
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
                    {showMeasure(measure, one.mean[measure], locale)}{' '}
                    <span className="quiet">± {showMeasure(measure, one.deviation[measure], locale)}</span>
                  </td>
                ))
              )}
              <td className={css.end}>{one.seconds.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The measures on unseen cases, each beside that of the naive rule. */
const Tiles = ({ report }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  return (
    <dl className={css.tiles}>
      {Object.entries(report.measures)
        .filter(([measure]) => measureWords[measure])
        .map(([measure, value]) => (
          <div key={measure} className={css.tile} title={say(measureWords[measure]!.help)}>
            <dt>{say(measureWords[measure]!.label)}</dt>
            <dd>{showMeasure(measure, value, locale)}</dd>
            <small>
              {measure === 'auc' && report.interval
                ? `${percent(report.interval.low)} – ${percent(report.interval.high)} · `
                : ''}
              {say(words.naive)} {showMeasure(measure, report.baseline.measures[measure], locale)}
            </small>
          </div>
        ))}
    </dl>
  )
}

const Calibration = ({ report }: { report: Report }) => {
  const say = useSay()
  const chartWords = useChartWords()
  const isShare = report.task === 'yes_no'
  const [said, came] = [say(words.said), say(words.came)]
  const option = useCallback(
    (look: ChartLook) => {
      const points = report.calibration.map((one) => [one.predicted, one.observed])
      const most = isShare ? 1 : Math.max(...points.flat())
      const side = (name: string) =>
        isShare
          ? shareAxis(look, name)
          : axis(look, { type: 'value', name, nameLocation: 'middle', nameGap: 34, max: most })
      return {
        grid: plot,
        tooltip: { trigger: 'item' },
        xAxis: side(said),
        yAxis: side(came),
        series: [
          {
            type: 'line',
            data: [
              [0, 0],
              [most, most],
            ],
            symbol: 'none',
            silent: true,
            lineStyle: { color: look.quiet, type: 'dashed', width: 1 },
          },
          {
            type: 'line',
            data: points,
            symbolSize: 8,
            lineStyle: { color: look.accent, width: 2 },
            itemStyle: { color: look.accent },
          },
        ],
      }
    },
    [report, isShare, said, came],
  )
  const show = (value: number) => (isShare ? percent(value) : value.toFixed(1))
  return (
    <Chart
      title={say(words.calibration)}
      about={say(words.calibrationAbout)}
      option={option}
      words={chartWords}
      table={{
        head: [say(words.said), say(words.came), say(words.rows)],
        rows: report.calibration.map((one) => [show(one.predicted), show(one.observed), one.rows]),
      }}
    />
  )
}

const Gains = ({ report }: { report: Report }) => {
  const say = useSay()
  const chartWords = useChartWords()
  const [contacted, found, chance] = [say(words.contacted), say(words.found), say(words.chance)]
  const option = useCallback(
    (look: ChartLook) => ({
      grid: { ...plot, top: 30 },
      legend: { top: 0, right: 0, textStyle: { color: look.ink2, fontSize: 11 }, itemHeight: 8 },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => percent(Number(value)) },
      xAxis: shareAxis(look, contacted),
      yAxis: shareAxis(look, found),
      series: [
        {
          name: found,
          type: 'line',
          data: [[0, 0], ...report.gains.map((one) => [one.share, one.found])],
          symbolSize: 6,
          areaStyle: { color: look.accent, opacity: 0.1 },
          lineStyle: { width: 2 },
        },
        {
          name: chance,
          type: 'line',
          data: [
            [0, 0],
            [1, 1],
          ],
          symbol: 'none',
          lineStyle: { color: look.quiet, type: 'dashed', width: 1 },
          itemStyle: { color: look.quiet },
        },
      ],
    }),
    [report, contacted, found, chance],
  )
  return (
    <Chart
      title={say(words.gains)}
      about={say(words.gainsAbout)}
      option={option}
      words={chartWords}
      table={{
        head: [contacted, found, say(words.lift), say(words.rows)],
        rows: report.gains.map((one) => [percent(one.share), percent(one.found), `${one.lift.toFixed(2)} ×`, one.rows]),
      }}
    />
  )
}

const Roc = ({ report }: { report: Report }) => {
  const say = useSay()
  const chartWords = useChartWords()
  const [falseRate, trueRate] = [say(words.falseRate), say(words.trueRate)]
  const option = useCallback(
    (look: ChartLook) => ({
      grid: plot,
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => percent(Number(value)) },
      xAxis: shareAxis(look, falseRate),
      yAxis: shareAxis(look, trueRate),
      series: [
        {
          type: 'line',
          data: [
            [0, 0],
            [1, 1],
          ],
          symbol: 'none',
          silent: true,
          lineStyle: { color: look.quiet, type: 'dashed', width: 1 },
        },
        {
          type: 'line',
          data: report.roc.map((one) => [...one]),
          symbol: 'none',
          lineStyle: { width: 2, color: look.accent },
          areaStyle: { color: look.accent, opacity: 0.08 },
        },
      ],
    }),
    [report, falseRate, trueRate],
  )
  return (
    <Chart
      title={say(words.roc)}
      option={option}
      words={chartWords}
      table={{ head: [falseRate, trueRate], rows: report.roc.map(([x, y]) => [percent(x), percent(y)]) }}
    />
  )
}

const Learning = ({ report }: { report: Report }) => {
  const say = useSay()
  const chartWords = useChartWords()
  const [onTrain, onTest, rows] = [say(words.onTrain), say(words.onTest), say(words.rows)]
  const option = useCallback(
    (look: ChartLook) => ({
      grid: { ...plot, top: 30 },
      legend: { top: 0, right: 0, textStyle: { color: look.ink2, fontSize: 11 }, itemHeight: 8 },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => Number(value).toFixed(3) },
      xAxis: axis(look, {
        type: 'category',
        data: report.learning.map((one) => String(one.rows)),
        name: rows,
        nameLocation: 'middle',
        nameGap: 28,
      }),
      yAxis: axis(look, { type: 'value', scale: true }),
      series: [
        {
          name: onTest,
          type: 'line',
          data: report.learning.map((one) => one.test),
          lineStyle: { width: 2 },
          symbolSize: 6,
        },
        {
          name: onTrain,
          type: 'line',
          data: report.learning.map((one) => one.train),
          lineStyle: { width: 1, type: 'dashed' },
          symbolSize: 5,
        },
      ],
    }),
    [report, onTrain, onTest, rows],
  )
  return (
    <Chart
      title={say(words.learning)}
      option={option}
      words={chartWords}
      table={{
        head: [rows, onTest, onTrain],
        rows: report.learning.map((one) => [one.rows, one.test.toFixed(3), one.train.toFixed(3)]),
      }}
    />
  )
}

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

const Confusion = ({ report }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  const [missed, setMissed] = useState(5)
  const [alarm, setAlarm] = useState(1)
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

const Crossed = ({ report }: { report: Report }) => {
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

const Fairness = ({ report }: { report: Report }) => {
  const say = useSay()
  if (report.fairness.length === 0) return null
  return (
    <div>
      <h3 className={css.sub}>{say(words.fairness)}</h3>
      <div className={css.tableScroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{say(words.field)}</th>
              <th>{say(words.group)}</th>
              <th className={css.end}>{say(words.rows)}</th>
              <th className={css.end}>{say(words.said)}</th>
              <th className={css.end}>{say(words.came)}</th>
              <th className={css.end}>{say(measureWords.auc!.label)}</th>
            </tr>
          </thead>
          <tbody>
            {report.fairness.flatMap((field) =>
              field.groups.map((group) => (
                <tr key={`${field.name} ${group.word}`}>
                  <td>{say(field.label)}</td>
                  <td>{group.word || say(words.empty)}</td>
                  <td className={css.end}>{group.rows}</td>
                  <td className={css.end}>{percent(group.predicted)}</td>
                  <td className={css.end}>{percent(group.observed)}</td>
                  <td className={css.end}>{group.auc === null ? '—' : percent(group.auc)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** The fourth step: methods compared, and the best of them judged on cases that it had not seen. */
export const LearnStep = ({ report }: { report: Report }) => {
  const say = useSay()
  return (
    <>
      <p className={css.say}>{say(words.comparedAbout)}</p>
      <Compared report={report} />
      <h3 className={css.sub}>
        {say(words.unseen)} · {say(words.naive)}: {say(report.baseline.label)}
      </h3>
      <Tiles report={report} />
      <div className={css.charts}>
        {report.calibration.length > 0 && <Calibration report={report} />}
        {report.gains.length > 0 && <Gains report={report} />}
        {report.roc.length > 0 && <Roc report={report} />}
        {report.learning.length > 1 && <Learning report={report} />}
      </div>
      {report.task === 'yes_no' && report.pairs.length > 0 && <Confusion report={report} />}
      {report.confusion && <Crossed report={report} />}
      <Fairness report={report} />
    </>
  )
}
