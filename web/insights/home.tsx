import { Button } from '@mantine/core'
import { label } from '@rapport/vocabulary/define/label.ts'
import { IconBulb } from '@tabler/icons-react'
import { useSay } from '../language.ts'
import { useDocumentTitle } from '../ui/document-title.ts'
import { Bone, Empty } from '../ui/states.tsx'
import { type Source, Sources } from './collect.tsx'
import css from './insights.module.css'
import { isGoing, useInsightRun } from './run.ts'
import { RunBar } from './run-bar.tsx'

const words = {
  title: label('What the data say', '数据洞察'),
  lead: label(
    'Learned from your own records, on your own machine, and explained.',
    '在您自己的机器上，从您自己的记录中学习，并给出解释。',
  ),
  look: label('Look at the data', '查看数据'),
  again: label('Count anew', '重新统计'),
  nothing: label('Nothing has been looked at yet', '尚未查看数据'),
  about: label(
    'Rapport counts what there is to learn from: orders, returns, tickets, events and the rest, and since when.',
    'Rapport 会统计可供学习的数据：订单、退货、工单、行为等，以及起始时间。',
  ),
  collect: label('Collect', '收集'),
}

/** Where insights begin: what there is to learn from, and what came of it. */
export const InsightsHome = () => {
  const say = useSay()
  useDocumentTitle(say(words.title))
  const { run, isPending, begin, cancel } = useInsightRun<{ sources: readonly Source[] }>('collect')
  return (
    <div className={css.page}>
      <header className={css.header}>
        <div>
          <h1>{say(words.title)}</h1>
          <p className="quiet">{say(words.lead)}</p>
        </div>
        {run?.output && (
          <Button variant="default" disabled={isGoing(run)} onClick={() => begin({})}>
            {say(words.again)}
          </Button>
        )}
      </header>
      <RunBar run={run} cancel={cancel} />
      {isPending ? (
        <Bone width="100%" height={240} />
      ) : run?.output ? (
        <section className={css.card}>
          <h2>{say(words.collect)}</h2>
          <Sources sources={run.output.sources} />
        </section>
      ) : (
        !isGoing(run) && (
          <Empty
            icon={IconBulb}
            title={say(words.nothing)}
            action={<Button onClick={() => begin({})}>{say(words.look)}</Button>}
          >
            {say(words.about)}
          </Empty>
        )
      )}
    </div>
  )
}
