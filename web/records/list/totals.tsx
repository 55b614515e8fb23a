// biome-ignore-all lint/a11y/useSemanticElements: the totals stand in the columns of a virtual grid
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus
import { useLingui } from '@lingui/react/macro'
import type { Aggregate } from '@rapport/vocabulary/define/kind.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { screenOf } from '../../fields/index.ts'
import { useLocale } from '../../language.ts'
import { Bone } from '../../ui/states.tsx'
import css from './grid.module.css'
import { pinnedAt } from './grid-layout.ts'
import { type Amount, isCounted, measured } from './measured.ts'
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

/** A measure as its field shows values; counts are plain numbers. An amount stands in the currency that it was worked out in. */
export const Measured = ({ object, name, measure, value, currency }: Given & Amount) => {
  const locale = useLocale()
  if (value === null || value === undefined) return <>—</>
  if (isCounted(measure)) return <>{Number(value).toLocaleString(locale)}</>
  const field = object.fields[name]!
  const { Show } = screenOf(field)
  if (typeof value === 'number') return <>{value.toLocaleString(locale, { maximumFractionDigits: 2 })}</>
  const row = field.currency === undefined ? {} : { [field.currency]: currency }
  return <Show value={value} field={field} row={row as AnyRow} />
}

interface Given {
  readonly object: ObjectDefinition
  readonly name: string
  readonly measure: Aggregate
}

/** A measure in each currency that there is, that of most records first; amounts of several are never added up. */
export const MeasuredAmounts = ({ amounts, ...given }: Given & { amounts: readonly Amount[] }) => {
  const filled = amounts.filter((one) => one.value !== null && one.value !== undefined)
  if (filled.length === 0) return <>—</>
  return (
    <span className={css.amounts}>
      {filled.map((one) => (
        <span key={String(one.currency)}>
          <Measured {...given} {...one} />
        </span>
      ))}
    </span>
  )
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
    queryFn: () => measured(object, state.filter, undefined, measures, 1),
    staleTime: 15_000,
  })
  return (
    <div role="row" className={css.totals}>
      <div role="gridcell" className={css.tick} data-pinned />
      {state.columns.map((name, at) => {
        const measure = state.totals.get(name)
        const amounts = data?.groups[0]?.amounts.get(name)
        return (
          <div
            key={name}
            role="gridcell"
            data-pinned={at < lefts.length || undefined}
            style={pinnedAt(lefts[at])}
            className={`${css.cell} ${screenOf(object.fields[name]!).end ? css.end : ''}`}
          >
            {measure && (
              <>
                <span className={css.measure}>{words[measure]}</span>
                {amounts === undefined && isFetching ? (
                  <Bone width={48} />
                ) : (
                  <MeasuredAmounts object={object} name={name} measure={measure} amounts={amounts ?? []} />
                )}
              </>
            )}
          </div>
        )
      })}
    </div>
  )
}
