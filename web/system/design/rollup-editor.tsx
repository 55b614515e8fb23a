import { Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'
import type { Field, Rollup, RollupMeasure } from '@rapport/vocabulary/define/field.ts'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useSay } from '../../language.ts'
import { FilterBar } from '../../records/filter/bar.tsx'
import { useVocabulary } from '../../session.ts'
import css from './design.module.css'

interface Given {
  readonly object: ObjectDefinition
  readonly field: Field
  readonly onChange: (field: Field) => void
}

const sums = ['number', 'decimal']
const orders = ['number', 'decimal', 'date', 'instant']

/** The kind that a roll-up's field gets from what it measures. */
const kindFor = (measure: RollupMeasure, measured: Field | undefined): string => {
  if (measure === 'count' || measured === undefined) return 'integer'
  if (measure === 'mean') return kindOf(measured).family === 'decimal' ? 'money' : 'number'
  if (measure === 'sum' && kindOf(measured).family === 'number') return 'number'
  return measured.kind
}

const conditionsOf = (where: Filter | undefined): readonly Filter[] =>
  where === undefined ? [] : 'all' in where ? where.all : [where]

/** Which records, what of them, and under which condition. */
export const RollupEditor = ({ object, field, onChange }: Given) => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const sources = vocabulary
    .linksTo(object.name)
    .filter((one) => one.field.kind === 'link' && one.name !== 'created_by')
  const rollup = field.rollup ?? { from: '', measure: 'count' as const }
  const [fromName] = rollup.from.split('.')
  const from = vocabulary.find(fromName ?? '')
  const put = (next: Rollup): void => {
    const measured =
      next.field === undefined ? undefined : vocabulary.find(next.from.split('.')[0]!)?.fields[next.field]
    onChange({ ...field, kind: kindFor(next.measure, measured), rollup: next })
  }
  const measurable = (measure: RollupMeasure) =>
    Object.entries(from?.own ?? {}).filter(([, one]) =>
      (measure === 'sum' || measure === 'mean' ? sums : orders).includes(kindOf(one).family),
    )
  const words: Record<RollupMeasure, string> = {
    count: t`how many`,
    sum: t`the sum`,
    mean: t`the average`,
    min: t`the least`,
    max: t`the most`,
  }
  const { field: _, ...counted } = rollup
  return (
    <div className={css.rollup}>
      <NativeSelect
        label={t`Of the records`}
        value={rollup.from}
        onChange={(event) => put({ from: event.currentTarget.value, measure: 'count' })}
        data={[
          { value: '', label: t`Choose…`, disabled: true },
          ...sources.map((one) => ({
            value: `${one.object.name}.${one.name}`,
            label: `${say(one.object.labels)} · ${say(one.field.label)}`,
          })),
        ]}
      />
      {from && (
        <div className={css.two}>
          <NativeSelect
            label={t`Take`}
            value={rollup.measure}
            onChange={(event) => {
              const measure = event.currentTarget.value as RollupMeasure
              const first = measurable(measure)[0]?.[0]
              put(
                measure === 'count' || first === undefined
                  ? { ...counted, measure: 'count' }
                  : { ...counted, measure, field: rollup.field ?? first },
              )
            }}
            data={Object.entries(words).map(([value, label]) => ({ value, label }))}
          />
          {rollup.measure !== 'count' && (
            <NativeSelect
              label={t`of`}
              value={rollup.field ?? ''}
              onChange={(event) => put({ ...rollup, field: event.currentTarget.value })}
              data={measurable(rollup.measure).map(([value, one]) => ({ value, label: say(one.label) }))}
            />
          )}
        </div>
      )}
      {from && (
        <div>
          <span className={css.label}>
            <Trans>Only those with</Trans>
          </span>
          <FilterBar
            object={from}
            filter={rollup.where}
            conditions={conditionsOf(rollup.where)}
            onChange={(where) => {
              const { where: __, ...rest } = rollup
              put(where ? { ...rest, where } : rest)
            }}
          />
        </div>
      )}
    </div>
  )
}
