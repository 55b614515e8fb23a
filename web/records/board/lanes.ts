import type { Colour } from '@rapport/vocabulary/define/field.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listRecords } from '../../api.ts'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { titleOf } from '../value.tsx'

export interface LaneOf {
  readonly value: string
  readonly title: string
  readonly colour: Colour
}

/** The lanes of a board: the choices of its field, or the records that its link may point to, in their own order. */
export const useLanes = (object: ObjectDefinition): readonly LaneOf[] => {
  const say = useSay()
  const field = object.fields[object.board!.by]!
  const linked = useVocabulary().find(field.to ?? '')
  const { data } = useQuery({
    queryKey: ['records', linked?.name ?? '', 'lanes'],
    queryFn: async ({ signal }) =>
      (
        await listRecords(
          linked!.plural,
          { limit: 40, sort: Object.hasOwn(linked!.fields, 'position') ? 'position' : linked!.list.sort },
          signal,
        )
      ).data,
    enabled: linked !== undefined,
  })
  if (linked)
    return (data ?? []).map((row) => ({
      value: row.id,
      title: titleOf(linked, row),
      colour: (row.colour as Colour | undefined) ?? 'gray',
    }))
  return Object.entries(field.choices ?? {})
    .filter(([, choice]) => !choice.retired)
    .map(([value, choice]) => ({ value, title: say(choice.label), colour: choice.colour ?? 'gray' }))
}

/** Cards on their way: shown in the lane they were dropped on until the lists have caught up. */
export type Moves = ReadonlyMap<string, { readonly row: AnyRow; readonly to: string }>

export const useMoves = () => {
  const [standing, setStanding] = useState<Moves>(new Map())
  const begin = (row: AnyRow, to: string): void => setStanding((before) => new Map(before).set(row.id, { row, to }))
  const end = (row: AnyRow): void =>
    setStanding((before) => {
      const next = new Map(before)
      next.delete(row.id)
      return next
    })
  return { standing, begin, end }
}
