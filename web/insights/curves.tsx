import { useCallback } from 'react'
import { useSay } from '../language.ts'
import { Chart } from '../ui/chart.tsx'
import { axis, type ChartLook } from '../ui/chart-look.ts'
import { useChartWords } from './chart-words.ts'
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

export const Calibration = ({ report }: { report: Report }) => {
  const say = useSay()
  const chartWords = useChartWords()
  const isShare = report.task === 'yes_no'
  const [said, came] = [say(words.said), say(words.came)]
  const option = useCallback(
    (look: ChartLook) => {
      const points = report.calibration.map((one) => [one.predicted, one.observed])
      const most = isShare ? 1 : Math.ceil(Math.max(...points.flat()))
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

export const Gains = ({ report }: { report: Report }) => {
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

export const Roc = ({ report }: { report: Report }) => {
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

export const Learning = ({ report }: { report: Report }) => {
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
