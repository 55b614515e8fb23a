import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { getRecord, type Values } from '../../api.ts'
import { learnTitle, learnTitles } from '../../fields/titles.ts'
import { useLocale } from '../../language.ts'
import { client } from '../../session.ts'
import { linksAmong } from '../list/use-blocks.ts'
import { type Refusals, useSaves } from '../saving.ts'
import { offerUndo } from '../undo.ts'
import { titleOf } from '../value.tsx'
import { overlaid, useWaiting } from '../waiting/queue.ts'

export const recordKey = (object: ObjectDefinition, id: string) => ['record', object.name, id]

/** A record with the names of what it links to. */
export const readRecord = async (object: ObjectDefinition, id: string, signal?: AbortSignal): Promise<AnyRow> => {
  const { included, ...row } = await getRecord(
    object.plural,
    id,
    linksAmong(object, Object.keys(object.fields)),
    signal,
  )
  learnTitles(included)
  learnTitle(object.name, id, titleOf(object, row as AnyRow))
  return row as AnyRow
}

/** The record, with what waits to be written to it. */
export const useRecord = (object: ObjectDefinition, id: string) => {
  const { data, error, refetch } = useQuery({
    queryKey: recordKey(object, id),
    queryFn: ({ signal }) => readRecord(object, id, signal),
    staleTime: 5_000,
  })
  const waiting = useWaiting()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits is laid over
  const shown = useMemo(() => data && overlaid(object.name, data), [object.name, data, waiting])
  return { data: shown, error, refetch }
}

export interface Saving {
  /** `from` is the record as it was when the person began to write. */
  readonly save: (values: Values, from?: AnyRow) => Promise<Refusals | undefined>
}

/** Saves fields of the record of a page; what was refused comes back with the reasons. */
export const useSaving = (object: ObjectDefinition, row: AnyRow): Saving => {
  const { t } = useLingui()
  const locale = useLocale()
  const key = recordKey(object, row.id)
  const { save } = useSaves(object, (next) => client.setQueryData(key, next))
  const standing = (or: AnyRow): AnyRow => overlaid(object.name, client.getQueryData<AnyRow>(key) ?? or)
  const offerBack = (before: AnyRow, values: Values): void => {
    const names = Object.keys(values).filter((name) => Object.hasOwn(object.fields, name))
    const label = names.map((name) => object.fields[name]!.label[locale]).join(', ')
    const back = Object.fromEntries(names.map((name) => [name, before[name] ?? null]))
    offerUndo(t`${label} changed.`, () => save(standing(before), back))
  }
  return {
    save: async (values, from) => {
      const before = standing(row)
      const saved = await save(before, values, from)
      if (saved === 'saved') offerBack(before, values)
      return typeof saved === 'string' ? undefined : saved
    },
  }
}
