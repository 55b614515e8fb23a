import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { useSay } from '../../language.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { iconNamed } from '../../ui/icons.ts'
import { isWritable } from '../access.ts'
import { titleOf, Value } from '../value.tsx'
import { WaitingMark } from '../waiting/mark.tsx'
import { Follow } from './follow.tsx'
import css from './header.module.css'
import { RecordMenu } from './menu.tsx'
import { Others } from './others.tsx'
import type { Saving } from './use-record.ts'
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
          <WaitingMark object={object.name} record={row.id} name={object.title} />
          {status && <Value object={object} row={row} name={status} />}
          {typeof row.owner === 'string' && (
            <span className={css.owner}>
              <Value object={object} row={row} name="owner" />
            </span>
          )}
        </div>
      </div>
      <Others object={object} row={row} />
      {!row.deleted_at && <Verbs object={object} row={row} />}
      {!row.deleted_at && <Follow object={object} row={row} />}
      <RecordMenu object={object} row={row} />
    </header>
  )
}
