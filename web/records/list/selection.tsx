import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconPencil, IconTrash, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { later } from '../../ui/later.tsx'
import { warn } from '../../ui/toast.tsx'
import { may } from '../access.ts'
import { sayProblem } from '../problem.ts'
import css from './list.module.css'
import { useBulk } from './use-bulk.ts'

const BulkEdit = later(() => import('./bulk-edit.tsx').then((module) => module.BulkEdit), 130)

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
  const bulk = useBulk(object, selected)
  const [busy, setBusy] = useState(false)
  const [editing, setEditing] = useState(false)
  const close = (): void => setEditing(false)
  const remove = async (): Promise<void> => {
    setBusy(true)
    try {
      await bulk({ remove: true })
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
      {may(object, 'update') && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPencil size={15} />}
          onClick={() => setEditing(true)}
        >
          <Trans>Change a field</Trans>
        </Button>
      )}
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
      {editing && (
        <Dialog close={close} title={t`Change a field`}>
          <BulkEdit object={object} selected={selected} done={clear} close={close} />
        </Dialog>
      )}
    </div>
  )
}
