import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect } from '@mantine/core'
import { operatorWord } from '@rapport/vocabulary/define/filter-words.ts'
import type { Operator } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type FormEvent, useState } from 'react'
import { screenOf } from '../../fields/index.ts'
import { useSay } from '../../language.ts'
import css from './bar.module.css'
import { type Condition, fit, isComplete, needsValue, takesMany } from './rules.ts'

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
  const { t } = useLingui()
  const say = useSay()
  const [draft, setDraft] = useState(condition)
  const field = object.fields[draft.field]!
  const kind = kindOf(field)
  const { Filter } = screenOf(field)
  const apply = (event: FormEvent): void => {
    event.preventDefault()
    if (!isComplete(draft)) return
    onChange(takesMany(draft.op) && !Array.isArray(draft.value) ? { ...draft, value: [draft.value] } : draft)
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
        data={kind.operators.map((op) => ({ value: op, label: say(operatorWord(op, kind.family)) }))}
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
