import type { Label } from '@rapport/vocabulary/define/label.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import { sayProblem } from '../records/problem.ts'
import { client } from '../session.ts'
import { warn } from '../ui/toast.tsx'

/** One piece of analytic work, as the server writes it down while it goes on. */
export interface InsightRun<Output = unknown> {
  readonly id: string
  readonly kind: string
  readonly about: string | null
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly progress: number | null
  readonly stage: Label | null
  readonly started_at: string | null
  readonly ended_at: string | null
  readonly message: string | null
  readonly output: Output | null
}

export const isGoing = (run: InsightRun | null | undefined): boolean =>
  run?.status === 'waiting' || run?.status === 'running'

const keyOf = (kind: string, about: string | null) => ['insight_run', kind, about]
const pollMs = 700

const latest = async <Output>(
  kind: string,
  about: string | null,
  signal: AbortSignal,
): Promise<InsightRun<Output> | null> => {
  const filter = {
    all: [
      { field: 'kind', op: 'eq', value: kind },
      about === null ? { field: 'about', op: 'empty' } : { field: 'about', op: 'eq', value: about },
    ],
  }
  const query = { filter: JSON.stringify(filter), sort: '-created_at', limit: 1 }
  const { data } = await call<{ data: readonly InsightRun<Output>[] }>('GET', '/insight_runs', { query, signal })
  return data[0] ?? null
}

/**
 * The latest run of a kind of analytic work (about one record, when it is about one), followed while it goes on; and how to begin and
 * cancel it. `onEnd` hears once of a run that was seen going and has ended.
 */
export function useInsightRun<Output>(
  kind: string,
  about: string | null = null,
  onEnd?: (run: InsightRun<Output>) => void,
) {
  const key = keyOf(kind, about)
  const {
    data: run,
    isPending,
    error,
  } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const before = client.getQueryData<InsightRun<Output> | null>(key)
      const now = await latest<Output>(kind, about, signal)
      if (isGoing(before) && now && !isGoing(now)) onEnd?.(now)
      return now
    },
    refetchInterval: ({ state }) => (isGoing(state.data) ? pollMs : false),
  })
  const begin = useMutation({
    mutationFn: (input: object = {}) =>
      call<{ run: string }>('POST', '/insights/runs', { body: { kind, about, input } }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
    onError: (problem) => warn(sayProblem(problem)),
  })
  const cancel = useMutation({
    mutationFn: (id: string) => call('POST', `/insights/runs/${id}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  return { run: run ?? null, isPending, error, begin: begin.mutate, cancel: cancel.mutate }
}
