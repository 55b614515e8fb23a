import type { Label } from '@rapport/vocabulary/define/label.ts'
import { useInsightRun } from './run.ts'

/** What one question came to when all were answered. */
export interface Outcome {
  readonly kind: string
  readonly trained: { readonly missing: Label | null; readonly serving: boolean } | null
  readonly failure: Label | null
}

export const useAllAnswers = (onEnd?: () => void) => useInsightRun<{ outcomes: readonly Outcome[] }>('all', null, onEnd)

/** Why a question was not answered when all were, and when that was. */
export const useRefusal = (kind: string): { readonly why: Label; readonly at: string } | undefined => {
  const { run } = useAllAnswers()
  const outcome = run?.output?.outcomes.find((one) => one.kind === kind)
  const why = outcome?.failure ?? outcome?.trained?.missing
  return why && run?.ended_at ? { why, at: run.ended_at } : undefined
}
