import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { updateRecord, type Values } from '../../api.ts'
import { showDay } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { client } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import { offerUndo } from '../undo.ts'
import { titleOf } from '../value.tsx'
import type { CalendarChoice } from './address.ts'
import { dayOf, shifted } from './days.ts'

interface Reply {
  readonly data: readonly AnyRow[]
}

/** Moves a record by so many days: at once on the screen, with a way back. */
export const useShift = (object: ObjectDefinition, { at, until }: CalendarChoice) => {
  const { t } = useLingui()
  const locale = useLocale()
  const show = (id: string, values: Values): void => {
    client.setQueriesData<Reply>({ queryKey: ['records', object.name, 'calendar'] }, (reply) =>
      reply === undefined
        ? undefined
        : { ...reply, data: reply.data.map((row) => (row.id === id ? { ...row, ...values } : row)) },
    )
  }
  const write = async (row: AnyRow, values: Values): Promise<AnyRow> => {
    show(row.id, values)
    try {
      const written = await updateRecord(object.plural, row.id, values, row.version)
      show(row.id, { version: written.version })
      return written
    } finally {
      noteChange(object.name, row.id)
    }
  }
  return async (row: AnyRow, days: number): Promise<void> => {
    if (days === 0) return
    const names = [at, ...(until && typeof row[until] === 'string' ? [until] : [])]
    const values = Object.fromEntries(names.map((name) => [name, shifted(String(row[name]), days)]))
    const before = Object.fromEntries(names.map((name) => [name, row[name]]))
    try {
      const written = await write(row, values)
      const title = titleOf(object, row)
      const day = showDay(dayOf(String(values[at])), locale)
      offerUndo(t`“${title}” is on ${day}.`, () => write(written, before))
    } catch (error) {
      warn(sayProblem(error))
    }
  }
}
