import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type KeyboardEvent, useState } from 'react'
import { useSay } from '../../language.ts'
import css from './bar.module.css'
import { type Condition, firstOperator, fit } from './rules.ts'

const unasked = new Set(['version', 'deleted_at'])

/** Which field to ask about: those on the list first, as they are the ones on the person's mind. */
export const FieldPicker = ({
  object,
  onPick,
}: {
  object: ObjectDefinition
  onPick: (condition: Condition) => void
}) => {
  const { t } = useLingui()
  const say = useSay()
  const [typed, setTyped] = useState('')
  const names = [...new Set([...object.list.columns, ...Object.keys(object.fields)])].filter(
    (name) => !unasked.has(name),
  )
  const word = typed.trim().toLowerCase()
  const found = names.filter((name) => {
    const { label } = object.fields[name]!
    return [name, label.en, label.zh].some((text) => text.toLowerCase().includes(word))
  })
  const pick = (name: string): void => {
    const op = firstOperator(kindOf(object.fields[name]!).operators)
    onPick({ field: name, op, value: fit(undefined, op) })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || found[0] === undefined) return
    event.preventDefault()
    pick(found[0])
  }
  return (
    <div className={css.editor}>
      <TextInput
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder={t`Which field?`}
        aria-label={t`Which field?`}
      />
      <div className={css.fields}>
        {found.map((name) => (
          <button key={name} type="button" className={css.field} onClick={() => pick(name)}>
            {say(object.fields[name]!.label)}
            <span className={css.kind}>{say(kindOf(object.fields[name]!).label)}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
