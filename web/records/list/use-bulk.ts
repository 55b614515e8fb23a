import { useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { call, type Values } from '../../api.ts'
import { tell, warn } from '../../ui/toast.tsx'
import { noteChange } from '../live.ts'
import { useTakeBack } from '../take-back.ts'

interface BulkReply {
  readonly batch: string
  readonly matched: number
  readonly changed: number
  readonly refused: number
}
export type BulkWork = { readonly values: Values } | { readonly remove: true }

/** Does one thing to all selected records, says how many it did it to and how many not, and offers to take it back. */
export const useBulk = (object: ObjectDefinition, selected: ReadonlySet<string>) => {
  const { t } = useLingui()
  const takeBack = useTakeBack(object)
  const say = ({ changed, matched, refused }: BulkReply, work: BulkWork): string => {
    const same = matched - changed - refused
    const gone = selected.size - matched
    const done = 'remove' in work ? t`${changed} moved to the trash.` : t`${changed} changed.`
    return [
      done,
      same > 0 && !('remove' in work) && t`${same} had this value already.`,
      refused > 0 && t`${refused} refused: your role does not let you change them.`,
      gone > 0 && t`${gone} are not there any more.`,
    ]
      .filter((part) => part !== false)
      .join(' ')
  }
  return async (work: BulkWork): Promise<void> => {
    const reply = await call<BulkReply>('POST', `/${object.plural}/bulk`, { body: { ids: [...selected], ...work } })
    const said = say(reply, work)
    if (reply.changed === 0) warn(said)
    else tell(said, { label: t`Undo`, run: () => void takeBack(`/bulk/${reply.batch}/undo`, selected) })
    for (const id of selected) noteChange(object.name, id)
  }
}
