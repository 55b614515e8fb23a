import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { doVerb } from '../../api.ts'
import { tell } from '../../ui/toast.tsx'
import { noteChange } from '../live.ts'
import { useTakeBack } from '../take-back.ts'
import { titleOf } from '../value.tsx'
import type { Choices } from './differences.ts'

interface Merged {
  readonly row: AnyRow
  readonly change: string
}

/** Merges the others into the first, says so, and offers to take it back. */
export const useMerge = (object: ObjectDefinition) => {
  const { t } = useLingui()
  const takeBack = useTakeBack(object)
  return async (rows: readonly AnyRow[], choices: Choices): Promise<void> => {
    const ids = rows.map((row) => row.id)
    const [keep, ...others] = ids
    const { row, change } = await doVerb<Merged>(object.plural, keep!, 'merge', { others, choices })
    const title = titleOf(object, row)
    tell(t`Merged into “${title}”.`, { label: t`Undo`, run: () => void takeBack(`/merges/${change}/undo`, ids) })
    for (const id of ids) noteChange(object.name, id)
  }
}
