import { useMemo } from 'react'
import { useLocale, useSay } from '../../language.ts'
import { Chart } from '../../ui/chart.tsx'
import { axis, type ChartLook } from '../../ui/chart-look.ts'
import { fill } from '../../ui/fill.ts'
import { useChartWords } from '../chart-words.ts'
import { useFigures } from '../numbers.ts'
import type { Foreseen, Unit } from './report.ts'
import { dayAfter, showTime } from './time.ts'
import { words } from './words.ts'

interface Given {
  readonly one: Foreseen
  readonly unit: Unit
  readonly amount: (value: number) => string
}

const shownMost = { week: 156, month: 60 }

/** History, forecast, its range, and what does not fit; the same as a table. */
export const Picture = ({ one, unit, amount }: Given) => {
  const say = useSay()
  const locale = useLocale()
  const { share } = useFigures()
  const chartWords = useChartWords()
  const skip = Math.max(0, one.values.length - shownMost[unit])
  const past = one.values.slice(skip)
  const n = past.length
  const times = Array.from({ length: n + one.mean.length }, (_, k) =>
    showTime(unit, dayAfter(unit, one.from, skip + k), locale),
  )
  const option = useMemo(() => {
    const gap = new Array<null>(n - 1).fill(null)
    const last = past[n - 1]!
    const ahead = (values: readonly number[]) => [...gap, last, ...values]
    const odd = one.anomalies.filter(({ at }) => at >= skip).map(({ at }) => [at - skip, one.values[at]!])
    return (look: ChartLook) => ({
      legend: {
        itemWidth: 16,
        bottom: 0,
        textStyle: { color: look.ink2, fontSize: 12 },
        data: [say(words.sold), say(words.foreseen), say(words.band), ...(odd.length > 0 ? [say(words.odd)] : [])],
      },
      grid: { left: 8, right: 20, top: 18, bottom: 54, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: axis(look, { type: 'category', data: times, boundaryGap: false, splitLine: { show: false } }),
      yAxis: axis(look, { type: 'value', min: 0, axisLabel: { color: look.ink3, fontSize: 11, formatter: amount } }),
      tooltip: {
        trigger: 'axis',
        renderMode: 'richText',
        valueFormatter: (value: unknown) => (typeof value === 'number' ? amount(value) : ''),
      },
      series: [
        {
          name: say(words.low),
          type: 'line',
          data: ahead(one.low),
          stack: 'band',
          symbol: 'none',
          lineStyle: { opacity: 0 },
          tooltip: { show: false },
          silent: true,
        },
        {
          name: say(words.band),
          type: 'line',
          data: [...gap, 0, ...one.high.map((high, k) => high - one.low[k]!)],
          stack: 'band',
          symbol: 'none',
          lineStyle: { opacity: 0 },
          itemStyle: { color: look.spark },
          areaStyle: { color: look.spark, opacity: 0.16 },
          tooltip: { show: false },
          silent: true,
        },
        {
          name: say(words.sold),
          type: 'line',
          data: past,
          symbol: 'none',
          lineStyle: { width: 2, color: look.accent },
          itemStyle: { color: look.accent },
        },
        {
          name: say(words.foreseen),
          type: 'line',
          data: ahead(one.mean),
          symbol: 'none',
          lineStyle: { width: 2, type: 'dashed', color: look.spark },
          itemStyle: { color: look.spark },
        },
        {
          name: say(words.odd),
          type: 'scatter',
          data: odd,
          symbolSize: 10,
          symbol: 'diamond',
          itemStyle: { color: look.bad },
        },
      ],
    })
  }, [one, n, past, skip, times, say, amount])
  const held = one.trials.find(({ method }) => method === one.method)?.held ?? 0
  const blank = '—'
  return (
    <Chart
      title={say(words.picture)}
      about={fill(say(words.pictureAbout), { level: share(one.level), held: share(held) })}
      option={option}
      height={360}
      words={chartWords}
      table={{
        head: [words.time, words.sold, words.foreseen, words.low, words.high, words.odd].map(say),
        rows: times.map((time, k) => {
          const ahead = k - n
          const odd = one.anomalies.find(({ at }) => at === skip + k)
          return ahead < 0
            ? [time, amount(past[k]!), blank, blank, blank, odd ? amount(odd.expected) : blank]
            : [time, blank, amount(one.mean[ahead]!), amount(one.low[ahead]!), amount(one.high[ahead]!), blank]
        }),
      }}
    />
  )
}
