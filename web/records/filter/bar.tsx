import { Trans, useLingui } from '@lingui/react/macro'
import { Popover } from '@mantine/core'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconFilterPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import css from './bar.module.css'
import { ConditionEditor } from './condition.tsx'
import { FieldPicker } from './field-picker.tsx'
import { FilterSentence } from './sentence.tsx'
import { type Condition, isCondition } from './words.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly conditions: readonly Filter[]
  readonly onChange: (conditions: readonly Filter[]) => void
}

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
  const [open, setOpen] = useState(false)
  const editable = isCondition(condition) && Object.hasOwn(object.fields, condition.field)
  return (
    <span className={css.chip}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
        <Popover.Target>
          <button type="button" className={css.said} disabled={!editable} onClick={() => setOpen(true)}>
            <FilterSentence object={object} filter={condition} />
          </button>
        </Popover.Target>
        <Popover.Dropdown p={10}>
          {editable && (
            <ConditionEditor object={object} condition={condition} onChange={onChange} close={() => setOpen(false)} />
          )}
        </Popover.Dropdown>
      </Popover>
      <button type="button" className={css.remove} aria-label={t`Remove this filter`} onClick={onRemove}>
        <IconX size={13} aria-hidden />
      </button>
    </span>
  )
}

export const FilterBar = ({ object, conditions, onChange }: Given) => {
  const [adding, setAdding] = useState<Condition | boolean>(false)
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
      <Popover opened={adding !== false} onChange={(open) => setAdding(open)} position="bottom-start" trapFocus>
        <Popover.Target>
          <button type="button" className={css.add} onClick={() => setAdding(true)}>
            <IconFilterPlus size={15} stroke={1.7} aria-hidden />
            <Trans>Filter</Trans>
          </button>
        </Popover.Target>
        <Popover.Dropdown p={10}>
          {typeof adding === 'object' ? (
            <ConditionEditor
              object={object}
              condition={adding}
              onChange={(condition) => onChange([...conditions, condition])}
              close={() => setAdding(false)}
            />
          ) : (
            <FieldPicker object={object} onPick={setAdding} />
          )}
        </Popover.Dropdown>
      </Popover>
      {conditions.length > 1 && (
        <button type="button" className={css.add} onClick={() => onChange([])}>
          <Trans>Clear all</Trans>
        </button>
      )}
    </div>
  )
}
