// biome-ignore-all lint/a11y/useSemanticElements: the totals stand in the columns of a virtual grid
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus
import { useLingui } from '@lingui/react/macro'
import type { Aggregate } from '@rapport/vocabulary/define/kind.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { aggregate } from '../../api.ts'
import { screenOf } from '../../fields/index.ts'
import { useLocale } from '../../language.ts'
import { Bone } from '../../ui/states.tsx'
import css from './grid.module.css'
import type { ListState } from './state.ts'

export const useMeasureWords = (): Readonly<Record<Aggregate, string>> => {
  const { t } = useLingui()
  return {
    count: t`Filled`,
    distinct: t`Different`,
    sum: t`Sum`,
    mean: t`Mean`,
    min: t`Least`,
    max: t`Most`,
  }
}

const counts = new Set<Aggregate>(['count', 'distinct'])

/** A measure as its field shows values; counts are plain numbers. */
export const Measured = ({
  object,
  name,
  measure,
  value,
}: {
  object: ObjectDefinition
  name: string
  measure: Aggregate
  value: unknown
}) => {
  const locale = useLocale()
  if (value === null || value === undefined) return <>—</>
  if (counts.has(measure)) return <>{Number(value).toLocaleString(locale)}</>
  const field = object.fields[name]!
  const { Show } = screenOf(field)
  if (typeof value === 'number') return <>{value.toLocaleString(locale, { maximumFractionDigits: 2 })}</>
  return <Show value={value} field={field} />
}

/** Totals over the whole list, as the server works them out; not over what happens to be loaded. */
export const Totals = ({
  object,
  state,
  lefts,
}: {
  object: ObjectDefinition
  state: ListState
  lefts: readonly number[]
}) => {
  const words = useMeasureWords()
  const measures = [...state.totals].filter(([name]) => state.columns.includes(name))
  const { data, isFetching } = useQuery({
    queryKey: ['records', object.name, 'totals', state.filter, measures],
    queryFn: () =>
      aggregate(object.plural, {
        ...(state.filter && { filter: state.filter }),
        measures: measures.map(([field, measure]) => ({ measure, field })),
      }),
    staleTime: 15_000,
  })
  const values = data?.rows[0]?.values
  return (
    <div role="row" className={css.totals}>
      <div role="gridcell" className={css.tick} data-pinned />
      {state.columns.map((name, at) => {
        const measure = state.totals.get(name)
        const index = measures.findIndex(([one]) => one === name)
        return (
          <div
            key={name}
            role="gridcell"
            data-pinned={at < lefts.length || undefined}
            style={at < lefts.length ? { left: lefts[at] } : undefined}
            className={`${css.cell} ${screenOf(object.fields[name]!).end ? css.end : ''}`}
          >
            {measure && (
              <>
                <span className={css.measure}>{words[measure]}</span>
                {values === undefined && isFetching ? (
                  <Bone width={48} />
                ) : (
                  <Measured object={object} name={name} measure={measure} value={values?.[index]} />
                )}
              </>
            )}
          </div>
        )
      })}
    </div>
  )
}
