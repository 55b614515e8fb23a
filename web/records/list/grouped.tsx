import { Plural, Trans } from '@lingui/react/macro'
import type { Group } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { aggregate } from '../../api.ts'
import { screenOf } from '../../fields/index.ts'
import { useLocale, useSay } from '../../language.ts'
import { Bone } from '../../ui/states.tsx'
import css from './grouped.module.css'
import { groupFilter } from './grouping.ts'
import { ListFailed } from './nothing.tsx'
import type { ListState } from './state.ts'
import { Measured, useMeasureWords } from './totals.tsx'

const most = 200
const rowHeight = 38
const tallest = 14

interface Given {
  readonly object: ObjectDefinition
  readonly state: ListState & { readonly group: Group }
  /** The rows of one group, as the list shows rows. */
  readonly rows: (state: ListState) => ReactNode
}

const formats = {
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  week: { year: 'numeric', month: 'short', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  quarter: { year: 'numeric', month: 'short' },
  year: { year: 'numeric' },
} as const

const GroupValue = ({ object, group, value }: { object: ObjectDefinition; group: Group; value: unknown }) => {
  const locale = useLocale()
  const field = object.fields[group.field]!
  if (value === null || value === undefined)
    return (
      <span className="quiet">
        <Trans>empty</Trans>
      </span>
    )
  if (group.by) {
    const day = new Date(`${String(value).slice(0, 10)}T00:00:00Z`)
    return <>{day.toLocaleDateString(locale === 'zh' ? 'zh-CN' : 'en-GB', { ...formats[group.by], timeZone: 'UTC' })}</>
  }
  const { Show } = screenOf(field)
  return <Show value={value} field={field} />
}

const narrowed = (state: Given['state'], value: unknown): ListState => ({
  ...state,
  group: undefined,
  totals: new Map(),
  filter: { all: [...(state.filter ? [state.filter] : []), groupFilter(state.group, value)] },
})

const Section = ({
  object,
  state,
  rows,
  value,
  count,
  measured,
}: Given & { value: unknown; count: number; measured: readonly unknown[] }) => {
  const [open, setOpen] = useState(false)
  const say = useSay()
  const words = useMeasureWords()
  const shown = Math.min(count, tallest)
  return (
    <section className={css.section}>
      <h2 className={css.heading}>
        <button type="button" className={css.head} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconChevronRight size={15} className={css.arrow} aria-hidden />
          <span className={css.value} inert>
            <GroupValue object={object} group={state.group} value={value} />
          </span>
          <span className={css.count}>
            <Plural value={count} one="# record" other="# records" />
          </span>
          {[...state.totals].map(([name, measure], at) => (
            <span key={name} className={css.subtotal}>
              <span className="quiet">
                {words[measure]} · {say(object.fields[name]!.label)}
              </span>
              <Measured object={object} name={name} measure={measure} value={measured[at]} />
            </span>
          ))}
        </button>
      </h2>
      {open && (
        <div className={css.rows} style={{ height: shown * rowHeight + 52 }}>
          {rows(narrowed(state, value))}
        </div>
      )}
    </section>
  )
}

/** The list by what its records have in a field, each group with how many there are and its subtotals, as the server counts them. */
export const Grouped = (given: Given) => {
  const { object, state } = given
  const measures = [...state.totals]
  const { data, error, refetch } = useQuery({
    queryKey: ['records', object.name, 'groups', state.filter, state.group, measures],
    queryFn: () =>
      aggregate(object.plural, {
        ...(state.filter && { filter: state.filter }),
        group: [state.group],
        measures: [{ measure: 'count' as const }, ...measures.map(([field, measure]) => ({ measure, field }))],
        limit: most,
      }),
    staleTime: 15_000,
  })
  if (error) return <ListFailed error={error} retry={() => void refetch()} />
  if (data === undefined)
    return (
      <div className={css.waiting}>
        <Bone width="40%" />
        <Bone width="52%" />
        <Bone width="36%" />
      </div>
    )
  return (
    <div className={css.groups}>
      {data.rows.map(({ group: [value], values: [count, ...measured] }) => (
        <Section key={String(value)} {...given} value={value} count={Number(count)} measured={measured} />
      ))}
      {data.rows.length >= most && (
        <p className="quiet">
          <Trans>The first {most} are shown.</Trans>
        </p>
      )}
    </div>
  )
}
