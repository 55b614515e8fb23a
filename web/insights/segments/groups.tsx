import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import { useSay } from '../../language.ts'
import { Chart } from '../../ui/chart.tsx'
import { axis, type ChartLook } from '../../ui/chart-look.ts'
import { Way } from '../../way.tsx'
import { useChartWords } from '../chart-words.ts'
import { customersBy, type Figures, useFigures } from '../numbers.ts'
import { clusterColours, type Profile, type Report } from './report.ts'
import css from './segments.module.css'
import { useSegmentNames } from './titles.ts'

const words = {
  customers: label('customers', '位客户'),
  chosen: label(
    '{n} groups: so many stand best apart. The mean silhouette is {s}; 1 would be far apart, 0 touching.',
    '共 {n} 组：此时各组区分最清楚。平均轮廓系数为 {s}（1 表示相距很远，0 表示相接）。',
  ),
  given: label(
    '{n} groups, as you asked. The mean silhouette is {s}; 1 would be far apart, 0 touching.',
    '按您的要求分为 {n} 组。平均轮廓系数为 {s}（1 表示相距很远，0 表示相接）。',
  ),
  why: label('How well apart, by number of groups', '组数与区分程度'),
  groups: label('Groups', '组数'),
  silhouette: label('Silhouette', '轮廓系数'),
  against: label(
    'Bars: against the mean of all buyers, in the middle. A full bar is four times as much, or a quarter.',
    '条形与全部买家均值（中线）相比，满格表示四倍或四分之一。',
  ),
}

type Measure = 'recency' | 'frequency' | 'average' | 'money' | 'returned'
const traits: readonly { of: Measure; label: Label; show: (figures: Figures, value: number) => string }[] = [
  { of: 'recency', label: label('Days since order', '距上次下单'), show: ({ count }, value) => count(value) },
  { of: 'frequency', label: label('Orders each', '人均订单'), show: ({ fine }, value) => fine(value) },
  { of: 'average', label: label('An order brings', '单均金额'), show: ({ money }, value) => money(value) },
  { of: 'money', label: label('Brought in all', '累计金额'), show: ({ money }, value) => money(value) },
  { of: 'returned', label: label('Sent back', '退货比例'), show: ({ share }, value) => share(value) },
]

/** −1 for a quarter of the mean or less, 1 for four times or more. */
const against = (own: number, all: number): number => {
  if (all <= 0) return 0
  return Math.max(-1, Math.min(1, Math.log(Math.max(own, 1e-9) / all) / Math.log(4)))
}

const Bar = ({ by }: { by: number }) => (
  <span className={css.rail}>
    <span
      className={css.bar}
      style={by < 0 ? { right: '50%', width: `${-by * 50}%` } : { left: '50%', width: `${by * 50}%` }}
    />
  </span>
)

const Group = ({
  segment,
  profile,
  all,
  colour,
  name,
  usual,
}: {
  segment: string
  profile: Profile
  all: Profile
  colour: string
  name: string
  usual: string
}) => {
  const say = useSay()
  const figures = useFigures()
  return (
    <article className={css.group} style={{ '--own-ink': `var(--${colour}-ink)` } as React.CSSProperties}>
      <div className={css.groupHead}>
        <Way to={customersBy({ field: 'cluster', op: 'eq', value: segment })} className={css.name}>
          {name}
        </Way>
        <span className="quiet">
          {figures.count(profile.customers)} {say(words.customers)} · {figures.share(profile.customers / all.customers)}
        </span>
      </div>
      {name !== usual && <span className="quiet">{usual}</span>}
      {traits.map(({ of, label: word, show }) => (
        <div key={of} className={css.trait}>
          <span>{say(word)}</span>
          <Bar by={against(profile[of], all[of])} />
          <span>{show(figures, profile[of])}</span>
        </div>
      ))}
    </article>
  )
}

/** The groups that were found: why so many, and what each is like. */
export const Groups = ({ clusters, all }: { clusters: Report['clusters']; all: Profile }) => {
  const say = useSay()
  const { exact } = useFigures()
  const chartWords = useChartWords()
  const nameOf = useSegmentNames(clusters.segments.map((one) => one.segment))
  const sentence = say(clusters.given ? words.given : words.chosen)
    .replace('{n}', String(clusters.segments.length))
    .replace('{s}', exact(clusters.silhouette, 2))
  const option = (look: ChartLook) => ({
    tooltip: { trigger: 'axis', valueFormatter: (value: number) => exact(value, 3) },
    xAxis: axis(look, {
      type: 'category',
      data: clusters.tried.map((one) => String(one.clusters)),
      name: say(words.groups),
      nameLocation: 'middle',
      nameGap: 26,
    }),
    yAxis: axis(look, { type: 'value' }),
    grid: { left: 8, right: 16, top: 12, bottom: 26, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    series: [
      {
        type: 'bar',
        name: say(words.silhouette),
        barMaxWidth: 34,
        data: clusters.tried.map((one) => ({
          value: one.score,
          itemStyle: {
            color: one.clusters === clusters.clusters ? look.accent : look.quiet,
            borderRadius: [4, 4, 0, 0],
          },
        })),
      },
    ],
  })
  return (
    <>
      <p className={css.why}>{sentence}</p>
      {clusters.tried.length > 0 && (
        <Chart
          title={say(words.why)}
          option={option}
          height={190}
          words={chartWords}
          table={{
            head: [say(words.groups), say(words.silhouette)],
            rows: clusters.tried.map((one) => [one.clusters, exact(one.score, 3)]),
          }}
        />
      )}
      <div className={css.groups}>
        {clusters.segments.map(({ segment, profile, words: usual }, c) => (
          <Group
            key={segment}
            segment={segment}
            profile={profile}
            all={all}
            colour={clusterColours[c % clusterColours.length]!}
            name={nameOf(segment, usual)}
            usual={say(usual)}
          />
        ))}
      </div>
      <p className="quiet" style={{ fontSize: 'var(--text-1)', marginTop: 10 }}>
        {say(words.against)}
      </p>
    </>
  )
}
