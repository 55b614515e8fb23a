import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Select } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../../api.ts'
import { screenOf } from '../../fields/index.ts'
import { useSay } from '../../language.ts'
import { warn } from '../../ui/toast.tsx'
import { isWritable } from '../access.ts'
import { FieldInput } from '../form/field-input.tsx'
import fields from '../form/form.module.css'
import { sayProblem } from '../problem.ts'
import { isEmpty } from '../value.tsx'
import css from './bulk-edit.module.css'
import { BulkPreview } from './bulk-preview.tsx'
import { useBulk } from './use-bulk.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly selected: ReadonlySet<string>
  /** Called when it is done; the selection is over then. */
  readonly done: () => void
  readonly close: () => void
}

/** Fields that many records can share; those on the list first. */
const shared = (object: ObjectDefinition): readonly string[] =>
  [...new Set([...object.list.columns, ...Object.keys(object.fields)])].filter((name) => {
    const field = object.fields[name]
    return field !== undefined && isWritable(field) && !field.unique
  })

/** One field of all selected records gets the same value. */
export const BulkEdit = ({ object, selected, done, close }: Given) => {
  const { t } = useLingui()
  const say = useSay()
  const bulk = useBulk(object, selected)
  const [name, setName] = useState<string | null>(null)
  const [value, setValue] = useState<unknown>(null)
  const [wrong, setWrong] = useState<ApiProblem['fields']>({})
  const [busy, setBusy] = useState(false)
  const field = name === null ? undefined : object.fields[name]
  const put = (next: unknown): void => {
    setValue(next)
    setWrong({})
  }
  const pick = (next: string | null): void => {
    setName(next)
    put(next === null ? null : (screenOf(object.fields[next]!).blank ?? null))
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (name === null) return
    setBusy(true)
    try {
      await bulk({ values: { [name]: isEmpty(value) ? null : value } })
      done()
    } catch (error) {
      if (error instanceof ApiProblem && error.fields[name]) setWrong(error.fields)
      else warn(sayProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <div className={fields.field}>
        <label htmlFor="bulk-field" className={fields.label}>
          <Trans>Field</Trans>
        </label>
        <Select
          id="bulk-field"
          placeholder={t`Which field?`}
          data={shared(object).map((one) => ({ value: one, label: say(object.fields[one]!.label) }))}
          value={name}
          onChange={pick}
          searchable
          data-autofocus
          comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
        />
      </div>
      {name !== null && field && (
        <FieldInput
          key={name}
          name={`bulk-${name}`}
          field={field}
          value={value}
          onChange={put}
          wrong={wrong[name]?.detail}
        />
      )}
      {name !== null && field && (
        <BulkPreview key={`preview ${name}`} object={object} selected={selected} name={name} value={value} />
      )}
      {field && !field.required && isEmpty(value) && (
        <p className={css.note}>
          <Trans>Without a value, the field is emptied.</Trans>
        </p>
      )}
      <div className={css.choose}>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={busy} disabled={field === undefined || (field.required && isEmpty(value))}>
          <Plural value={selected.size} one="Change # record" other="Change # records" />
        </Button>
      </div>
    </form>
  )
}
