import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { doVerb, removeRecord } from '../../api.ts'
import { go } from '../../router.tsx'
import { tell, warn } from '../../ui/toast.tsx'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import { titleOf } from '../value.tsx'
import { sendOrKeep } from '../waiting/keep.ts'

export const useRestore = (object: ObjectDefinition): ((id: string) => Promise<void>) => {
  const { t } = useLingui()
  return async (id) => {
    try {
      await doVerb(object.plural, id, 'restore')
      noteChange(object.name, id)
      tell(t`Restored.`)
    } catch (error) {
      warn(sayProblem(error))
    }
  }
}

/** Moves a record to the trash, goes back to the list, and offers to take it back. */
export const useRemove = (object: ObjectDefinition): ((row: AnyRow) => Promise<void>) => {
  const { t } = useLingui()
  const restore = useRestore(object)
  return async (row) => {
    try {
      await sendOrKeep(
        { what: 'remove', object: object.name, plural: object.plural, record: row.id, title: titleOf(object, row) },
        () => removeRecord(object.plural, row.id),
      )
      noteChange(object.name, row.id)
      go(`/${object.plural}`)
      const title = titleOf(object, row)
      tell(t`“${title}” is in the trash.`, { label: t`Undo`, run: () => void restore(row.id) })
    } catch (error) {
      warn(sayProblem(error))
    }
  }
}
