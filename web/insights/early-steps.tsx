import { useCallback, useState } from 'react'
import { useLocale, useSay } from '../language.ts'
import { Chart } from '../ui/chart.tsx'
import { axis, type ChartLook } from '../ui/chart-look.ts'
import { useChartWords } from './chart-words.ts'
import { datesInWords, dayInWords } from './dates.ts'
import { showGroup } from './figures.ts'
import css from './insights.module.css'
import { words } from './model-words.ts'
import type { FeatureReport, Report } from './report.ts'

const mostShown = 12

/** The first step: which cases were taken, as of when, and which could not be. */
export const CollectStep = ({ report }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  const { population } = report
  const base =
    report.task === 'yes_no'
      ? `${(population.baseTest * 100).toFixed(1)} %`
      : population.baseTest.toLocaleString(locale, { maximumFractionDigits: 2 })
  const tiles = [
    {
      label: words.trainRows,
      value: population.train.toLocaleString(locale),
      note: datesInWords(population.trainAt, report.horizon !== null, locale),
    },
    {
      label: words.testRows,
      value: population.test.toLocaleString(locale),
      note: population.testAt ? dayInWords(population.testAt, locale) : '',
    },
    { label: words.nowRows, value: population.now.toLocaleString(locale), note: dayInWords(report.asOf, locale) },
    ...(report.task === 'choice'
      ? []
      : [{ label: report.task === 'yes_no' ? words.base : words.mean, value: base, note: '' }]),
    ...(report.horizon ? [{ label: words.horizon, value: `${report.horizon} ${say(words.days)}`, note: '' }] : []),
  ]
  return (
    <>
      <dl className={css.tiles}>
        {tiles.map((tile) => (
          <div key={tile.label.en} className={css.tile}>
            <dt>{say(tile.label)}</dt>
            <dd>{tile.value}</dd>
            {tile.note && <dd className={css.tileNote}>{tile.note}</dd>}
          </div>
        ))}
      </dl>
      {report.unused.length > 0 && (
        <p className={css.say}>
          {say(words.unused)}:{' '}
          {report.unused.map((one) => `${one.rows.toLocaleString(locale)} ${say(one.reason)}`).join('; ')}
        </p>
      )}
    </>
  )
}

/** Fields that were kept out, together by reason; leaks come first. */
const Refused = ({ report }: { report: Report }) => {
  const say = useSay()
  const byReason = new Map<string, Report['refused'][number][]>()
  for (const one of report.refused) byReason.set(one.reason.en, [...(byReason.get(one.reason.en) ?? []), one])
  const groups = [...byReason.values()].sort((a, b) => Number(isLeak(b[0]!)) - Number(isLeak(a[0]!)))
  return (
    <dl className={css.refused}>
      {groups.map((group) => (
        <div key={group[0]!.reason.en} className={isLeak(group[0]!) ? css.leak : undefined}>
          <dt>{say(group[0]!.reason)}</dt>
          <dd>{group.map((one) => say(one.label)).join(say(words.comma))}</dd>
        </div>
      ))}
    </dl>
  )
}

const isLeak = (one: Report['refused'][number]): boolean => one.reason.en.startsWith('leak')

