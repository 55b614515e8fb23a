import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import { client } from '../session.ts'
import { useInsightRun } from './run.ts'

export interface Result<Content> {
  readonly at: string | null
  readonly content: Content | null
}

/** What the latest good run of a kind found, and the run that is going on; a run that ends brings its result. */
export function useResult<Content extends object, More extends object = object>(kind: string) {
  const queryKey = ['insight_result', kind]
  const { data, error, isPending } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call<Result<Content> & More>('GET', `/insights/${kind}`, { signal }),
  })
  const going = useInsightRun(kind, null, () => void client.invalidateQueries({ queryKey }))
  return { ...going, result: data, failed: error, isPending }
}
