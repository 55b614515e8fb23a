import { Button } from '@mantine/core'
import { IconTrendingUp } from '@tabler/icons-react'
import { showMoment } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { Bone, Empty, Failed } from '../../ui/states.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { useResult } from '../result.ts'
import { isGoing } from '../run.ts'
import { RunBar } from '../run-bar.tsx'
import { isTooLittle, Missing, type TooLittle } from '../too-little.tsx'
import { useChoice } from './choose.tsx'
import type { Report } from './report.ts'
import { SeriesTable } from './table.tsx'
import { fill } from './time.ts'
import { words } from './words.ts'

const Body = ({ report }: { report: Report }) => {
  const say = useSay()
  const { count } = useFigures()
  const { bar, ...shown } = useChoice()
  if (report.series.length === 0) return <p className="quiet">{say(words.none)}</p>
  return (
    <section className={shared.card}>
      {bar}
      {report.isPart && <p className="quiet">{say(words.part)}</p>}
      <SeriesTable series={report.series} {...shown} />
      {report.foreign ? <p className="quiet">{fill(say(words.foreign), { n: count(report.foreign) })}</p> : null}
    </section>
  )
}

/** What will be sold, series by series. */
export const ForecastPage = () => {
  const say = useSay()
  const locale = useLocale()
  useDocumentTitle(say(words.title))
  const { result, failed, isPending, run, begin, cancel } = useResult<Report | TooLittle>('forecast')
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
            icon={IconTrendingUp}
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
