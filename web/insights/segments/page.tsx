import { Button, Select } from '@mantine/core'
import { label } from '@rapport/vocabulary/define/label.ts'
import { IconChartPie } from '@tabler/icons-react'
import { useState } from 'react'
import { showMoment } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { Bone, Empty, Failed } from '../../ui/states.tsx'
import shared from '../insights.module.css'
import { useResult } from '../result.ts'
import { isGoing } from '../run.ts'
import { RunBar } from '../run-bar.tsx'
import { isTooLittle, Missing, type TooLittle } from '../too-little.tsx'
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
  again: label('Work out anew', '重新计算'),
  nothing: label('No segments have been worked out yet', '尚未划分客户群'),
  about: label(
    'Rapport places every customer in a grid of recency, frequency and money, and finds groups that buy alike.',
    'Rapport 会按最近下单、频次与金额为每位客户分层，并找出购买行为相似的群组。',
  ),
  asOf: label('As of', '截至'),
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
  useDocumentTitle(say(words.title))
  const { result, failed, isPending, run, begin, cancel } = useResult<Report | TooLittle>('segments')
  const [method, setMethod] = useState('kmeans')
  const [number, setNumber] = useState('auto')
  const start = () => begin({ method, clusters: number === 'auto' ? null : Number(number), locale })
  const content = result?.content
  return (
    <div className={shared.page}>
      <header className={shared.header}>
        <div>
          <h1>{say(words.title)}</h1>
          <p className="quiet">
            {say(words.lead)}
            {result?.at && ` ${say(words.asOf)} ${showMoment(result.at, locale, true)}.`}
          </p>
        </div>
        {content && (
          <div className={css.choose}>
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
            <Button size="xs" variant="default" disabled={isGoing(run)} onClick={start}>
              {say(words.again)}
            </Button>
          </div>
        )}
      </header>
      <RunBar run={run} cancel={cancel} />
      {failed ? (
        <Failed title={sayProblem(failed)} />
      ) : isPending ? (
        <Bone width="100%" height={320} />
      ) : isTooLittle(content) ? (
        <Missing missing={content} />
      ) : content ? (
        <Body report={content} />
      ) : (
        !isGoing(run) && (
          <Empty
            icon={IconChartPie}
            title={say(words.nothing)}
            action={<Button onClick={start}>{say(words.begin)}</Button>}
          >
            {say(words.about)}
          </Empty>
        )
      )}
    </div>
  )
}
