import { Button } from '@mantine/core'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { readyQuestions } from '@rapport/vocabulary/insights/questions.ts'
import { IconChevronLeft, IconRefresh } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../api.ts'
import { useSay } from '../language.ts'
import { Lost } from '../records/lost.tsx'
import { client } from '../session.ts'
import { useDocumentTitle } from '../ui/document-title.ts'
import { Bone } from '../ui/states.tsx'
import { Way } from '../way.tsx'
import { AnalyseStep, CollectStep, PrepareStep } from './early-steps.tsx'
import css from './insights.module.css'
import { MaintainStep, WorkStep } from './late-steps.tsx'
import { LearnStep } from './learn-step.tsx'
import { steps, words } from './model-words.ts'
import { useRefusal } from './outcome.ts'
import { type Report, useModel, useReport, useVersions } from './report.ts'
import { isGoing, useInsightRun } from './run.ts'
import { RunBar } from './run-bar.tsx'
import { SettingsCard } from './settings-card.tsx'
import { ToRetrain } from './to-retrain.tsx'

const refresh = (): void => {
  for (const queryKey of [
    ['records', 'model'],
    ['records', 'model_version'],
    ['record', 'model'],
  ])
    void client.invalidateQueries({ queryKey })
}

const Steps = ({
  model,
  version,
  report,
  show,
}: {
  model: AnyRow
  version: string
  report: Report
  show: (version: string) => void
}) => {
  const say = useSay()
  const bodies = {
    collect: <CollectStep report={report} />,
    prepare: <PrepareStep report={report} />,
    analyse: <AnalyseStep report={report} />,
    learn: <LearnStep model={model} version={version} report={report} />,
    work: <WorkStep model={model} report={report} />,
    maintain: <MaintainStep model={model} report={report} show={show} />,
  }
  return (
    <>
      <nav className={css.steps} aria-label={say(words.model)}>
        {steps.map((step, i) => (
          <a key={step.id} href={`#${step.id}`} className={css.step}>
            <span className={css.stepNumber}>{i + 1}</span>
            {say(step.label)}
          </a>
        ))}
      </nav>
      {steps.map((step) => (
        <section key={step.id} id={step.id} className={css.card}>
          <h2>{say(step.label)}</h2>
          {bodies[step.id]}
        </section>
      ))}
    </>
  )
}

const Page = ({ model }: { model: AnyRow }) => {
  const say = useSay()
  const ready = readyQuestions.find((one) => one.kind === model.kind && model.target === null)
  const name = ready ? say(ready.name) : String(model.name)
  useDocumentTitle(name)
  const [shown, setShown] = useState<string>()
  const { run, begin, cancel } = useInsightRun<{ missing: Label | null; waits?: boolean }>(
    'train',
    `model/${model.id}`,
    refresh,
  )
  const { data: versions, isPending: isLooking } = useVersions(model.id)
  // What was learned last and does not serve can still be judged.
  const version = shown ?? (model.serving as string | null) ?? versions?.[0]?.id
  const { data, isPending } = useReport(version)
  const refusal = useRefusal(String(model.kind))
  const own = run?.status === 'done' ? run : null
  // What was said last counts: to this question alone, or when all were asked.
  const isOwnLast = !refusal || (own?.ended_at ?? '') > refusal.at
  const missing = isOwnLast ? own?.output?.missing : ready && refusal.why
  return (
    <div className={css.page}>
      <Way to="/insights" className={css.backWay}>
        <IconChevronLeft size={15} aria-hidden />
        {say(words.back)}
      </Way>
      <header className={css.header}>
        <div>
          <h1>{name}</h1>
          <p className="quiet">{ready ? say(ready.about) : ''}</p>
        </div>
        <Button
          leftSection={<IconRefresh size={15} />}
          disabled={isGoing(run)}
          onClick={() => begin({ model: model.id })}
        >
          {say(model.serving ? words.train : words.first)}
        </Button>
      </header>
      <RunBar run={run} cancel={cancel} />
      {run?.status === 'done' && run.output?.waits && <p className={css.notice}>{say(words.waits)}</p>}
      {missing && <p className={css.notice}>{say(missing)}</p>}
      {data?.withdrawn && <ToRetrain withdrawn={data.withdrawn} />}
      {data ? (
        <>
          {!model.serving && !data.report.beats && <p className={css.notice}>{say(words.weak)}</p>}
          <SettingsCard key={model.version} model={model} report={data.report} />
          <Steps model={model} version={data.version.id} report={data.report} show={setShown} />
        </>
      ) : isLooking || (version && isPending) ? (
        <Bone width="100%" height={320} />
      ) : (
        <p className={css.say}>{say(words.none)}</p>
      )}
    </div>
  )
}

/** A model as a pipeline of six steps, from the data to its upkeep; everything on it is computed from the records. */
export const ModelPage = () => {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useModel(id)
  if (error instanceof ApiProblem && error.status === 404) return <Lost />
  return data ? <Page key={id} model={data} /> : <Bone width="100%" height={320} />
}
