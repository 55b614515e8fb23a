import { useCallback } from 'react'
import { useSay } from '../../language.ts'
import { Chart } from '../../ui/chart.tsx'
import { axis, type ChartLook } from '../../ui/chart-look.ts'
import { useChartWords } from '../chart-words.ts'
import { useFigures } from '../numbers.ts'
import { keyOf, type Rule } from './report.ts'
import { words } from './words.ts'

interface Given {
  readonly rules: readonly Rule[]
  readonly chosen: string | undefined
  readonly choose: (key: string) => void
  readonly nameOf: (id: string) => string
}

/** All rules at once: how common, how sure, how far from chance. */
export const Picture = ({ rules, chosen, choose, nameOf }: Given) => {
  const say = useSay()
  const { share, exact } = useFigures()
  const chartWords = useChartWords()
  const most = Math.max(1, ...rules.map((rule) => Math.log(rule.lift)))
  const nameFor = (rule: Rule) => `${rule.left.map(nameOf).join(' + ')} → ${nameOf(rule.right)}`
  const option = (look: ChartLook) => ({
    grid: { left: 8, right: 20, top: 30, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: axis(look, {
      type: 'log',
      name: say(words.support),
      nameLocation: 'middle',
      nameGap: 26,
      axisLabel: { color: look.ink3, fontSize: 11, formatter: (value: number) => share(value) },
    }),
    yAxis: axis(look, {
      type: 'value',
      max: 1,
      name: say(words.confidence),
      axisLabel: { color: look.ink3, fontSize: 11, formatter: (value: number) => share(value) },
    }),
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      formatter: ({ data }: { data: { rule: Rule } }) =>
        `${nameFor(data.rule)}\n${say(words.confidence)} ${share(data.rule.confidence)} · ${say(words.lift)} ${exact(data.rule.lift, 1)}`,
    },
    series: [
      {
        type: 'scatter',
        data: rules.map((rule) => ({
          value: [rule.support, rule.confidence],
          rule,
          symbolSize: 6 + (18 * Math.log(rule.lift)) / most,
          itemStyle: {
            color: keyOf(rule) === chosen ? look.spark : look.accent,
            opacity: keyOf(rule) === chosen ? 1 : 0.5,
          },
        })),
      },
    ],
  })
  const onPick = useCallback(({ data }: { data: unknown }) => choose(keyOf((data as { rule: Rule }).rule)), [choose])
  return (
    <Chart
      title={say(words.picture)}
      about={say(words.pictureAbout)}
      option={option}
      height={320}
      words={chartWords}
      onPick={onPick}
      table={{
        head: [say(words.picture), say(words.support), say(words.confidence), say(words.lift)],
        rows: rules.map((rule) => [nameFor(rule), share(rule.support), share(rule.confidence), exact(rule.lift, 2)]),
      }}
    />
  )
}
