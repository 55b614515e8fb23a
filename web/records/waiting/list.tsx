import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { Fragment } from 'react'
import { showMoment } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { go } from '../../router.tsx'
import { useVocabulary } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { keepDraft } from '../form/draft.ts'
import { isEmpty, Value } from '../value.tsx'
import css from './list.module.css'
import { retry, settle, useWaiting, type Waiting } from './queue.ts'
import { choose, sendWaiting } from './send.ts'

const useWhat = (): ((one: Waiting) => string) => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  return ({ what, object: name, verb }) => {
    const object = vocabulary.find(name)
    const label = object ? say(object.label) : name
    if (what === 'create') return t`New ${label}`
    if (what === 'remove') return t`To the trash`
    if (what === 'move') return t`Moved on a board`
    const done = verb && object?.verbs?.[verb]
    return done ? say(done.label) : verb === 'restore' ? t`Restore` : t`Changed`
  }
}

const Values = ({ one }: { one: Waiting }) => {
  const say = useSay()
  const object = useVocabulary().find(one.object)
  if (object === undefined || one.what === 'move' || one.what === 'verb') return null
  const row = one.values as AnyRow
  const names = Object.keys(one.values ?? {}).filter((name) => object.fields[name])
  return (
    <dl className={css.values}>
      {names.map((name) => (
        <Fragment key={name}>
          <dt>{say(object.fields[name]!.label)}</dt>
          <dd>{isEmpty(row[name]) ? <Trans>empty</Trans> : <Value object={object} row={row} name={name} roomy />}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

const One = ({ one, close }: { one: Waiting; close: () => void }) => {
  const locale = useLocale()
  const what = useWhat()
  const { trouble } = one
  const open = (): void => {
    if (one.what === 'create') {
      keepDraft(one.plural, one.values ?? {})
      settle(one.id)
    }
    close()
    go(`/${one.plural}/${one.record ?? 'new'}`)
  }
  const again = (): void => {
    if (trouble?.current) {
      close()
      choose(one)
    } else {
      retry(one.id)
      void sendWaiting()
    }
  }
  return (
    <li className={css.one}>
      <div className={css.head}>
        <span>
          <strong>{one.title || what(one)}</strong> {one.title && <span className="quiet">{what(one)}</span>}
        </span>
        <time className="quiet" dateTime={one.at}>
          {showMoment(one.at, locale, true)}
        </time>
      </div>
      <Values one={one} />
      {trouble && (
        <p className={css.trouble} role="alert">
          {trouble.current ? <Trans>Somebody changed the same field meanwhile.</Trans> : trouble.say}
        </p>
      )}
      <div className={css.acts}>
        {trouble && (
          <Button size="compact-sm" onClick={again}>
            {trouble.current ? <Trans>Choose</Trans> : <Trans>Try again</Trans>}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={open}>
          {one.what === 'create' ? <Trans>Back into the form</Trans> : <Trans>Open</Trans>}
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => settle(one.id)}>
          <Trans>Discard</Trans>
        </Button>
      </div>
    </li>
  )
}

/** What this device has not been able to tell the server, in the order in which it will. */
export const WaitingList = ({ close }: { close: () => void }) => {
  const { t } = useLingui()
  const waiting = useWaiting()
  return (
    <Dialog close={close} title={t`What waits for the connection`}>
      {waiting.length === 0 && (
        <p className="quiet">
          <Trans>Nothing waits: the server has it all.</Trans>
        </p>
      )}
      <ol className={css.list}>
        {waiting.map((one) => (
          <One key={one.id} one={one} close={close} />
        ))}
      </ol>
    </Dialog>
  )
}
