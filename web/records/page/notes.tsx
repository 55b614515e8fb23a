import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconPinFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createRecord, listRecords } from '../../api.ts'
import { showMoment } from '../../fields/time.ts'
import { learnTitles, useTitle } from '../../fields/titles.ts'
import { newKey } from '../../key.ts'
import { useLocale } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { tell, warn } from '../../ui/toast.tsx'
import { Way } from '../../way.tsx'
import { may } from '../access.ts'
import { useTextDraft } from '../form/draft.ts'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import { kept, sendOrKeep } from '../waiting/keep.ts'
import css from './entries.module.css'

const One = ({ note }: { note: AnyRow }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const who = useTitle('user', String(note.created_by ?? ''))
  const when = showMoment(String(note.created_at), locale, true)
  return (
    <li className={css.entry}>
      <Avatar name={who || '…'} size={28} />
      <div className={css.entryText}>
        <Way to={`/notes/${note.id}`}>
          <strong>{String(note.title ?? '') || who || t`Note`}</strong>
        </Way>{' '}
        {note.pinned === true && <IconPinFilled size={13} aria-label={t`Pinned`} />}
        <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{String(note.text)}</p>
      </div>
      <time className={css.entryTime} dateTime={String(note.created_at)}>
        {when}
      </time>
    </li>
  )
}

/** What was worth keeping about the record, the pinned ones first. */
export const Notes = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const { t } = useLingui()
  const note = useVocabulary().find('note')!
  const about = `${object.name}/${row.id}`
  const [text, setText] = useTextDraft(`note/${about}`)
  const [busy, setBusy] = useState(false)
  const { data } = useQuery({
    queryKey: ['records', 'note', about],
    queryFn: async ({ signal }) => {
      const filter = { field: 'about', op: 'eq', value: about } as const
      const ask = { filter, sort: '-created_at', limit: 100, expand: ['created_by'] }
      const reply = await listRecords('notes', ask, signal)
      learnTitles(reply.included)
      return [...reply.data].sort((a, b) => Number(b.pinned === true) - Number(a.pinned === true))
    },
  })
  const send = async (): Promise<void> => {
    if (text.trim() === '') return
    setBusy(true)
    try {
      const values = { about, text: text.trim(), ...(object.name === 'customer' && { customer: row.id }) }
      const write = { what: 'create', object: 'note', plural: 'notes', title: '', values, key: newKey() } as const
      const made = await sendOrKeep(write, () => createRecord('notes', values, write.key))
      setText('')
      if (made === kept) tell(t`Kept on this device. It is created when the connection is back.`)
      else noteChange('note', made.id)
    } catch (error) {
      warn(sayProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {may(note, 'create') && !row.deleted_at && (
        <div className={css.composer}>
          <Textarea
            autosize
            minRows={2}
            maxRows={10}
            value={text}
            placeholder={t`What is worth keeping`}
            aria-label={t`Note`}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void send()}
          />
          <div>
            <Button size="compact-sm" loading={busy} disabled={text.trim() === ''} onClick={send}>
              <Trans>Keep the note</Trans>
            </Button>
          </div>
        </div>
      )}
      {data?.length === 0 && (
        <p className={css.quietBox}>
          <Trans>No notes yet.</Trans>
        </p>
      )}
      <ol className={css.entries}>
        {data?.map((one) => (
          <One key={one.id} note={one} />
        ))}
      </ol>
    </>
  )
}
