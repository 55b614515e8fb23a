import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { VerbDefinition } from '@rapport/vocabulary/define/verb.ts'
import { useState } from 'react'
import { ApiProblem, type Values } from '../../api.ts'
import { useSay } from '../../language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { warn } from '../../ui/toast.tsx'
import { FieldInput } from '../form/field-input.tsx'
import { sayProblem } from '../problem.ts'
import css from './dialog.module.css'

interface Given {
  readonly verb: VerbDefinition
  /** Does it; a refusal of the server is shown beside the field that it is about. */
  readonly run: (input: Values) => Promise<unknown>
  readonly close: () => void
}

/** Asks for what a verb needs before it is done. */
export const VerbDialog = ({ verb, run, close }: Given) => {
  const say = useSay()
  const [input, setInput] = useState<Values>({})
  const [wrong, setWrong] = useState<ApiProblem['fields']>({})
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    setBusy(true)
    try {
      await run(input)
      close()
    } catch (error) {
      if (error instanceof ApiProblem && Object.keys(error.fields).length > 0) setWrong(error.fields)
      else warn(sayProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog close={close} title={say(verb.label)}>
      <form
        className={css.dialog}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {verb.confirm && <p>{say(verb.confirm)}</p>}
        {Object.entries(verb.input ?? {}).map(([field, definition], index) => (
          <FieldInput
            key={field}
            name={field}
            field={definition}
            value={input[field] ?? null}
            onChange={(value) => setInput({ ...input, [field]: value })}
            wrong={wrong[field]?.detail}
            autoFocus={index === 0}
          />
        ))}
        <div className={css.choose}>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={busy}>
            {say(verb.label)}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