/** The second step: what was done with each field, and which were kept out and why. */
export const PrepareStep = ({ report }: { report: Report }) => {
  const say = useSay()
  return (
    <>
      {report.refused.length > 0 && (
        <>
          <h3 className={css.sub}>{say(words.refused)}</h3>
          <Refused report={report} />
        </>
      )}
      <h3 className={css.sub}>{say(words.used)}</h3>
      <div className={css.tableScroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{say(words.field)}</th>
              <th>{say(words.kindOf)}</th>
              <th className={css.end}>{say(words.filled)}</th>
              <th>{say(words.done)}</th>
            </tr>
          </thead>
          <tbody>
            {report.features.map((one) => (
              <tr key={one.name}>
                <td>{say(one.label)}</td>
                <td>{say(words[one.about])}</td>
                <td className={css.end}>{(one.filled * 100).toFixed(0)} %</td>
                <td className={css.wrap}>{say(one.prepared)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const Relation = ({ report, feature }: { report: Report; feature: FeatureReport }) => {
  const say = useSay()
  const locale = useLocale()
  const chartWords = useChartWords()
  const isShare = report.task === 'yes_no'
  const [rows, outcome] = [say(words.rows), say(isShare ? words.share : words.outcome)]
  const show = useCallback((value: number) => (isShare ? `${(value * 100).toFixed(0)} %` : value.toFixed(1)), [isShare])
  const option = useCallback(
    (look: ChartLook) => ({
      grid: { left: 8, right: 8, top: 32, bottom: 8 },
      legend: { top: 0, right: 0, textStyle: { color: look.ink2, fontSize: 11 }, itemHeight: 8 },
      tooltip: { trigger: 'axis' },
      xAxis: axis(look, {
        type: 'category',
        data: feature.groups.map((group) => showGroup(feature.unit, group, locale)),
        axisLabel: { color: look.ink3, fontSize: 10, rotate: 30, hideOverlap: true },
      }),
      yAxis: [
        axis(look, { type: 'value', axisLabel: { color: look.ink3, fontSize: 11, formatter: show } }),
        axis(look, { type: 'value', splitLine: { show: false } }),
      ],
      series: [
        {
          name: rows,
          type: 'bar',
          yAxisIndex: 1,
          data: feature.groups.map((group) => group.rows),
          itemStyle: { color: look.line },
          barMaxWidth: 34,
        },
        {
          name: outcome,
          type: 'line',
          data: feature.groups.map((group) => group.outcome),
          symbolSize: 7,
          lineStyle: { width: 2, color: look.accent },
          itemStyle: { color: look.accent },
        },
      ],
    }),
    [feature, locale, rows, outcome, show],
  )
  return (
    <Chart
      title={`${say(words.relation)}: ${say(feature.label)}`}
      option={option}
      height={280}
      words={chartWords}
      table={{
        head: [say(feature.label), outcome, rows],
        rows: feature.groups.map((group) => [showGroup(feature.unit, group, locale), show(group.outcome), group.rows]),
      }}
    />
  )
}

/** The third step: what matters, and how the outcome goes with it. */
export const AnalyseStep = ({ report }: { report: Report }) => {
  const say = useSay()
  const chartWords = useChartWords()
  const shown = report.features.slice(0, mostShown)
  const [open, setOpen] = useState(shown[0]?.name)
  const feature = report.features.find((one) => one.name === open) ?? shown[0]
  const names = shown.map((one) => say(one.label))
  const namesKey = names.join('|')
  const option = useCallback(
    (look: ChartLook) => ({
      grid: { left: 8, right: 24, top: 4, bottom: 8 },
      tooltip: { trigger: 'item' },
      xAxis: axis(look, { type: 'value', axisLabel: { show: false }, splitLine: { show: false } }),
      yAxis: axis(look, {
        type: 'category',
        inverse: true,
        data: namesKey.split('|'),
        axisLabel: { color: look.ink2, fontSize: 12, width: 190, overflow: 'truncate' },
      }),
      series: [
        {
          type: 'bar',
          data: shown.map((one) => Math.max(0, one.importance)),
          itemStyle: { color: look.accent, borderRadius: [0, 3, 3, 0] },
          barMaxWidth: 15,
          cursor: 'pointer',
        },
      ],
    }),
    [namesKey, shown],
  )
  const pick = useCallback((event: { dataIndex: number }) => setOpen(report.features[event.dataIndex]?.name), [report])
  return (
    <div className={css.charts}>
      <Chart
        title={say(words.importance)}
        about={say(words.importanceAbout)}
        option={option}
        height={Math.max(160, shown.length * 26)}
        words={chartWords}
        onPick={pick}
        table={{
          head: [say(words.field), say(words.importance)],
          rows: report.features.map((one) => [say(one.label), one.importance.toFixed(4)]),
        }}
      />
      <div>
        <select
          className={css.select}
          value={feature?.name}
          onChange={(event) => setOpen(event.currentTarget.value)}
          aria-label={say(words.field)}
        >
          {report.features.map((one) => (
            <option key={one.name} value={one.name}>
              {say(one.label)}
            </option>
          ))}
        </select>
        {feature && feature.groups.length > 0 && <Relation report={report} feature={feature} />}
      </div>
    </div>
  )
}
