import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import type { Colleague } from './mention-text.ts'
import css from './mentions.module.css'

/** Colleagues who may see the record, by what is typed after an @. */
export const Mentions = ({
  object,
  row,
  typed,
  pick,
}: {
  object: ObjectDefinition
  row: AnyRow
  typed: string
  pick: (colleague: Colleague) => void
}) => {
  const { t } = useLingui()
  const { data } = useQuery({
    queryKey: ['readers', object.name, row.id, typed],
    queryFn: ({ signal }) =>
      call<{ data: readonly Colleague[] }>('GET', `/${object.plural}/${row.id}/readers`, {
        query: { q: typed },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
  if (!data || data.data.length === 0) return null
  return (
    <div className={css.offered} role="listbox" aria-label={t`Colleagues to mention`}>
      {data.data.map((one) => (
        <button key={one.id} type="button" role="option" aria-selected={false} onClick={() => pick(one)}>
          {one.name}
        </button>
      ))}
    </div>
  )
}
