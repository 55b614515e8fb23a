import { Button } from '@mantine/core'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { type ReadyQuestion, readyQuestions } from '@rapport/vocabulary/insights/questions.ts'
import { IconBulb } from '@tabler/icons-react'
import { useLocale, useSay } from '../language.ts'
import { client, useMe } from '../session.ts'
import { useDocumentTitle } from '../ui/document-title.ts'
import { iconNamed } from '../ui/icons.ts'
import { Pill } from '../ui/pill.tsx'
import { Bone, Empty } from '../ui/states.tsx'
import { Way } from '../way.tsx'
import { type Source, Sources } from './collect.tsx'
import { measureWords, showMeasure } from './figures.ts'
import css from './insights.module.css'
import { type Outcome, useAllAnswers } from './outcome.ts'
import { PlaceCards, refreshPlaces } from './places.tsx'
import { useModels, useReport } from './report.ts'
import { isGoing, useInsightRun } from './run.ts'
import { RunBar } from './run-bar.tsx'
import { words as retrain } from './to-retrain.tsx'

const words = {
  title: label('What the data say', '数据洞察'),
  lead: label(
    'Learned from your own records, on your own machine, and explained.',
    '在您自己的机器上，从您自己的记录中学习，并给出解释。',
  ),
  own: label('Ask your own', '自定义问题'),
  all: label('Answer all questions', '回答所有问题'),
  anew: label('Answer all anew', '全部重新回答'),
  nothing: label('Nothing has been learned yet', '尚未学习'),
  about: label(
    'One click: Rapport looks at your orders, returns, tickets, events and campaigns, compares methods, judges them on what came later, writes scores beside your records, groups customers, and works out what is bought together and what to recommend.',
    '一键完成：Rapport 查看订单、退货、工单、行为与营销数据，比较多种方法，用后来的数据检验，把评分写在记录旁，划分客户群组，并计算购买关联与推荐。',
  ),
  collect: label('What there is to learn from', '可供学习的数据'),
  count: label('Count', '统计'),
  serving: label('Serving', '使用中'),
  waiting: label('Not asked yet', '尚未提问'),
  missing: label('Too little data', '数据不足'),
  notBetter: label('No better', '未优于规则'),
  naive: label('simple rule', '简单规则'),
  weak: label('Not better than a simple rule, so nothing is written', '不优于简单规则，未写入评分'),
  open: label('See how good it is, and why', '查看效果与原因'),
}

/** How good the serving version is on what it had not seen, beside the naive rule. */
const Proof = ({ version }: { version: string }) => {
  const say = useSay()
  const locale = useLocale()
  const { data } = useReport(version)
  if (!data) return <Bone width="80%" height={14} />
  const { report, withdrawn } = data
  const measure = measureWords[report.primary]
  return (
    <p className={css.proof}>
      {withdrawn && <Pill colour="orange">{say(retrain.mark)}</Pill>}{' '}
      <strong>{showMeasure(report.primary, report.measures[report.primary], locale)}</strong>{' '}
      {measure ? say(measure.label) : report.primary}
      <span className="quiet">
        {' · '}
        {say(words.naive)} {showMeasure(report.primary, report.baseline.measures[report.primary], locale)}
      </span>
    </p>
  )
}

const QuestionCard = ({
  icon,
  name,
  about,
  model,
  outcome,
}: {
  icon: string
  name: string
  about: string
  model: AnyRow | undefined
  outcome: Outcome | undefined
}) => {
  const say = useSay()
  const Sign = iconNamed(icon)
  const serving = model?.serving as string | null | undefined
  const trouble = outcome?.failure ?? outcome?.trained?.missing
  const isWeak = !serving && !trouble && outcome?.trained?.serving === false
  const inside = (
    <>
      <div className={css.questionHead}>
        <span className={css.sign}>
          <Sign size={19} stroke={1.6} aria-hidden />
        </span>
        <h2>{name}</h2>
        <Pill colour={serving ? 'green' : trouble ? 'orange' : 'gray'}>
          {say(serving ? words.serving : trouble ? words.missing : isWeak ? words.notBetter : words.waiting)}
        </Pill>
      </div>
      <p className={css.ask}>{about}</p>
      {serving ? (
        <Proof version={serving} />
      ) : (
        <p className={css.proof}>{trouble ? say(trouble) : isWeak ? say(words.weak) : ''}</p>
      )}
    </>
  )
  return model ? (
    <Way to={`/insights/models/${model.id}`} className={css.question}>
      {inside}
    </Way>
  ) : (
    <div className={css.question}>{inside}</div>
  )
}

const Collect = () => {
  const say = useSay()
  const { run, isPending, begin, cancel } = useInsightRun<{ sources: readonly Source[] }>('collect')
  return (
    <section className={css.card}>
      <div className={css.cardHead}>
        <h2>{say(words.collect)}</h2>
        <Button size="compact-sm" variant="default" disabled={isGoing(run)} onClick={() => begin({})}>
          {say(words.count)}
        </Button>
      </div>
      <RunBar run={run} cancel={cancel} />
      {isPending ? <Bone width="100%" height={200} /> : run?.output && <Sources sources={run.output.sources} />}
    </section>
  )
}

const refresh = (): void => {
  void client.invalidateQueries({ queryKey: ['records', 'model'] })
  void client.invalidateQueries({ queryKey: ['record', 'model'] })
  refreshPlaces()
}

const isOf = (question: ReadyQuestion) => (model: AnyRow) => model.kind === question.kind && model.target === null

/** Where insights begin: the questions that Rapport answers, how well, and what it learned them from. */
export const InsightsHome = () => {
  const say = useSay()
  const locale = useLocale()
  useDocumentTitle(say(words.title))
  const { data: models } = useModels()
  const { abilities } = useMe()
  const { run, begin, cancel } = useAllAnswers(refresh)
  const own = (models ?? []).filter((model) => !readyQuestions.some((question) => isOf(question)(model)))
  const fresh = models?.length === 0 && !isGoing(run) && !run?.output
  return (
    <div className={css.page}>
      <header className={css.header}>
        <div>
          <h1>{say(words.title)}</h1>
          <p className="quiet">{say(words.lead)}</p>
        </div>
        <div className={css.actions}>
          {abilities.includes('designer') && (
            <Way to="/insights/new" className={css.chip}>
              {say(words.own)}
            </Way>
          )}
          {!fresh && (
            <Button disabled={isGoing(run)} onClick={() => begin({ locale })}>
              {say(run?.output ? words.anew : words.all)}
            </Button>
          )}
        </div>
      </header>
      <RunBar run={run} cancel={cancel} />
      {fresh ? (
        <Empty
          icon={IconBulb}
          title={say(words.nothing)}
          action={<Button onClick={() => begin({ locale })}>{say(words.all)}</Button>}
        >
          {say(words.about)}
        </Empty>
      ) : (
        <div className={css.questions}>
          {readyQuestions.map((question) => (
            <QuestionCard
              key={question.kind}
              icon={question.icon}
              name={say(question.name)}
              about={say(question.about)}
              model={models?.find(isOf(question))}
              outcome={run?.output?.outcomes.find((one) => one.kind === question.kind)}
            />
          ))}
          {own.map((model) => (
            <QuestionCard
              key={model.id}
              icon="bulb"
              name={String(model.name)}
              about={say(words.open)}
              model={model}
              outcome={undefined}
            />
          ))}
          <PlaceCards />
        </div>
      )}
      <Collect />
    </div>
  )
}
