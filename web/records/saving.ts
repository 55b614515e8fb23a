import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useState } from 'react'
import { ApiProblem, updateRecord, type Values } from '../api.ts'
import { warn } from '../ui/toast.tsx'
import { noteChange } from './live.ts'
import { sayProblem } from './problem.ts'

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

export type Refusals = ApiProblem['fields']

/** A choice between two values that is still to be made. */
export interface Clash {
  readonly conflict: Conflict | undefined
  readonly keepTheirs: () => void
  readonly useMine: () => void
}

/** What a save came to: it stands, it waits for a choice, it was refused with reasons, or it failed and that was said. */
export type Saved = 'saved' | 'conflict' | 'failed' | Refusals

/**
 * Saves fields of records at once on the screen, where `show` puts them, and then on the server. Changes of others to other fields
 * are merged without a word; a change of the same field is shown for the person to choose.
 */
export const useSaves = (object: ObjectDefinition, show: (row: AnyRow) => void) => {
  const { t } = useLingui()
  const [conflict, setConflict] = useState<Conflict>()
  const keep = (next: AnyRow): void => {
    show(next)
    noteChange(object.name, next.id)
  }
  const settle = async (mine: Values, body: ConflictBody): Promise<Saved> => {
    const { current } = body
    if (current === undefined || current.deleted_at) {
      warn(t`The record is in the trash. Restore it before changing it.`)
      return 'failed'
    }
    const names = Object.keys(mine)
    const clash = body.changes?.find((change) => change.fields.some((name) => names.includes(name)))
    if (clash === undefined) return save(current, mine)
    keep(current)
    setConflict({ mine, current, by: clash.person })
    return 'conflict'
  }
  const save = async (on: AnyRow, values: Values): Promise<Saved> => {
    show({ ...on, ...values })
    try {
      keep(await updateRecord(object.plural, on.id, values, on.version))
      return 'saved'
    } catch (error) {
      show(on)
      if (error instanceof ApiProblem && error.code === 'conflict') return settle(values, error.body as ConflictBody)
      if (error instanceof ApiProblem && Object.keys(error.fields).length > 0) return error.fields
      warn(sayProblem(error))
      return 'failed'
    }
  }
  const clash: Clash = {
    conflict,
    keepTheirs: () => setConflict(undefined),
    useMine: () => {
      if (conflict) void save(conflict.current, conflict.mine)
      setConflict(undefined)
    },
  }
  return { save, clash }
}
