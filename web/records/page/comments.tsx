import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { createRecord, listRecords } from '../../api.ts'
import { showMoment } from '../../fields/time.ts'
import { learnTitles, useTitle } from '../../fields/titles.ts'
import { newKey } from '../../key.ts'
import { useLocale } from '../../language.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { tell, warn } from '../../ui/toast.tsx'
import { useTextDraft } from '../form/draft.ts'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import { kept, sendOrKeep } from '../waiting/keep.ts'
import css from './entries.module.css'
import { type Colleague, mentionAt, stillNamed, withMention } from './mention-text.ts'
import { Mentions } from './mentions.tsx'

const One = ({ comment }: { comment: AnyRow }) => {
  const locale = useLocale()
  const who = useTitle('user', String(comment.created_by ?? ''))
  return (
    <li className={css.entry}>
      <Avatar name={who || '…'} size={28} />
      <div className={css.entryText}>
        <strong>{who}</strong>
        <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{String(comment.text)}</p>
      </div>
      <time className={css.entryTime} dateTime={String(comment.created_at)}>
        {showMoment(String(comment.created_at), locale, true)}
      </time>
    </li>
  )
}

/** What colleagues say about the record. */
export const Comments = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const { t } = useLingui()
  const about = `${object.name}/${row.id}`
  const [text, setText] = useTextDraft(`comment/${about}`)
  const [busy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<readonly Colleague[]>([])
  const box = useRef<HTMLTextAreaElement>(null)
  const typed = mentionAt(text)
  const pick = (one: Colleague): void => {
    setChosen([...chosen, one])
    setText(withMention(text, one.name))
    box.current?.focus()
  }
  const { data } = useQuery({
    queryKey: ['records', 'comment', about],
    queryFn: async ({ signal }) => {
      const reply = await listRecords(
        'comments',
        { filter: { field: 'about', op: 'eq', value: about }, sort: '-created_at', limit: 100, expand: ['created_by'] },
        signal,
      )
      learnTitles(reply.included)
      return reply.data
    },
  })
  const send = async (): Promise<void> => {
    if (text.trim() === '') return
    setBusy(true)
    try {
      const values = { about, text: text.trim(), mentions: stillNamed(text, chosen) }
      const write = { what: 'create', object: 'comment', plural: 'comments', title: '', values, key: newKey() } as const
      const made = await sendOrKeep(write, () => createRecord('comments', values, write.key))
      setText('')
      setChosen([])
      if (made === kept) tell(t`Kept on this device. It is created when the connection is back.`)
      else noteChange('comment', made.id)
    } catch (error) {
      warn(sayProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className={css.composer}>
        <Textarea
          ref={box}
          autosize
          minRows={2}
          maxRows={10}
          value={text}
          placeholder={t`Say something to your colleagues; @ mentions one of them`}
          aria-label={t`Comment`}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void send()}
        />
        {typed !== undefined && <Mentions object={object} row={row} typed={typed} pick={pick} />}
        <div>
          <Button size="compact-sm" loading={busy} disabled={text.trim() === ''} onClick={send}>
            <Trans>Comment</Trans>
          </Button>
        </div>
      </div>
      {data?.length === 0 && (
        <p className={css.quietBox}>
          <Trans>No comments yet.</Trans>
        </p>
      )}
      <ol className={css.entries}>
        {data?.map((comment) => (
          <One key={comment.id} comment={comment} />
        ))}
      </ol>
    </>
  )
}
