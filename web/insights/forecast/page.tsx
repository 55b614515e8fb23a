import { IconTrendingUp } from '@tabler/icons-react'
import { useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { ResultPage } from '../result-page.tsx'
import { useChoice } from './choose.tsx'
import type { Report } from './report.ts'
import { SeriesTable } from './table.tsx'
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
export const ForecastPage = () => (
  <ResultPage<Report> kind="forecast" icon={IconTrendingUp} words={words}>
    {(content) => <Body report={content} />}
  </ResultPage>
)
