import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { Group } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { screenOf } from '../../fields/index.ts'
import { useLocale, useSay } from '../../language.ts'
import { Bone } from '../../ui/states.tsx'
import css from './grouped.module.css'
import { groupFilter } from './grouping.ts'
import { type MeasuredGroup, measured } from './measured.ts'
import { ListFailed } from './nothing.tsx'
import type { ListState } from './state.ts'
import { MeasuredAmounts, useMeasureWords } from './totals.tsx'

/** So many groups are shown at first, and so many more each time. */
const aPage = 200
/** As many as the server gives. */
const mostGroups = 10_000
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

const Section = ({ object, state, rows, group: { value, count, amounts } }: Given & { group: MeasuredGroup }) => {
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
          {[...state.totals].map(([name, measure]) => (
            <span key={name} className={css.subtotal}>
              <span className="quiet">
                {words[measure]} · {say(object.fields[name]!.label)}
              </span>
              <MeasuredAmounts object={object} name={name} measure={measure} amounts={amounts.get(name) ?? []} />
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
  const [most, setMost] = useState(aPage)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['records', object.name, 'groups', state.filter, state.group, measures, most],
    queryFn: () => measured(object, state.filter, state.group, measures, most),
    placeholderData: keepPreviousData,
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
      {data.groups.map((group) => (
        <Section key={String(group.value)} {...given} group={group} />
      ))}
      {data.more && (
        <div className={css.more}>
          <span className="quiet">
            <Plural value={data.groups.length} one="The first group is shown." other="The first # groups are shown." />
          </span>
          {most < mostGroups && (
            <Button variant="default" loading={isFetching} onClick={() => setMost(Math.min(mostGroups, most + aPage))}>
              <Trans>Show more</Trans>
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
