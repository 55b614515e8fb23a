import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { ApiProblem, updateRecord, type Values } from '../api.ts'
import { warn } from '../ui/toast.tsx'
import { type ConflictBody, clashOf, same, standsAlready } from './clash.ts'
import { raise } from './conflicts.ts'
import { noteChange } from './live.ts'
import { sayProblem } from './problem.ts'
import { titleOf } from './value.tsx'
import { kept, sendOrKeep } from './waiting/keep.ts'

export type Refusals = ApiProblem['fields']

/** What a save came to: it stands or waits for the connection, it waits for a choice, it was refused with reasons, or it failed and that was said. */
export type Saved = 'saved' | 'conflict' | 'failed' | Refusals

const picked = (row: AnyRow, values: Values): Values =>
  Object.fromEntries(Object.keys(values).map((name) => [name, row[name] ?? null]))

/**
 * Saves fields of records at once on the screen, where `show` puts them, and then on the server. Changes of others to other fields
 * are merged without a word; a change of the same field is shown for the person to choose.
 */
export const useSaves = (object: ObjectDefinition, show: (row: AnyRow) => void) => {
  const { t } = useLingui()
  const keep = (next: AnyRow): void => {
    show(next)
    noteChange(object.name, next.id)
  }
  const ask = (current: AnyRow, mine: Values, by: string | null): Saved => {
    raise({ object: object.name, mine, current, by, use: (values) => void save(current, values) })
    return 'conflict'
  }
  const settle = async (mine: Values, body: ConflictBody): Promise<Saved> => {
    const { current } = body
    if (current === undefined || current.deleted_at) {
      warn(t`The record is in the trash. Restore it before changing it.`)
      return 'failed'
    }
    const clash = clashOf(mine, body)
    if (clash === undefined && !standsAlready(current, mine)) return save(current, mine)
    keep(current)
    return clash === undefined ? 'saved' : ask(current, mine, clash.person)
  }
  const save = async (on: AnyRow, values: Values): Promise<Saved> => {
    show({ ...on, ...values })
    const { name, plural } = object
    const write = { what: 'update', object: name, plural, record: on.id, title: titleOf(object, on) } as const
    try {
      const given = { ...write, values, before: picked(on, values), version: on.version }
      const answer = await sendOrKeep(given, () => updateRecord(plural, on.id, values, on.version))
      if (answer !== kept) keep(answer)
      return 'saved'
    } catch (error) {
      show(on)
      if (error instanceof ApiProblem && error.code === 'conflict') return settle(values, error.body as ConflictBody)
      if (error instanceof ApiProblem && Object.keys(error.fields).length > 0) return error.fields
      warn(sayProblem(error))
      return 'failed'
    }
  }
  /** `from` is the row as it was when the person began: what has come to the screen since is not written over unseen. */
  const saveFrom = async (on: AnyRow, values: Values, from: AnyRow = on): Promise<Saved> => {
    const met = Object.keys(values).some((name) => !same(on[name], from[name]) && !same(on[name], values[name]))
    return met ? ask(on, values, null) : save(on, values)
  }
  return { save: saveFrom }
}
