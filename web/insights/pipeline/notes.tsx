import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { DealNote } from '@rapport/vocabulary/insights/pipeline.ts'
import { IconHourglassLow } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import css from './pipeline.module.css'
import { words } from './words.ts'

/** On a deal: what is unlike deals that are won. Nothing stands here when nothing is. */
export const DealNotes = ({ row }: { readonly object: ObjectDefinition; readonly row: AnyRow }) => {
  const say = useSay()
  const { data } = useQuery({
    queryKey: ['deal_notes', row.id, row.version],
    queryFn: ({ signal }) =>
      call<{ data: readonly DealNote[] }>('GET', `/insights/pipeline/notes/${row.id}`, { signal }),
    enabled: row.status === 'open',
    retry: false,
  })
  if (!data || data.data.length === 0) return null
  return (
    <section className={css.notes} aria-label={say(words.notes)}>
      <IconHourglassLow size={18} stroke={1.7} aria-hidden />
      <ul>
        {data.data.map((note) => (
          <li key={note.kind}>{fill(say(words[note.kind]), { ...note })}</li>
        ))}
      </ul>
    </section>
  )
}
