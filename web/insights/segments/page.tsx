import { Select } from '@mantine/core'
import { label } from '@rapport/vocabulary/define/label.ts'
import { IconChartPie } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocale, useSay } from '../../language.ts'
import shared from '../insights.module.css'
import { ResultPage } from '../result-page.tsx'
import { Grid } from './grid.tsx'
import { Groups } from './groups.tsx'
import { Moves } from './moves.tsx'
import { cells, type Report } from './report.ts'
import css from './segments.module.css'
import { SegmentTable } from './table.tsx'

const words = {
  title: label('Segments', '客户群'),
  lead: label(
    'Which customers are alike, what each kind is worth, and who moves.',
    '哪些客户相似、各自价值如何、谁在变动。',
  ),
  begin: label('Find segments', '划分客户群'),
  nothing: label('No segments have been worked out yet', '尚未划分客户群'),
  about: label(
    'Rapport places every customer in a grid of recency, frequency and money, and finds groups that buy alike.',
    'Rapport 会按最近下单、频次与金额为每位客户分层，并找出购买行为相似的群组。',
  ),
  grid: label('Recency, frequency, money', '最近下单、频次与金额'),
  gridAbout: label(
    'Fifths of your own customers: five is best. Orders count unless they were cancelled; what came back is taken off.',
    '按您自己的客户五等分，五分最好。取消的订单不计，退货已扣除。',
  ),
  moves: label('Movement', '变动'),
  groups: label('Groups that buy alike', '购买相似的群组'),
  method: label('Method', '方法'),
  number: label('Number of groups', '组数'),
  auto: label('As the data say', '由数据决定'),
  kmeans: label('k-means', 'k 均值'),
  mixture: label('Gaussian mixture', '高斯混合'),
}

const Body = ({ report }: { report: Report }) => {
  const say = useSay()
  const { rfm, clusters, all } = report
  const rows = rfm.segments.map(({ cell, segment, profile }) => ({
    segment,
    profile,
    colour: cells[cell].colour,
    usual: cells[cell].label,
  }))
  return (
    <>
      <section className={shared.card}>
        <h2>{say(words.grid)}</h2>
        <p className={css.why}>{say(words.gridAbout)}</p>
        <div className={css.two}>
          <Grid rfm={rfm} />
          <SegmentTable rows={rows} all={all} field="rfm" />
        </div>
      </section>
      <section className={shared.card}>
        <h2>{say(words.moves)}</h2>
        <Moves rfm={rfm} />
      </section>
      <section className={shared.card}>
        <h2>{say(words.groups)}</h2>
        <Groups clusters={clusters} all={all} />
      </section>
    </>
  )
}

/** The segments of the customers: the grid, who moved, and the groups that were found. */
export const SegmentsPage = () => {
  const say = useSay()
  const locale = useLocale()
  const [method, setMethod] = useState('kmeans')
  const [number, setNumber] = useState('auto')
  return (
    <ResultPage<Report>
      kind="segments"
      icon={IconChartPie}
      words={words}
      ask={{ method, clusters: number === 'auto' ? null : Number(number), locale }}
      choose={
        <>
          <Select
            size="xs"
            w={150}
            label={say(words.method)}
            allowDeselect={false}
            value={method}
            onChange={(value) => setMethod(value ?? 'kmeans')}
            data={[
              { value: 'kmeans', label: say(words.kmeans) },
              { value: 'gaussian_mixture', label: say(words.mixture) },
            ]}
          />
          <Select
            size="xs"
            w={150}
            label={say(words.number)}
            allowDeselect={false}
            value={number}
            onChange={(value) => setNumber(value ?? 'auto')}
            data={[
              { value: 'auto', label: say(words.auto) },
              ...['2', '3', '4', '5', '6', '7', '8'].map((n) => ({ value: n, label: n })),
            ]}
          />
        </>
      }
    >
      {(content) => <Body report={content} />}
    </ResultPage>
  )
}
