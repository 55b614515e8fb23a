import { Trans, useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowBackUp, IconArrowRight, IconHistory } from '@tabler/icons-react'
import { showClock } from '../../fields/time.ts'
import { useTitle } from '../../fields/titles.ts'
import { useLocale, useSay } from '../../language.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { isWritable } from '../access.ts'
import { isEmpty, Value } from '../value.tsx'
import { changeWords, viaWords } from './change-words.ts'
import css from './entries.module.css'

/** What a verb or an edit left behind. */
export interface Change {
  readonly id: string
  readonly at: string
  readonly person: string | null
  readonly via: string
  readonly verb: string
  readonly version: number
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

const silent = new Set(['version', 'updated_at', 'created_at', 'created_by', 'deleted_at', 'search'])

type BringBack = (name: string, value: unknown) => void

const Diff = ({
  object,
  change,
  name,
  bringBack,
}: {
  object: ObjectDefinition
  change: Change
  name: string
  bringBack: BringBack | undefined
}) => {
  const { t } = useLingui()
  const say = useSay()
  const label = say(object.fields[name]!.label)
  const before = { id: '', version: 0, ...change.before } as AnyRow
  const after = { id: '', version: 0, ...change.after } as AnyRow
  return (
    <div className={css.diffRow}>
      <span className="quiet">{say(object.fields[name]!.label)}</span>
      {change.verb !== 'create' && !isEmpty(before[name]) && (
        <span className={css.before}>
          <Value object={object} row={before} name={name} />
        </span>
      )}
      {change.verb !== 'create' && !isEmpty(before[name]) && <IconArrowRight size={13} aria-hidden />}
      <span>{isEmpty(after[name]) ? <Trans>empty</Trans> : <Value object={object} row={after} name={name} />}</span>
      {bringBack && change.verb !== 'create' && isWritable(object.fields[name]!) && (
        <button
          type="button"
          className={css.bringBack}
          aria-label={t`Bring back what ${label} was before`}
          title={t`Bring back what ${label} was before`}
          onClick={() => bringBack(name, before[name] ?? null)}
        >
          <IconArrowBackUp size={14} stroke={1.7} aria-hidden />
        </button>
      )}
    </div>
  )
}

/** One change: who, what, when, and each field before and after. */
export const ChangeEntry = ({
  object,
  change,
  brief,
  bringBack,
  restore,
}: {
  object: ObjectDefinition
  change: Change
  brief?: boolean
  /** Shows the record as it was after the change, to give it back. */
  restore?: (() => void) | undefined
  /** Gives a field again what it had before the change. */
  bringBack?: BringBack | undefined
}) => {
  const { i18n, t } = useLingui()
  const say = useSay()
  const locale = useLocale()
  const who = useTitle('user', change.person ?? '')
  const names = Object.keys(change.after ?? {}).filter(
    (name) =>
      Object.hasOwn(object.fields, name) &&
      !silent.has(name) &&
      !(change.verb === 'create' && isEmpty(change.after?.[name])),
  )
  const verb = object.verbs?.[change.verb]
  const word = changeWords[change.verb]
  const via = viaWords[change.via]
  return (
    <li className={css.entry}>
      <Avatar name={change.person ? who || '…' : 'Rapport'} size={28} />
      <div className={css.entryText}>
        <strong>{change.person ? who || '…' : 'Rapport'}</strong>{' '}
        {verb ? say(verb.label) : word ? i18n._(word) : change.verb}
        {via && <span className="quiet"> · {i18n._(via)}</span>}
        {names.length > 0 && !(brief && change.verb === 'create') && (
          <div className={css.diff}>
            {names.slice(0, 30).map((name) => (
              <Diff key={name} object={object} change={change} name={name} bringBack={bringBack} />
            ))}
          </div>
        )}
      </div>
      <span className={css.entryTime}>
        <time dateTime={change.at}>{showClock(change.at, locale)}</time>
        {restore && (
          <button
            type="button"
            className={css.bringBack}
            aria-label={t`Restore to this`}
            title={t`Restore to this`}
            onClick={restore}
          >
            <IconHistory size={15} stroke={1.7} aria-hidden />
          </button>
        )}
      </span>
    </li>
  )
}
