import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect } from '@mantine/core'
import type { Operator } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type FormEvent, useState } from 'react'
import { screenOf } from '../../fields/index.ts'
import { useSay } from '../../language.ts'
import css from './bar.module.css'
import { type Condition, isComplete, needsValue } from './rules.ts'
import { operatorWord } from './words.ts'

const many: readonly Operator[] = ['in', 'not_in', 'has_any', 'has_all']

/** A value keeps its meaning when the operator changes: one becomes a list of one, a list its first. */
export const fit = (value: unknown, op: Operator): unknown => {
  if (!needsValue(op)) return undefined
  if (many.includes(op)) return value === undefined || Array.isArray(value) ? value : [value]
  return Array.isArray(value) ? value[0] : value
}

export const ConditionEditor = ({
  object,
  condition,
  onChange,
  close,
}: {
  object: ObjectDefinition
  condition: Condition
  onChange: (condition: Condition) => void
  close: () => void
}) => {
  const { i18n, t } = useLingui()
  const say = useSay()
  const [draft, setDraft] = useState(condition)
  const field = object.fields[draft.field]!
  const kind = kindOf(field)
  const { Filter } = screenOf(field)
  const apply = (event: FormEvent): void => {
    event.preventDefault()
    if (!isComplete(draft)) return
    onChange(many.includes(draft.op) && !Array.isArray(draft.value) ? { ...draft, value: [draft.value] } : draft)
    close()
  }
  return (
    <form className={css.editor} onSubmit={apply}>
      <div className={css.head}>{say(field.label)}</div>
      <NativeSelect
        aria-label={t`Condition`}
        value={draft.op}
        onChange={(event) => {
          const op = event.currentTarget.value as Operator
          setDraft({ ...draft, op, value: fit(draft.value, op) })
        }}
        data={kind.operators.map((op) => ({ value: op, label: i18n._(operatorWord(op, kind.family)) }))}
      />
      {needsValue(draft.op) && (
        <Filter field={field} op={draft.op} value={draft.value} onChange={(value) => setDraft({ ...draft, value })} />
      )}
      <div className={css.actions}>
        <Button type="submit" size="compact-sm" disabled={!isComplete(draft)}>
          <Trans>Apply</Trans>
        </Button>
      </div>
    </form>
  )
}
