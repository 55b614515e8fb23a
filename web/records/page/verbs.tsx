import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { VerbDefinition } from '@rapport/vocabulary/define/verb.ts'
import { useState } from 'react'
import { doVerb, type Values } from '../../api.ts'
import { newKey } from '../../key.ts'
import { useSay } from '../../language.ts'
import { iconNamed } from '../../ui/icons.ts'
import { tell, warn } from '../../ui/toast.tsx'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import { titleOf } from '../value.tsx'
import { kept, sendOrKeep } from '../waiting/keep.ts'
import header from './header.module.css'
import { VerbDialog } from './verb-dialog.tsx'

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
}

/** What can be done with the record beyond editing it, as its definition says. */
export const Verbs = ({ object, row }: Given) => {
  const { t } = useLingui()
  const say = useSay()
  const [asking, setAsking] = useState<string>()
  const [busy, setBusy] = useState<string>()
  const verbs = Object.entries(object.verbs ?? {})
  const perform = async (name: string, values: Values = {}): Promise<void> => {
    const write = { what: 'verb', object: object.name, plural: object.plural, record: row.id, verb: name } as const
    const key = newKey()
    const answer = await sendOrKeep({ ...write, title: titleOf(object, row), values, key }, () =>
      doVerb(object.plural, row.id, name, values, key),
    )
    if (answer === kept) tell(t`Kept on this device. It is done when the connection is back.`)
    else noteChange(object.name, row.id)
  }
  const run = async (name: string, verb: VerbDefinition): Promise<void> => {
    if (verb.input || verb.confirm) return setAsking(name)
    setBusy(name)
    await perform(name).catch((error: unknown) => warn(sayProblem(error)))
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
      {asked && <VerbDialog verb={asked} run={(input) => perform(asking!, input)} close={() => setAsking(undefined)} />}
    </div>
  )
}
