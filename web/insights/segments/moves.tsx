import { label } from '@rapport/vocabulary/define/label.ts'
import { useCallback } from 'react'
import { showDay } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { go } from '../../router.tsx'
import { Chart } from '../../ui/chart.tsx'
import type { ChartLook } from '../../ui/chart-look.ts'
import { axis } from '../../ui/chart-look.ts'
import { useChartWords } from '../chart-words.ts'
import { customersBy, useFigures } from '../numbers.ts'
import { type Cell, cells, type Report } from './report.ts'
import css from './segments.module.css'
import { useSegmentNames } from './titles.ts'

const words = {
  title: label('Who moved since', '此后的变动'),
  about: label(
    'The grid as it stood then, worked out from the records of that day, against today. Choose a stream to see its customers.',
    '依据当日记录还原的分层与今天对比。点选流向可查看其客户。',
  ),
  from: label('Then', '当时'),
  to: label('Now', '现在'),
  customers: label('Customers', '客户数'),
  fresh: label('Had not bought', '尚未购买'),
  over: label('Sizes over time', '规模变化'),
  overAbout: label('Customers of each segment, by the grid of each day.', '各日分层下每个客户群的人数。'),
  day: label('Day', '日期'),
  none: label('There were too few buyers 90 days ago to compare with.', '90 天前的买家太少，无法比较。'),
}

const useNames = (rfm: Report['rfm']) => {
  const say = useSay()
  const named = useSegmentNames(rfm.segments.map((one) => one.segment))
  const segments = new Map(rfm.segments.map((one) => [one.cell as string, one.segment]))
  const nameOf = (cell: string | null): string =>
    cell === null ? say(words.fresh) : named(segments.get(cell) ?? '', cells[cell as Cell].label)
  return { nameOf, segments }
}

const tone = (cell: string | null): string => {
  const colour = cell === null ? 'gray' : cells[cell as Cell].colour
  return getComputedStyle(document.documentElement).getPropertyValue(`--${colour}-ink`).trim()
}

/** Customers who went from one segment to another, as a flow. */
const Flow = ({ rfm }: { rfm: Report['rfm'] }) => {
  const say = useSay()
  const locale = useLocale()
  const { count } = useFigures()
  const chartWords = useChartWords()
  const { nameOf, segments } = useNames(rfm)
  const nodes = [
    ...new Map(rfm.moves.map(({ from }) => [`then ${from}`, { name: `then ${from}`, cell: from, depth: 0 }])).values(),
    ...new Map(
      rfm.moves.map(({ to }) => [`now ${to}`, { name: `now ${to}`, cell: to as string | null, depth: 1 }]),
    ).values(),
  ]
  const option = (look: ChartLook) => ({
    series: [
      {
        type: 'sankey',
        left: 4,
        right: 130,
        top: 8,
        bottom: 8,
        nodeGap: 6,
        nodeWidth: 12,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        label: {
          color: look.ink2,
          fontSize: 11,
          formatter: ({ data }: { data: { cell: string | null } }) => nameOf(data.cell),
        },
        lineStyle: { color: 'source', opacity: 0.28 },
        data: nodes.map((node) => ({ ...node, itemStyle: { color: tone(node.cell) } })),
        links: rfm.moves.map(({ from, to, customers }) => ({
          source: `then ${from}`,
          target: `now ${to}`,
          value: customers,
          from,
          to,
        })),
      },
    ],
    tooltip: {
      trigger: 'item',
      formatter: ({
        data,
        value,
      }: {
        data: { from?: string | null; to?: string; cell?: string | null }
        value: number
      }) =>
        data.to === undefined
          ? `${nameOf(data.cell ?? null)}: ${count(value)}`
          : `${nameOf(data.from ?? null)} → ${nameOf(data.to)}: ${count(value)}`,
    },
  })
  const onPick = useCallback(
    ({ data }: { data: unknown }) => {
      const { from, to } = data as { from?: string | null; to?: string }
      if (to === undefined) return
      const now = { field: 'rfm', op: 'eq', value: segments.get(to) } as const
      const then =
        from === null || from === undefined
          ? ({ field: 'rfm_before', op: 'empty' } as const)
          : ({ field: 'rfm_before', op: 'eq', value: segments.get(from) } as const)
      go(customersBy({ all: [then, now] }))
    },
    [segments],
  )
  const since = showDay(rfm.since!.slice(0, 10), locale)
  const rows = [...rfm.moves].sort((a, b) => b.customers - a.customers)
  return (
    <Chart
      title={`${say(words.title)} ${since}`}
      about={say(words.about)}
      option={option}
      height={380}
      words={chartWords}
      onPick={onPick}
      table={{
        head: [say(words.from), say(words.to), say(words.customers)],
        rows: rows.map(({ from, to, customers }) => [nameOf(from), nameOf(to), customers]),
      }}
    />
  )
}

/** How many customers each segment had, day by day. */
const Over = ({ rfm }: { rfm: Report['rfm'] }) => {
  const say = useSay()
  const locale = useLocale()
  const chartWords = useChartWords()
  const { nameOf } = useNames(rfm)
  const order = (Object.keys(cells) as Cell[]).reverse()
  const days = rfm.over.map(({ at }) => showDay(at.slice(0, 10), locale))
  const option = (look: ChartLook) => ({
    tooltip: { trigger: 'axis' },
    xAxis: axis(look, { type: 'category', data: days, boundaryGap: false }),
    yAxis: axis(look, { type: 'value' }),
    series: order.map((cell) => ({
      type: 'line',
      name: nameOf(cell),
      stack: 'all',
      symbol: 'none',
      lineStyle: { width: 1, color: tone(cell) },
      itemStyle: { color: tone(cell) },
      areaStyle: { color: tone(cell), opacity: 0.35 },
      data: rfm.over.map(({ customers }) => customers[cell] ?? 0),
    })),
  })
  return (
    <Chart
      title={say(words.over)}
      about={say(words.overAbout)}
      option={option}
      height={380}
      words={chartWords}
      table={{
        head: [say(words.day), ...order.map(nameOf)],
        rows: rfm.over.map(({ customers }, d) => [days[d]!, ...order.map((cell) => customers[cell] ?? 0)]),
      }}
    />
  )
}

/** Movement between segments over time. */
export const Moves = ({ rfm }: { rfm: Report['rfm'] }) => {
  const say = useSay()
  return (
    <div className={css.pair}>
      {rfm.since === null ? <p className="quiet">{say(words.none)}</p> : <Flow rfm={rfm} />}
      <Over rfm={rfm} />
    </div>
  )
}
