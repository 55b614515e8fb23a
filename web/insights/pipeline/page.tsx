import { Button } from '@mantine/core'
import { IconTargetArrow } from '@tabler/icons-react'
import { showMoment } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { Bone, Empty, Failed } from '../../ui/states.tsx'
import { fill } from '../forecast/time.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { useResult } from '../result.ts'
import { isGoing } from '../run.ts'
import { RunBar } from '../run-bar.tsx'
import { isTooLittle, Missing, type TooLittle } from '../too-little.tsx'
import { Picture } from './picture.tsx'
import css from './pipeline.module.css'
import type { Report } from './report.ts'
import { PastMonths } from './tried.tsx'
import { words } from './words.ts'

const Body = ({ report }: { report: Report }) => {
  const say = useSay()
  const { money, count } = useFigures()
  const { total, open, closed, won, unpriced, foreign } = report
  const basis = { open: count(open), closed: count(closed), won: count(won) }
  return (
    <>
      <section className={shared.card}>
        <p className={css.total}>
          {fill(say(words.total), { mean: money(total.mean), low: money(total.low), high: money(total.high) })}
        </p>
        <p className="quiet">
          {fill(say(words.basis[report.chances]), basis)}
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
export const PipelinePage = () => {
  const say = useSay()
  const locale = useLocale()
  useDocumentTitle(say(words.title))
  const { result, failed, isPending, run, begin, cancel } = useResult<Report | TooLittle>('pipeline')
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
          <Button size="xs" variant="default" disabled={isGoing(run)} onClick={() => begin({})}>
            {say(words.again)}
          </Button>
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
            icon={IconTargetArrow}
            title={say(words.nothing)}
            action={<Button onClick={() => begin({})}>{say(words.begin)}</Button>}
          >
            {say(words.about)}
          </Empty>
        )
      )}
    </div>
  )
}
