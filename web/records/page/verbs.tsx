import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { VerbDefinition } from '@rapport/vocabulary/define/verb.ts'
import { useState } from 'react'
import { ApiProblem, doVerb, type Values } from '../../api.ts'
import { useSay } from '../../language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { iconNamed } from '../../ui/icons.ts'
import { warn } from '../../ui/toast.tsx'
import { FieldInput } from '../form/field-input.tsx'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import css from './dialog.module.css'
import header from './header.module.css'

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
}

const VerbDialog = ({
  object,
  row,
  name,
  verb,
  close,
}: Given & { name: string; verb: VerbDefinition; close: () => void }) => {
  const say = useSay()
  const [input, setInput] = useState<Values>({})
  const [wrong, setWrong] = useState<ApiProblem['fields']>({})
  const [busy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    try {
      await doVerb(object.plural, row.id, name, input)
      noteChange(object.name, row.id)
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
          void run()
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

/** What can be done with the record beyond editing it, as its definition says. */
export const Verbs = ({ object, row }: Given) => {
  const say = useSay()
  const [asking, setAsking] = useState<string>()
  const [busy, setBusy] = useState<string>()
  const verbs = Object.entries(object.verbs ?? {})
  const run = async (name: string, verb: VerbDefinition): Promise<void> => {
    if (verb.input || verb.confirm) return setAsking(name)
    setBusy(name)
    await doVerb(object.plural, row.id, name)
      .then(() => noteChange(object.name, row.id))
      .catch((error: unknown) => warn(sayProblem(error)))
    setBusy(undefined)
  }
  const asked = asking === undefined ? undefined : object.verbs?.[asking]
  return (
    <div className={header.verbs}>
      {verbs.slice(0, 4).map(([name, verb]) => {
        const Sign = iconNamed(verb.icon)
        return (
          <Button
            key={name}
            variant="default"
            loading={busy === name}
            leftSection={<Sign size={16} stroke={1.7} />}
            onClick={() => run(name, verb)}
          >
            {say(verb.label)}
          </Button>
        )
      })}
      {asked && <VerbDialog object={object} row={row} name={asking!} verb={asked} close={() => setAsking(undefined)} />}
    </div>
  )
}
