import { Trans, useLingui } from '@lingui/react/macro'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconFilterPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { later } from '../../ui/later.tsx'
import { Pop } from '../../ui/pop.tsx'
import css from './bar.module.css'
import { type Condition, isCondition } from './rules.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly conditions: readonly Filter[]
  readonly onChange: (conditions: readonly Filter[]) => void
}

const FilterSentence = later(() => import('./sentence.tsx').then((module) => module.FilterSentence), 12)
const ConditionEditor = later(() => import('./condition.tsx').then((module) => module.ConditionEditor), 120)
const FieldPicker = later(() => import('./field-picker.tsx').then((module) => module.FieldPicker), 300)

const Chip = ({
  object,
  condition,
  onChange,
  onRemove,
}: {
  object: ObjectDefinition
  condition: Filter
  onChange: (condition: Condition) => void
  onRemove: () => void
}) => {
  const { t } = useLingui()
  const editable = isCondition(condition) && Object.hasOwn(object.fields, condition.field) ? condition : undefined
  return (
    <span className={css.chip}>
      <Pop
        button={(press) => (
          <button type="button" className={css.said} disabled={editable === undefined} onClick={press}>
            <FilterSentence object={object} filter={condition} />
          </button>
        )}
      >
        {(close) =>
          editable && <ConditionEditor object={object} condition={editable} onChange={onChange} close={close} />
        }
      </Pop>
      <button type="button" className={css.remove} aria-label={t`Remove this filter`} onClick={onRemove}>
        <IconX size={13} aria-hidden />
      </button>
    </span>
  )
}

/** First which field, then what about it. */
const Adding = ({
  object,
  add,
  close,
}: {
  object: ObjectDefinition
  add: (condition: Condition) => void
  close: () => void
}) => {
  const [chosen, setChosen] = useState<Condition>()
  if (chosen === undefined) return <FieldPicker object={object} onPick={setChosen} />
  return <ConditionEditor object={object} condition={chosen} onChange={add} close={close} />
}

export const FilterBar = ({ object, conditions, onChange }: Given) => {
  const put = (index: number, condition: Condition): void =>
    onChange(conditions.map((one, at) => (at === index ? condition : one)))
  const drop = (index: number): void => onChange(conditions.filter((_, at) => at !== index))
  return (
    <div className={css.bar}>
      {conditions.map((condition, index) => (
        <Chip
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          key={index}
          object={object}
          condition={condition}
          onChange={(next) => put(index, next)}
          onRemove={() => drop(index)}
        />
      ))}
      <Pop
        button={(press, open) => (
          <button type="button" className={css.add} data-coach="filter" aria-expanded={open} onClick={press}>
            <IconFilterPlus size={15} stroke={1.7} aria-hidden />
            <Trans>Filter</Trans>
          </button>
        )}
      >
        {(close) => <Adding object={object} add={(condition) => onChange([...conditions, condition])} close={close} />}
      </Pop>
      {conditions.length > 1 && (
        <button type="button" className={css.add} onClick={() => onChange([])}>
          <Trans>Clear all</Trans>
        </button>
      )}
    </div>
  )
}
