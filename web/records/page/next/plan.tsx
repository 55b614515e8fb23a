import { Trans, useLingui } from '@lingui/react/macro'
import { Button, SegmentedControl } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type FormEvent, useState } from 'react'
import { ApiProblem, createRecord, type Values } from '../../../api.ts'
import { newKey } from '../../../key.ts'
import { useSay } from '../../../language.ts'
import { useVocabulary } from '../../../session.ts'
import { tell, warn } from '../../../ui/toast.tsx'
import { may } from '../../access.ts'
import { FieldInput } from '../../form/field-input.tsx'
import { noteChange } from '../../live.ts'
import { sayProblem } from '../../problem.ts'
import { kept, sendOrKeep } from '../../waiting/keep.ts'
import css from './next.module.css'
import { kindsFor } from './steps.ts'

/** A task, a meeting or a call with the record, planned where one is. */
export const Plan = ({ object, row, close }: { object: ObjectDefinition; row: AnyRow; close: () => void }) => {
  const { t } = useLingui()
  const say = useSay()
  const able = kindsFor(useVocabulary()).filter((one) => may(one.object, 'create'))
  const [chosen, setChosen] = useState(able[0])
  const [title, setTitle] = useState<unknown>(null)
  const [due, setDue] = useState<unknown>(null)
  const [wrong, setWrong] = useState<ApiProblem['fields']>({})
  const [busy, setBusy] = useState(false)
  if (!chosen) return <p className="quiet">{t`Your role does not plan work.`}</p>
  const { kind, object: work } = chosen
  const customer = object.name === 'customer' ? row.id : row.customer
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    const values: Values = {
      [work.title]: title,
      [kind.due]: due,
      about: `${object.name}/${row.id}`,
      ...(typeof customer === 'string' && Object.hasOwn(work.fields, 'customer') && { customer }),
    }
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''))
    const write = { what: 'create', object: work.name, plural: work.plural, title: String(title ?? ''), key: newKey() }
    try {
      const made = await sendOrKeep({ ...write, what: 'create', values: given }, () =>
        createRecord(work.plural, given, write.key),
      )
      if (made === kept) tell(t`Kept on this device. It is created when the connection is back.`)
      else noteChange(work.name, made.id)
      close()
    } catch (error) {
      setBusy(false)
      if (error instanceof ApiProblem && Object.keys(error.fields).length > 0) setWrong(error.fields)
      else warn(sayProblem(error))
    }
  }
  return (
    <form className={css.plan} onSubmit={submit} noValidate>
      <SegmentedControl
        fullWidth
        aria-label={t`What kind of step`}
        value={kind.name}
        data={able.map((one) => ({ value: one.kind.name, label: say(one.object.label) }))}
        onChange={(name) => setChosen(able.find((one) => one.kind.name === name))}
      />
      <FieldInput
        name="step-title"
        field={work.fields[work.title]!}
        value={title}
        onChange={setTitle}
        wrong={wrong[work.title]?.detail}
        autoFocus
      />
      <FieldInput
        name="step-due"
        field={work.fields[kind.due]!}
        value={due}
        onChange={setDue}
        wrong={wrong[kind.due]?.detail}
      />
      <div className={css.end}>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={busy}>
          <Trans>Plan it</Trans>
        </Button>
      </div>
    </form>
  )
}
