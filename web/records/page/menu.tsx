import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowMerge, IconDots, IconEye, IconLayout, IconLink, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useMe } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { later } from '../../ui/later.tsx'
import menu from '../../ui/menu.module.css'
import { Pop } from '../../ui/pop.tsx'
import { tell } from '../../ui/toast.tsx'
import { may } from '../access.ts'
import { titleOf } from '../value.tsx'
import { useSetEditing } from './edit/address.ts'
import { useRemove } from './use-remove.ts'

const Merge = later(() => import('../merge/merge.tsx').then((module) => module.Merge), 320)

const WhySeen = later(() => import('./why.tsx').then((module) => module.WhySeen), 240)

/** Browsers give the clipboard to pages that came by HTTPS or from this machine only. */
const canCopy = navigator.clipboard !== undefined

const copyLink = async (said: string): Promise<void> => {
  await navigator.clipboard.writeText(window.location.href)
  tell(said)
}

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
}

const Entries = ({
  object,
  row,
  merge,
  arrange,
  ask,
  close,
}: Given & {
  merge: (() => void) | undefined
  arrange: (() => void) | undefined
  ask: () => void
  close: () => void
}) => {
  const { t } = useLingui()
  const remove = useRemove(object)
  const copy = (): void => {
    void copyLink(t`The link is copied.`)
    close()
  }
  return (
    <div className={menu.menu}>
      {canCopy && (
        <button type="button" onClick={copy}>
          <IconLink size={16} aria-hidden />
          <Trans>Copy the link</Trans>
        </button>
      )}
      {arrange && (
        <button type="button" onClick={arrange}>
          <IconLayout size={16} aria-hidden />
          <Trans>Edit this page</Trans>
        </button>
      )}
      <button type="button" onClick={ask}>
        <IconEye size={16} aria-hidden />
        <Trans>Who may see this, and why</Trans>
      </button>
      {merge && (
        <button type="button" onClick={merge}>
          <IconArrowMerge size={16} aria-hidden />
          <Trans>Merge with another</Trans>
        </button>
      )}
      {may(object, 'delete') && !row.deleted_at && (
        <button type="button" className={menu.danger} onClick={() => void remove(row)}>
          <IconTrash size={16} aria-hidden />
          <Trans>Move to the trash</Trans>
        </button>
      )}
    </div>
  )
}

/** What can be done with a record besides its own verbs. */
export const RecordMenu = ({ object, row }: Given) => {
  const { t } = useLingui()
  const [merging, setMerging] = useState(false)
  const [asking, setAsking] = useState(false)
  const removable = may(object, 'delete') && !row.deleted_at
  const { abilities } = useMe()
  const setEditing = useSetEditing()
  const title = titleOf(object, row)
  const mergeable = removable && may(object, 'update')
  return (
    <>
      <Pop
        align="end"
        button={(press, open) => (
          <ActionIcon variant="default" size={34} aria-label={t`More`} aria-expanded={open} onClick={press}>
            <IconDots size={17} />
          </ActionIcon>
        )}
      >
        {(close) => {
          const merge = (): void => {
            close()
            setMerging(true)
          }
          const ask = (): void => {
            close()
            setAsking(true)
          }
          const arrange = (): void => {
            close()
            setEditing(true)
          }
          return (
            <Entries
              object={object}
              row={row}
              merge={mergeable ? merge : undefined}
              arrange={abilities.includes('designer') ? arrange : undefined}
              ask={ask}
              close={close}
            />
          )
        }}
      </Pop>
      {asking && (
        <Dialog close={() => setAsking(false)} title={t`Who may see “${title}”`}>
          <WhySeen object={object} row={row} />
        </Dialog>
      )}
      {merging && (
        <Dialog wide close={() => setMerging(false)} title={t`Merge into “${title}”`}>
          <Merge object={object} row={row} close={() => setMerging(false)} />
        </Dialog>
      )}
    </>
  )
}
