import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { showMoment } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Bone } from '../../ui/states.tsx'
import { isWritable } from '../access.ts'
import { sayProblem } from '../problem.ts'
import type { Refusals } from '../saving.ts'
import { isEmpty, Value } from '../value.tsx'
import type { Change } from './change.tsx'
import css from './dialog.module.css'
import restore from './restore.module.css'
import type { Saving } from './use-record.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
  /** The record is shown as it stood after this change. */
  readonly change: Change
  readonly saving: Saving
  readonly close: () => void
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Fields that a person may give again what they had then. */
const differing = (object: ObjectDefinition, now: AnyRow, then: AnyRow): readonly string[] =>
  Object.keys(object.fields).filter((name) => isWritable(object.fields[name]!) && !same(now[name], then[name]))

const Shown = ({ object, row, name }: { object: ObjectDefinition; row: AnyRow; name: string }) =>
  isEmpty(row[name]) ? (
    <span className="quiet">
      <Trans>empty</Trans>
    </span>
  ) : (
    <Value object={object} row={row} name={name} />
  )

const Choices = ({ object, row, then, saving, close }: Omit<Given, 'change'> & { then: AnyRow }) => {
  const say = useSay()
  const locale = useLocale()
  const names = differing(object, row, then)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [wrong, setWrong] = useState<Refusals>({})
  const [busy, setBusy] = useState(false)
  const chosen = names.filter((name) => !left.has(name))
  const count = chosen.length
  const toggle = (name: string): void => {
    setWrong({})
    setLeft(new Set(left.has(name) ? [...left].filter((one) => one !== name) : [...left, name]))
  }
  const submit = async (): Promise<void> => {
    setBusy(true)
    const refusals = await saving.save(Object.fromEntries(chosen.map((name) => [name, then[name] ?? null])))
    setBusy(false)
    if (refusals) setWrong(refusals)
    else close()
  }
  if (names.length === 0)
    return (
      <p className="quiet">
        <Trans>Everything that you may change stands as it did then.</Trans>
      </p>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <ul className={restore.fields}>
        {names.map((name) => (
          <li key={name} className={restore.field}>
            <Checkbox
              size="sm"
              label={say(object.fields[name]!.label)}
              checked={!left.has(name)}
              onChange={() => toggle(name)}
            />
            <div className={restore.then}>
              <Shown object={object} row={then} name={name} />
            </div>
            <div className={restore.now}>
              <span className="quiet">
                <Trans>now:</Trans>
              </span>{' '}
              <Shown object={object} row={row} name={name} />
            </div>
            {wrong[name] && (
              <p className={restore.wrong} role="alert">
                {wrong[name].detail[locale]}
              </p>
            )}
          </li>
        ))}
      </ul>
      {Object.keys(wrong).length > 0 && (
        <p className={restore.wrong} role="alert">
          <Trans>Nothing was restored. Leave out what is refused, or mend the reason first.</Trans>{' '}
          {Object.entries(wrong)
            .filter(([name]) => !names.includes(name))
            .map(
              ([name, { detail }]) =>
                `${object.fields[name] ? say(object.fields[name].label) : name}: ${detail[locale]}`,
            )
            .join(' · ')}
        </p>
      )}
      <div className={css.choose}>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" disabled={count === 0} loading={busy} data-autofocus>
          {count === names.length ? <Trans>Restore all</Trans> : <Trans>Restore {count}</Trans>}
        </Button>
      </div>
    </form>
  )
}

/** Gives a record back what it had after a change: a new change, so that nothing is lost. */
export const RestoreDialog = ({ object, row, change, saving, close }: Given) => {
  const { t } = useLingui()
  const locale = useLocale()
  const at = showMoment(change.at, locale, true)
  const { data: then, error } = useQuery({
    queryKey: ['record', object.name, row.id, 'version', change.version],
    queryFn: ({ signal }) => call<AnyRow>('GET', `/${object.plural}/${row.id}/versions/${change.version}`, { signal }),
  })
  return (
    <Dialog close={close} title={t`As it was on ${at}`}>
      {error ? (
        <p className="quiet">{sayProblem(error)}</p>
      ) : then === undefined ? (
        <Bone width="60%" height={14} />
      ) : (
        <Choices object={object} row={row} then={then} saving={saving} close={close} />
      )}
    </Dialog>
  )
}
