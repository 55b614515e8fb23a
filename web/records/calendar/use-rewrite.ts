import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useRef } from 'react'
import type { Values } from '../../api.ts'
import { useLocale } from '../../language.ts'
import { client } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import { useSaves } from '../saving.ts'
import { offerUndo } from '../undo.ts'

interface Reply {
  readonly data: readonly AnyRow[]
}

/** Where calendars and timelines keep what they have read. */
export const daysKey = (object: ObjectDefinition): readonly string[] => ['records', object.name, 'days']

const show = (object: ObjectDefinition, row: AnyRow): void => {
  client.setQueriesData<Reply>({ queryKey: daysKey(object) }, (reply) =>
    reply === undefined
      ? undefined
      : { ...reply, data: reply.data.map((one) => (one.id === row.id ? { ...one, ...row } : one)) },
  )
}

/** Gives a record that stands on days other values: at once on the screen, one edit after the other, with a way back. */
export const useRewrite = (object: ObjectDefinition) => {
  const locale = useLocale()
  const stands = useRef(new Map<string, AnyRow>())
  const turns = useRef(new Map<string, Promise<unknown>>())
  /** What the server has, as far as is known here; what is only shown so far has no version of its own. */
  const learn = (row: AnyRow): AnyRow => {
    const known = stands.current.get(row.id)
    if (known !== undefined && known.version >= row.version) return known
    stands.current.set(row.id, row)
    return row
  }
  const { save } = useSaves(object, (row) => {
    learn(row)
    show(object, row)
  })
  const write = (row: AnyRow, values: Values): Promise<Values | undefined> => {
    learn(row)
    show(object, { ...row, ...values })
    const work = async (): Promise<Values | undefined> => {
      const on = learn(row)
      const saved = await save(on, values)
      if (typeof saved === 'object')
        warn(
          Object.values(saved)
            .map(({ detail }) => detail[locale])
            .join(' '),
        )
      if (saved !== 'saved') return undefined
      return Object.fromEntries(Object.keys(values).map((name) => [name, on[name] ?? null]))
    }
    const turn = (turns.current.get(row.id) ?? Promise.resolve()).then(work, work)
    turns.current.set(row.id, turn)
    return turn
  }
  return async (row: AnyRow, values: Values, said: string): Promise<void> => {
    if (Object.keys(values).length === 0) return
    const before = await write(row, values)
    if (before) offerUndo(said, () => write(row, before))
  }
}
