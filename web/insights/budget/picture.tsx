import { returnOf } from '@rapport/vocabulary/insights/response.ts'
import { useMemo } from 'react'
import { useSay } from '../../language.ts'
import { Chart } from '../../ui/chart.tsx'
import { axis, type ChartLook } from '../../ui/chart-look.ts'
import { useChartWords } from '../chart-words.ts'
import { useFigures } from '../numbers.ts'
import { useChannelName } from './names.ts'
import { brings, type Channel } from './report.ts'
import { words } from './words.ts'

const dots = 60
const spaced = (most: number): number[] => Array.from({ length: dots + 1 }, (_, k) => (most * k) / dots)

/** As far as is worth looking: past the chosen amounts, short of what is far away. */
const reach = (channels: readonly Channel[], amounts: readonly number[]): number =>
  Math.max(1, 1.5 * Math.max(...amounts), ...channels.map(({ present }) => present))

/** Every channel's curve with the chosen amounts on it. */
export const Curves = ({ channels, amounts }: { channels: readonly Channel[]; amounts: readonly number[] }) => {
  const say = useSay()
  const nameOf = useChannelName()
  const { money } = useFigures()
  const chartWords = useChartWords()
  const option = useMemo(
    () => (look: ChartLook) => {
      const far = reach(channels, amounts)
      const colour = (k: number) => look.series[k % look.series.length]!
      return {
        legend: { top: 0, left: 0, icon: 'circle', itemHeight: 9, textStyle: { color: look.ink2, fontSize: 12 } },
        grid: { left: 8, right: 20, top: 40, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        xAxis: axis(look, {
          type: 'value',
          max: far,
          axisLabel: { color: look.ink3, fontSize: 11, formatter: money, hideOverlap: true },
          splitLine: { show: false },
        }),
        yAxis: axis(look, { type: 'value', axisLabel: { color: look.ink3, fontSize: 11, formatter: money } }),
        tooltip: {
          trigger: 'item',
          renderMode: 'richText',
          formatter: ({ seriesName, value: [x, y] }: { seriesName: string; value: readonly [number, number] }) =>
            `${seriesName}\n${money(x)} → ${money(y)}`,
        },
        series: channels.flatMap((channel, k) => [
          {
            name: nameOf(channel.name),
            type: 'line',
            showSymbol: false,
            data: spaced(Math.min(far, channel.most)).map((x) => [x, brings(channel, x)]),
            lineStyle: { width: 2, color: colour(k) },
            itemStyle: { color: colour(k) },
          },
          {
            name: nameOf(channel.name),
            type: 'scatter',
            data: [[amounts[k], brings(channel, amounts[k]!)]],
            symbolSize: 13,
            itemStyle: { color: colour(k), borderColor: look.surface, borderWidth: 2 },
            z: 4,
          },
        ]),
      }
    },
    [channels, amounts, money, nameOf],
  )
  return (
    <Chart
      title={say(words.picture)}
      about={say(words.pictureAbout)}
      option={option}
      height={320}
      words={chartWords}
      table={{
        head: [say(words.channel), say(words.amount), say(words.earns)],
        rows: channels.map((channel, k) => [
          nameOf(channel.name),
          money(amounts[k]!),
          money(brings(channel, amounts[k]!)),
        ]),
      }}
    />
  )
}

/** Past campaigns of one channel with the curve through them. */
export const Fitted = ({ channel, at }: { channel: Channel; at: number }) => {
  const say = useSay()
  const title = useChannelName()(channel.name)
  const { money } = useFigures()
  const chartWords = useChartWords()
  const option = useMemo(
    () => (look: ChartLook) => {
      const colour = look.series[at % look.series.length]!
      const far = Math.max(1, channel.tried * 1.15, channel.points.length === 0 ? channel.most / channel.campaigns : 0)
      return {
        grid: { left: 8, right: 20, top: 16, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        xAxis: axis(look, {
          type: 'value',
          max: far,
          axisLabel: { color: look.ink3, fontSize: 11, formatter: money, hideOverlap: true },
          splitLine: { show: false },
        }),
        yAxis: axis(look, { type: 'value', axisLabel: { color: look.ink3, fontSize: 11, formatter: money } }),
        tooltip: {
          trigger: 'item',
          renderMode: 'richText',
          formatter: ({ value: [x, y] }: { value: readonly [number, number] }) => `${money(x)} → ${money(y)}`,
        },
        series: [
          {
            type: 'line',
            showSymbol: false,
            data: spaced(far).map((x) => [x, returnOf(channel.curve, x)]),
            lineStyle: { width: 2, color: colour, type: channel.entered ? 'dashed' : 'solid' },
          },
          { type: 'scatter', data: channel.points, symbolSize: 8, itemStyle: { color: colour, opacity: 0.65 } },
        ],
      }
    },
    [channel, at, money],
  )
  return (
    <Chart
      title={`${title} · ${say(words.one)}`}
      option={option}
      height={190}
      words={chartWords}
      table={{
        head: [say(words.spends), say(words.earned)],
        rows: channel.points.map(([spent, earned]) => [money(spent), money(earned)]),
      }}
    />
  )
}
