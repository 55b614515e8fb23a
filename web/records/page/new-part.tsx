import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type FormEvent, useState } from 'react'
import { ApiProblem, type Values } from '../../api.ts'
import { newKey } from '../../key.ts'
import { warn } from '../../ui/toast.tsx'
import { isWritable } from '../access.ts'
import { FieldInput } from '../form/field-input.tsx'
import form from '../form/form.module.css'
import { sayProblem } from '../problem.ts'
import { isEmpty } from '../value.tsx'
import css from './dialog.module.css'

interface Given {
  readonly object: ObjectDefinition
  readonly link: string
  readonly create: (values: Values, key: string) => Promise<void>
  readonly close: () => void
}

/** One more part, typed below the table; it stays open for the next. */
export const NewPart = ({ object, link, create, close }: Given) => {
  const [values, setValues] = useState<Values>({})
  const [wrong, setWrong] = useState<ApiProblem['fields']>({})
  const [key, setKey] = useState(() => newKey())
  const [busy, setBusy] = useState(false)
  const names = [...new Set([object.title, ...object.list.columns])].filter(
    (name) => name !== link && object.own[name] !== undefined && isWritable(object.own[name]),
  )
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    try {
      await create(Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value))), key)
      setValues({})
      setWrong({})
      setKey(newKey())
    } catch (error) {
      if (error instanceof ApiProblem) setKey(newKey())
      if (error instanceof ApiProblem && Object.keys(error.fields).length > 0) setWrong(error.fields)
      else warn(sayProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={submit} noValidate style={{ marginTop: 12 }}>
      <div className={form.fields}>
        {names.map((name, index) => (
          <FieldInput
            key={`${name} ${key}`}
            name={`new-${object.name}-${name}`}
            field={object.own[name]!}
            value={values[name]}
            onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
            wrong={wrong[name]?.detail}
            autoFocus={index === 0}
          />
        ))}
      </div>
      <div className={css.choose}>
        <Button variant="default" onClick={close}>
          <Trans>Done</Trans>
        </Button>
        <Button type="submit" loading={busy}>
          <Trans>Add</Trans>
        </Button>
      </div>
    </form>
  )
}
