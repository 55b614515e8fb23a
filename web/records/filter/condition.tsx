import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect } from '@mantine/core'
import { operatorWord } from '@rapport/vocabulary/define/filter-words.ts'
import type { Operator } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type FormEvent, useState } from 'react'
import { screenOf } from '../../fields/index.ts'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import css from './bar.module.css'
import { type Place, placeOf } from './path.ts'
import { type Condition, fit, isComplete, needsValue, operatorsOf, takesMany } from './rules.ts'

/** A value that stands alone becomes a list where the operator takes one. */
export const settled = (condition: Condition): Condition =>
  takesMany(condition.op) && isComplete(condition) && !Array.isArray(condition.value)
    ? { ...condition, value: [condition.value] }
    : condition

export const OperatorChoice = ({
  place,
  condition,
  onChange,
}: {
  place: Place
  condition: Condition
  onChange: (condition: Condition) => void
}) => {
  const { t } = useLingui()
  const say = useSay()
  const { family } = kindOf(place.field)
  return (
    <NativeSelect
      aria-label={t`Condition`}
      value={condition.op}
      onChange={(event) => {
        const op = event.currentTarget.value as Operator
        onChange({ ...condition, op, value: fit(condition.value, op) })
      }}
      data={operatorsOf(place.field).map((op) => ({ value: op, label: say(operatorWord(op, family)) }))}
    />
  )
}

/** The value that a condition compares with, as the field's kind asks for it. */
export const ValueChoice = ({
  place,
  condition,
  onChange,
}: {
  place: Place
  condition: Condition
  onChange: (condition: Condition) => void
}) => {
  if (!needsValue(condition.op)) return null
  const { Filter } = screenOf(place.field)
  return (
    <Filter
      field={place.field}
      op={condition.op}
      value={condition.value}
      onChange={(value) => onChange({ ...condition, value })}
    />
  )
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
  const say = useSay()
  const [draft, setDraft] = useState(condition)
  const place = placeOf(object, draft.field, useVocabulary())
  if (place === undefined) return null
  const apply = (event: FormEvent): void => {
    event.preventDefault()
    if (!isComplete(draft)) return
    onChange(settled(draft))
    close()
  }
  return (
    <form className={css.editor} onSubmit={apply}>
      <div className={css.head}>{place.labels.map(say).join(' · ')}</div>
      <OperatorChoice place={place} condition={draft} onChange={setDraft} />
      <ValueChoice place={place} condition={draft} onChange={setDraft} />
      <div className={css.actions}>
        <Button type="submit" size="compact-sm" disabled={!isComplete(draft)}>
          <Trans>Apply</Trans>
        </Button>
      </div>
    </form>
  )
}
