import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconDots, IconLink, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { useSay } from '../../language.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { iconNamed } from '../../ui/icons.ts'
import { Pop } from '../../ui/pop.tsx'
import { tell } from '../../ui/toast.tsx'
import { isWritable, may } from '../access.ts'
import { titleOf, Value } from '../value.tsx'
import css from './page.module.css'
import type { Saving } from './use-record.ts'
import { useRemove } from './use-remove.ts'
import { Verbs } from './verbs.tsx'

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
  readonly saving: Saving
}

/** The name of the record; pressed, it can be written over. */
const Title = ({ object, row, saving }: Given) => {
  const { t } = useLingui()
  const [draft, setDraft] = useState<string>()
  const [wrong, setWrong] = useState(false)
  const title = titleOf(object, row)
  const save = async (): Promise<void> => {
    if (draft === undefined || draft.trim() === title) return setDraft(undefined)
    const refusals = await saving.save({ [object.title]: draft.trim() === '' ? null : draft.trim() })
    setWrong(refusals !== undefined)
    if (refusals === undefined) setDraft(undefined)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) void save()
    if (event.key === 'Escape') setDraft(undefined)
  }
  const writable = isWritable(object.fields[object.title]!) && !row.deleted_at
  if (draft !== undefined)
    return (
      <input
        className={css.titleInput}
        aria-invalid={wrong}
        aria-label={t`Name`}
        value={draft}
        ref={(input) => input?.focus()}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={onKeyDown}
      />
    )
  return (
    <h1 className={css.title}>
      {writable ? (
        <button type="button" title={t`Press to rename`} onClick={() => setDraft(title)}>
          {title || '—'}
        </button>
      ) : (
        title || '—'
      )}
    </h1>
  )
}

/** Browsers give the clipboard to pages that came by HTTPS or from this machine only. */
const canCopy = navigator.clipboard !== undefined

const copyLink = async (said: string): Promise<void> => {
  await navigator.clipboard.writeText(window.location.href)
  tell(said)
}

const More = ({ object, row }: Omit<Given, 'saving'>) => {
  const { t } = useLingui()
  const remove = useRemove(object)
  const removable = may(object, 'delete') && !row.deleted_at
  if (!canCopy && !removable) return null
  return (
    <Pop
      align="end"
      button={(press, open) => (
        <ActionIcon variant="default" size={34} aria-label={t`More`} aria-expanded={open} onClick={press}>
          <IconDots size={17} />
        </ActionIcon>
      )}
    >
      {(close) => (
        <div className={css.menu}>
          {canCopy && (
            <button
              type="button"
              onClick={() => {
                void copyLink(t`The link is copied.`)
                close()
              }}
            >
              <IconLink size={16} aria-hidden />
              <Trans>Copy the link</Trans>
            </button>
          )}
          {removable && (
            <button type="button" className={css.danger} onClick={() => void remove(row)}>
              <IconTrash size={16} aria-hidden />
              <Trans>Move to the trash</Trans>
            </button>
          )}
        </div>
      )}
    </Pop>
  )
}

export const Header = ({ object, row, saving }: Given) => {
  const say = useSay()
  const Sign = iconNamed(object.icon)
  const status = object.board?.by
  return (
    <header className={css.header}>
      {object.concept === 'customers' ? (
        <Avatar name={titleOf(object, row) || '?'} size={44} square={row.type === 'company'} />
      ) : (
        <span className={css.sign}>
          <Sign size={22} stroke={1.6} aria-hidden />
        </span>
      )}
      <div className={css.heading}>
        <Link to={`/${object.plural}`} className={css.crumb}>
          {say(object.labels)}
        </Link>
        <div className={css.titleLine}>
          <Title object={object} row={row} saving={saving} />
          {status && <Value object={object} row={row} name={status} />}
          {typeof row.owner === 'string' && (
            <span className={css.owner}>
              <Value object={object} row={row} name="owner" />
            </span>
          )}
        </div>
      </div>
      {!row.deleted_at && <Verbs object={object} row={row} />}
      <More object={object} row={row} />
    </header>
  )
}
