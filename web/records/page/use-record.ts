import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, getRecord, updateRecord, type Values } from '../../api.ts'
import { learnTitle, learnTitles } from '../../fields/titles.ts'
import { client } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import { linksAmong } from '../list/use-blocks.ts'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import { titleOf } from '../value.tsx'

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

export const useRecord = (object: ObjectDefinition, id: string) =>
  useQuery({
    queryKey: recordKey(object, id),
    queryFn: ({ signal }) => readRecord(object, id, signal),
    staleTime: 5_000,
  })

/** Two people gave one field different values; nothing is saved until one is chosen. */
export interface Conflict {
  readonly mine: Values
  readonly current: AnyRow
  /** Who did it, where the server says so. */
  readonly by: string | null
}

interface ConflictBody {
  readonly current?: AnyRow
  readonly changes?: readonly { readonly person: string | null; readonly fields: readonly string[] }[]
}

export interface Saving {
  readonly save: (values: Values) => Promise<Refusals | undefined>
  readonly conflict: Conflict | undefined
  readonly keepTheirs: () => void
  readonly useMine: () => void
}
export type Refusals = ApiProblem['fields']

/**
 * Saves fields at once on the screen and then on the server. Changes of others to other fields are merged without a word;
 * a change of the same field is shown for the person to choose.
 */
export const useSaving = (object: ObjectDefinition, row: AnyRow): Saving => {
  const { t } = useLingui()
  const [conflict, setConflict] = useState<Conflict>()
  const key = recordKey(object, row.id)
  const keep = (next: AnyRow): void => {
    client.setQueryData(key, next)
    noteChange(object.name, row.id)
  }
  const settle = async (mine: Values, body: ConflictBody): Promise<Refusals | undefined> => {
    const { current } = body
    if (current === undefined || current.deleted_at) {
      warn(t`The record is in the trash. Restore it before changing it.`)
      return undefined
    }
    const names = Object.keys(mine)
    const clash = body.changes?.find((change) => change.fields.some((name) => names.includes(name)))
    if (clash === undefined) return send(mine, current)
    keep(current)
    setConflict({ mine, current, by: clash.person })
    return undefined
  }
  const send = async (values: Values, on: AnyRow): Promise<Refusals | undefined> => {
    client.setQueryData(key, { ...on, ...values })
    try {
      keep(await updateRecord(object.plural, row.id, values, on.version))
    } catch (error) {
      client.setQueryData(key, on)
      if (error instanceof ApiProblem && error.code === 'conflict') return settle(values, error.body as ConflictBody)
      if (error instanceof ApiProblem && Object.keys(error.fields).length > 0) return error.fields
      warn(sayProblem(error))
    }
    return undefined
  }
  return {
    save: (values) => send(values, client.getQueryData<AnyRow>(key) ?? row),
    conflict,
    keepTheirs: () => setConflict(undefined),
    useMine: () => {
      if (conflict) void send(conflict.mine, conflict.current)
      setConflict(undefined)
    },
  }
}
