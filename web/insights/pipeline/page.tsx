import type { PipelineReport as Report } from '@rapport/vocabulary/insights/pipeline.ts'
import { IconTargetArrow } from '@tabler/icons-react'
import { useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { ResultPage } from '../result-page.tsx'
import { Picture } from './picture.tsx'
import css from './pipeline.module.css'
import { PastMonths } from './tried.tsx'
import { words } from './words.ts'

const Body = ({ report }: { report: Report }) => {
  const say = useSay()
  const { money, count } = useFigures()
  const { total, open, closed, won, unpriced, foreign, byStage } = report
  const basis = { open: count(open), closed: count(closed), won: count(won) }
  return (
    <>
      <section className={shared.card}>
        <p className={css.total}>
          {fill(say(words.total), { mean: money(total.mean), low: money(total.low), high: money(total.high) })}
        </p>
        <p className="quiet">
          {fill(say(words.basis[report.chances]), basis)}
          {byStage > 0 && ` ${fill(say(words.byStage), { n: count(byStage) })}`}
          {unpriced > 0 && ` ${fill(say(words.unpriced), { n: count(unpriced) })}`}
          {foreign > 0 && ` ${fill(say(words.foreign), { n: count(foreign) })}`}
        </p>
        <Picture report={report} />
      </section>
      <section className={shared.card}>
        <h2>{say(words.tried)}</h2>
        <PastMonths report={report} />
      </section>
    </>
  )
}

/** What open deals will bring. */
export const PipelinePage = () => (
  <ResultPage<Report> kind="pipeline" icon={IconTargetArrow} words={words}>
    {(content) => <Body report={content} />}
  </ResultPage>
)
