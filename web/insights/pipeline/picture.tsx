import type { PipelineReport as Report } from '@rapport/vocabulary/insights/pipeline.ts'
import { useMemo } from 'react'
import { useLocale, useSay } from '../../language.ts'
import { Chart } from '../../ui/chart.tsx'
import { axis, type ChartLook } from '../../ui/chart-look.ts'
import { fill } from '../../ui/fill.ts'
import { useChartWords } from '../chart-words.ts'
import { showTime } from '../forecast/time.ts'
import { useFigures } from '../numbers.ts'
import { words } from './words.ts'

/** What each month brings, with its range. */
export const Picture = ({ report }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  const { money, share } = useFigures()
  const chartWords = useChartWords()
  const { months } = report
  const times = months.map(({ month }) => showTime('month', month, locale))
  const option = useMemo(
    () => (look: ChartLook) => ({
      xAxis: axis(look, { type: 'category', data: times, splitLine: { show: false } }),
      yAxis: axis(look, { type: 'value', min: 0, axisLabel: { color: look.ink3, fontSize: 11, formatter: money } }),
      tooltip: {
        trigger: 'axis',
        renderMode: 'richText',
        formatter: ([{ dataIndex }]: readonly [{ dataIndex: number }]) => {
          const one = months[dataIndex]!
          return `${times[dataIndex]}\n${money(one.mean)} (${money(one.low)} – ${money(one.high)})`
        },
      },
      series: [
        {
          type: 'bar',
          data: months.map(({ mean }) => mean),
          barMaxWidth: 56,
          itemStyle: { color: look.accent, borderRadius: [3, 3, 0, 0] },
        },
        ...(['low', 'high'] as const).map((end) => ({
          type: 'scatter',
          data: months.map((one) => one[end]),
          symbol: 'rect',
          symbolSize: [22, 2],
          itemStyle: { color: look.spark },
        })),
        {
          type: 'line',
          data: [],
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { color: look.spark, type: 'solid', width: 1.5 },
            label: { show: false },
            data: months.map((one, k) => [{ coord: [k, one.low] }, { coord: [k, one.high] }]),
          },
        },
      ],
    }),
    [months, times, money],
  )
  return (
    <Chart
      title={say(words.picture)}
      about={fill(say(words.pictureAbout), { level: share(report.level) })}
      option={option}
      height={300}
      words={chartWords}
      table={{
        head: [words.month, words.expected, words.low, words.high].map(say),
        rows: months.map((one, k) => [times[k]!, money(one.mean), money(one.low), money(one.high)]),
      }}
    />
  )
}
