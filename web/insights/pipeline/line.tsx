import type { PipelineReport as Report } from '@rapport/vocabulary/insights/pipeline.ts'
import { IconTargetArrow } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { type SeenObject, useVocabulary } from '../../session.ts'
import { fill } from '../../ui/fill.ts'
import { Way } from '../../way.tsx'
import { useFigures } from '../numbers.ts'
import type { Result } from '../result.ts'
import css from './pipeline.module.css'
import { words } from './words.ts'

/** What the deals that are open now bring this month, where a forecast stands; leads to its page. */
export const PipelineLine = () => {
  const say = useSay()
  const { money } = useFigures()
  const deal = useVocabulary().find('deal') as SeenObject | undefined
  const { data } = useQuery({
    queryKey: ['insight_result', 'pipeline'],
    queryFn: ({ signal }) => call<Result<Partial<Report>>>('GET', '/insights/pipeline', { signal }),
    enabled: deal?.access.read === 'all',
    staleTime: 600_000,
    retry: false,
  })
  const month = data?.content?.months?.[0]
  if (!month) return null
  const figures = { mean: money(month.mean), low: money(month.low), high: money(month.high) }
  return (
    <Way to="/insights/pipeline" className={css.line}>
      <IconTargetArrow size={15} stroke={1.7} aria-hidden />
      {fill(say(words.line), figures)}
    </Way>
  )
}
