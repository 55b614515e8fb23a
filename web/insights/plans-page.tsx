import type { Label } from '@rapport/vocabulary/define/label.ts'
import { type QueryKey, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { call } from '../api.ts'
import { useSay } from '../language.ts'
import { sayProblem } from '../records/problem.ts'
import { client } from '../session.ts'
import { useDocumentTitle } from '../ui/document-title.ts'
import { Bone, Failed } from '../ui/states.tsx'
import shared from './insights.module.css'
import { type InsightRun, isGoing, useInsightRun } from './run.ts'
import { RunBar } from './run-bar.tsx'

interface Source {
  /** The kind of run that makes a plan, and what it is about. */
  readonly kind: string
  readonly about?: string | null
  readonly path: string
  readonly queryKey: QueryKey
}

/** The plans that were kept, the one that is looked at – the latest, if none was picked – and how to make another. */
export const usePlans = <Plan extends { readonly id: string }>({ kind, about = null, path, queryKey }: Source) => {
  const [picked, pick] = useState<string>()
  const { data, error, isPending } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call<{ data: readonly Plan[] }>('GET', path, { signal }),
  })
  const { run, begin, cancel } = useInsightRun<object>(kind, about, () => {
    pick(undefined)
    void client.invalidateQueries({ queryKey })
  })
  const plans = data?.data ?? []
  const plan = plans.find(({ id }) => id === picked) ?? plans[0]
  return { plans, plan, pick, error, isPending, run, busy: isGoing(run), begin, cancel }
}

interface Given {
  readonly words: { readonly title: Label; readonly lead: Label }
  readonly from: {
    readonly error: unknown
    readonly isPending: boolean
    readonly run: InsightRun<object> | null
    readonly cancel: (run: string) => void
  }
  /** Beside the title. */
  readonly beside?: ReactNode
  readonly children: ReactNode
}

/** The page of a kind of plan: how far a new one is, and what the page says once the plans are there. */
export const PlansPage = ({ words, from: { error, isPending, run, cancel }, beside, children }: Given) => {
  const say = useSay()
  useDocumentTitle(say(words.title))
  return (
    <div className={shared.page}>
      <header className={shared.header}>
        <div>
          <h1>{say(words.title)}</h1>
          <p className="quiet">{say(words.lead)}</p>
        </div>
        {beside}
      </header>
      <RunBar run={run} cancel={cancel} />
      {error ? <Failed title={sayProblem(error)} /> : isPending ? <Bone width="100%" height={320} /> : children}
    </div>
  )
}
