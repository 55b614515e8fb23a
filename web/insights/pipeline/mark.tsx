import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Pace } from '@rapport/vocabulary/insights/pipeline.ts'
import { IconHourglassLow } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import css from './pipeline.module.css'
import { words } from './words.ts'

const dayMs = 86_400_000

/** On the card of a deal: that it is slower than nine of ten won ones, with the numbers when pointed at. */
export const DealMark = ({ row, since }: { readonly row: AnyRow; readonly since: string }) => {
  const say = useSay()
  const { data } = useQuery({
    queryKey: ['insight_result', 'pipeline', 'pace'],
    queryFn: ({ signal }) =>
      call<{ stages: { readonly [stage: string]: Pace } }>('GET', '/insights/pipeline/pace', { signal }),
    staleTime: 600_000,
    retry: false,
  })
  const pace = data?.stages[String(row.stage)]
  const days = Math.floor((now().getTime() - Date.parse(since)) / dayMs)
  if (!pace || days <= pace.most) return null
  return (
    <span className={css.mark} title={fill(say(words.slow), { ...pace, days })}>
      <IconHourglassLow size={13} stroke={1.8} aria-hidden />
      {say(words.slowShort)}
    </span>
  )
}
