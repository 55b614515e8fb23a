import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useRef } from 'react'
import { call, type Values } from '../../api.ts'
import { tell, warn } from '../../ui/toast.tsx'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import { type Saved, useSaves } from '../saving.ts'
import type { Blocks } from './blocks.ts'
import type { Edit } from './paste.ts'

/** Something that was done and can be taken back; taking it back gives what does it again. */
type Step = () => Promise<Step | undefined>

interface Reply {
  readonly batch: string
  readonly changed: number
  readonly refused: number
}
interface Undone {
  readonly batch: string
  readonly kept: readonly unknown[]
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

const valuesByRow = (edits: readonly Edit[]): Map<AnyRow, Values> => {
  const byRow = new Map<AnyRow, Values>()
  for (const { row, name, value } of edits) byRow.set(row, { ...byRow.get(row), [name]: value })
  return byRow
}

export interface Edits {
  readonly one: (row: AnyRow, name: string, value: unknown) => Promise<Saved>
  readonly many: (edits: readonly Edit[]) => Promise<void>
  /** Whether there is an edit to take back here. */
  readonly undoable: () => boolean
  readonly undo: () => Promise<void>
  readonly redo: () => Promise<void>
}

/** Edits of cells, each at once on the screen, with a way back and forth again over all of them. */
export const useEdits = (object: ObjectDefinition, blocks: Blocks): Edits => {
  const { t } = useLingui()
  const done = useRef<Step[]>([])
  const undone = useRef<Step[]>([])
  const latest = useRef(new Map<string, AnyRow>())
  const { save } = useSaves(object, (row) => {
    latest.current.set(row.id, row)
    blocks.put(row)
  })
  const turns = useRef(new Map<string, Promise<unknown>>())
  /** The row as it stands now: as last saved here, or as it came since. */
  const standing = (row: AnyRow): AnyRow => {
    const [known, shown] = [latest.current.get(row.id), blocks.find(row.id)]
    if (known === undefined || (shown !== undefined && shown.version > known.version)) return shown ?? row
    return known
  }
  /** Edits of one record are saved one after the other, so that they do not meet each other as changes of somebody else. */
  const inTurn = <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.current.get(id) ?? Promise.resolve()).then(work, work)
    turns.current.set(id, turn)
    return turn
  }
  const set = (row: AnyRow, name: string, value: unknown): Promise<{ saved: Saved; back?: Step }> => {
    latest.current.set(row.id, standing(row))
    blocks.put({ ...standing(row), [name]: value })
    return inTurn(row.id, async () => {
      const on = latest.current.get(row.id)!
      const before = on[name] ?? null
      const saved = await save(on, { [name]: value })
      return saved === 'saved' ? { saved, back: async () => (await set(row, name, before)).back } : { saved }
    })
  }
  const taken =
    (batch: string, ids: readonly string[]): Step =>
    async () => {
      const reply = await call<Undone>('POST', `/bulk/${batch}/undo`, { body: {} })
      const left = reply.kept.length
      if (left > 0) warn(t`Taken back, but for ${left} that were changed since, are gone or are not yours to change.`)
      for (const id of ids) noteChange(object.name, id)
      return taken(reply.batch, ids)
    }
  const remember = (step: Step): void => {
    done.current.push(step)
    undone.current = []
  }
  /** What is taken back can be done again from the moment on, in the same order, whenever the server has heard of it. */
  const go = async (from: typeof done, to: typeof done): Promise<void> => {
    const step = from.current.pop()
    if (step === undefined) return
    const work = step().catch((error: unknown) => {
      warn(sayProblem(error))
      return undefined
    })
    const again: Step = async () => (await work)?.()
    to.current.push(again)
    if ((await work) === undefined) to.current = to.current.filter((one) => one !== again)
  }
  const undo = (): Promise<void> => go(done, undone)
  const many = async (edits: readonly Edit[]): Promise<void> => {
    const rows = valuesByRow(edits.filter(({ row, name, value }) => !same(row[name], value)))
    if (rows.size === 0) return
    const each = [...rows].map(([row, values]) => ({ id: row.id, values }))
    for (const [row, values] of rows) blocks.put({ ...row, ...values })
    try {
      const { batch, changed, refused } = await call<Reply>('POST', `/${object.plural}/bulk`, { body: { each } })
      const ids = each.map(({ id }) => id)
      remember(taken(batch, ids))
      if (refused > 0) warn(t`${refused} refused: your role does not let you change them.`)
      tell(t`${changed} changed.`, { label: t`Undo`, run: () => void undo() })
      for (const id of ids) noteChange(object.name, id)
    } catch (error) {
      for (const row of rows.keys()) blocks.put(row)
      warn(sayProblem(error))
    }
  }
  return {
    one: async (row, name, value) => {
      if (same(standing(row)[name], value)) return 'saved'
      const work = set(row, name, value)
      // It takes its place among the steps when it is done by the person, whenever the server has heard of it.
      const step: Step = async () => (await work).back?.()
      remember(step)
      const { saved, back } = await work
      if (back === undefined) done.current = done.current.filter((one) => one !== step)
      return saved
    },
    many,
    undoable: () => done.current.length > 0,
    undo,
    redo: () => go(undone, done),
  }
}
