import { Button } from '@mantine/core'
import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import type { TooLittle } from '@rapport/vocabulary/insights/too-little.ts'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { showMoment } from '../fields/time.ts'
import { useLocale, useSay } from '../language.ts'
import { sayProblem } from '../records/problem.ts'
import { useDocumentTitle } from '../ui/document-title.ts'
import { Bone, Empty, Failed } from '../ui/states.tsx'
import shared from './insights.module.css'
import { type Result, useResult } from './result.ts'
import css from './result-page.module.css'
import { isGoing } from './run.ts'
import { RunBar } from './run-bar.tsx'
import { isTooLittle, Missing } from './too-little.tsx'

const common = { asOf: label('As of', '截至'), again: label('Work out anew', '重新计算') }

interface Given<Content extends object, More extends object> {
  /** The kind of run whose latest result is shown. */
  readonly kind: string
  readonly icon: Icon
  readonly words: {
    readonly title: Label
    readonly lead: Label
    /** While there is no result: that there is none, what it would be, and the way to it. */
    readonly nothing: Label
    readonly about: Label
    readonly begin: Label
  }
  /** What a run is asked with, and where that is chosen. */
  readonly ask?: object
  readonly choose?: ReactNode
  readonly children: (content: Content, result: Result<Content | TooLittle> & More) => ReactNode
}

/** The page of what a kind of run found: since when, how far a new one is, what is missing, or nothing yet. */
export const ResultPage = <Content extends object, More extends object = object>(given: Given<Content, More>) => {
  const { kind, icon, words, ask = {}, choose, children } = given
  const say = useSay()
  const locale = useLocale()
  useDocumentTitle(say(words.title))
  const { result, failed, isPending, run, begin, cancel } = useResult<Content | TooLittle, More>(kind)
  const content = result?.content
  return (
    <div className={shared.page}>
      <header className={shared.header}>
        <div>
          <h1>{say(words.title)}</h1>
          <p className="quiet">
            {say(words.lead)}
            {result?.at && ` ${say(common.asOf)} ${showMoment(result.at, locale, true)}.`}
          </p>
        </div>
        {content && (
          <div className={css.choose}>
            {choose}
            <Button size="xs" variant="default" disabled={isGoing(run)} onClick={() => begin(ask)}>
              {say(common.again)}
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
        children(content, result)
      ) : (
        !isGoing(run) && (
          <Empty
            icon={icon}
            title={say(words.nothing)}
            action={<Button onClick={() => begin(ask)}>{say(words.begin)}</Button>}
          >
            {say(words.about)}
          </Empty>
        )
      )}
    </div>
  )
}
