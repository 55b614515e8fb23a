import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconTrash, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { call } from '../../api.ts'
import { tell, warn } from '../../ui/toast.tsx'
import { may } from '../access.ts'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import css from './list.module.css'

interface BulkReply {
  readonly batch: string
  readonly changed: number
}

/** What can be done with the selected records together; it can be taken back. */
export const SelectionBar = ({
  object,
  selected,
  clear,
}: {
  object: ObjectDefinition
  selected: ReadonlySet<string>
  clear: () => void
}) => {
  const { t } = useLingui()
  const [busy, setBusy] = useState(false)
  const undo = async (batch: string): Promise<void> => {
    await call('POST', `/bulk/${batch}/undo`, { body: {} }).catch((error: unknown) => warn(sayProblem(error)))
    for (const id of selected) noteChange(object.name, id)
  }
  const remove = async (): Promise<void> => {
    setBusy(true)
    try {
      const { batch, changed } = await call<BulkReply>('POST', `/${object.plural}/bulk`, {
        body: { ids: [...selected], remove: true },
      })
      tell(t`${changed} moved to the trash.`, { label: t`Undo`, run: () => void undo(batch) })
      for (const id of selected) noteChange(object.name, id)
      clear()
    } catch (error) {
      warn(sayProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={css.selection} role="toolbar" aria-label={t`Selection`}>
      <Plural value={selected.size} one="# selected" other="# selected" />
      {may(object, 'delete') && (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          loading={busy}
          leftSection={<IconTrash size={15} />}
          onClick={remove}
        >
          <Trans>To the trash</Trans>
        </Button>
      )}
      <ActionIcon variant="subtle" color="gray" aria-label={t`Clear the selection`} onClick={clear}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  )
}
