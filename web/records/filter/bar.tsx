import { Trans, useLingui } from '@lingui/react/macro'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconAdjustmentsHorizontal, IconFilterPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { later } from '../../ui/later.tsx'
import { Pop } from '../../ui/pop.tsx'
import css from './bar.module.css'

interface Given {
  readonly object: ObjectDefinition
  readonly filter: Filter | undefined
  readonly conditions: readonly Filter[]
  readonly onChange: (filter: Filter | undefined) => void
}

const FilterSentence = later(() => import('./sentence.tsx').then((module) => module.FilterSentence), 12, 110)
const ConditionEditor = later(() => import('./condition.tsx').then((module) => module.ConditionEditor), 120)
const Adding = later(() => import('./adding.tsx').then((module) => module.Adding), 300)
const FilterPanel = later(() => import('./panel.tsx').then((module) => module.FilterPanel), 0)

const Chip = ({
  object,
  condition,
  onChange,
  onRemove,
  openPanel,
}: {
  object: ObjectDefinition
  condition: Filter
  onChange: (condition: Filter) => void
  onRemove: () => void
  openPanel: () => void
}) => {
  const { t } = useLingui()
  const said = <FilterSentence object={object} filter={condition} />
  return (
    <span className={css.chip}>
      {'field' in condition ? (
        <Pop
          button={(press) => (
            <button type="button" className={css.said} onClick={press}>
              {said}
            </button>
          )}
        >
          {(close) => <ConditionEditor object={object} condition={condition} onChange={onChange} close={close} />}
        </Pop>
      ) : (
        <button type="button" className={css.said} onClick={openPanel}>
          {said}
        </button>
      )}
      <button type="button" className={css.remove} aria-label={t`Remove this filter`} onClick={onRemove}>
        <IconX size={13} aria-hidden />
      </button>
    </span>
  )
}

const together = (conditions: readonly Filter[]): Filter | undefined =>
  conditions.length === 0 ? undefined : { all: conditions }

/** The conditions of a list, each as it is said; one more is a press away, and all of them with their groups in a panel. */
export const FilterBar = ({ object, filter, conditions, onChange }: Given) => {
  const { t } = useLingui()
  /** What the panel begins with, while it is open. */
  const [panel, setPanel] = useState<{ readonly filter: Filter | undefined }>()
  const put = (next: readonly Filter[]): void => onChange(together(next))
  const openPanel = (): void => setPanel({ filter })
  return (
    <div className={css.bar}>
      {conditions.map((condition, index) => (
        <Chip
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          key={index}
          object={object}
          condition={condition}
          onChange={(next) => put(conditions.with(index, next))}
          onRemove={() => put(conditions.toSpliced(index, 1))}
          openPanel={openPanel}
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
        {(close) => (
          <Adding
            object={object}
            add={(condition) => put([...conditions, condition])}
            link={(link) => {
              const next = [...conditions, { some: link }]
              close()
              put(next)
              setPanel({ filter: together(next) })
            }}
            close={close}
          />
        )}
      </Pop>
      <button
        type="button"
        className={css.add}
        aria-label={t`All conditions`}
        title={t`All conditions`}
        aria-expanded={panel !== undefined}
        onClick={() => setPanel((before) => (before ? undefined : { filter }))}
      >
        <IconAdjustmentsHorizontal size={15} stroke={1.7} aria-hidden />
      </button>
      {conditions.length > 1 && (
        <button type="button" className={css.add} onClick={() => put([])}>
          <Trans>Clear all</Trans>
        </button>
      )}
      {panel && (
        <FilterPanel object={object} filter={panel.filter} onChange={onChange} close={() => setPanel(undefined)} />
      )}
    </div>
  )
}
