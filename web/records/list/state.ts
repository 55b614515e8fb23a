import type { Filter, Group } from '@rapport/vocabulary/define/filter.ts'
import type { Aggregate } from '@rapport/vocabulary/define/kind.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type Layout, layoutOf } from '../layouts.ts'
import { type ColourRule, readColours } from './colours.ts'
import { readTotals, readWidths } from './columns.ts'
import { readGroup } from './grouping.ts'

/** What the address of a list says. Whoever opens the address sees the same list. */
export interface ListSearch {
  readonly view?: string
  readonly filter?: Filter
  readonly sort?: string
  readonly columns?: string
  /** Widths of columns: "name:200,value:120". */
  readonly widths?: string
  /** How many columns stay in sight at the left. */
  readonly pinned?: number
  /** Totals of columns: "value:sum,orders:mean". */
  readonly totals?: string
  /** By what records stand together: "lifecycle", "created_at:month". */
  readonly group?: string
  /** By which conditions rows and cells are coloured. */
  readonly colours?: readonly ColourRule[]
  /** The saved view that the list was opened by. */
  readonly saved?: string
  readonly layout?: Layout
  /** The record that is open beside the list. */
  readonly open?: string
}

export interface ListState {
  readonly view: string | undefined
  readonly saved: string | undefined
  /** What the filter bar asks for. */
  readonly asked: Filter | undefined
  /** Its conditions, each by itself. */
  readonly conditions: readonly Filter[]
  /** All that is asked of the server: the view's filter and the conditions. */
  readonly filter: Filter | undefined
  readonly sort: string
  readonly columns: readonly string[]
  readonly widths: ReadonlyMap<string, number>
  readonly pinned: number
  readonly totals: ReadonlyMap<string, Aggregate>
  readonly group: Group | undefined
  readonly colours: readonly ColourRule[]
  readonly layout: Layout
  readonly open: string | undefined
}

const conditionsOf = (filter: Filter | undefined): readonly Filter[] => {
  if (filter === undefined) return []
  return 'all' in filter ? filter.all : [filter]
}

const together = (filters: readonly Filter[]): Filter | undefined => {
  if (filters.length === 0) return undefined
  return filters.length === 1 ? filters[0] : { all: filters }
}

/** The state of a list from its address; what the address does not say, the definition does. */
export const readListState = (object: ObjectDefinition, search: ListSearch): ListState => {
  const view = object.list.views?.find((one) => one.name === search.view)
  const conditions = conditionsOf(search.filter)
  const columns = search.columns?.split(',').filter((name) => Object.hasOwn(object.fields, name)) ?? []
  const shown = columns.length > 0 ? columns : object.list.columns
  return {
    view: view?.name,
    saved: search.saved,
    asked: search.filter,
    conditions,
    filter: together([...(view ? [view.filter] : []), ...conditions]),
    sort: search.sort && Object.hasOwn(object.fields, search.sort.replace(/^-/, '')) ? search.sort : object.list.sort,
    columns: shown,
    widths: readWidths(search.widths),
    pinned: Math.max(0, Math.min(shown.length - 1, Math.trunc(search.pinned ?? 1) || 0)),
    totals: readTotals(object, search.totals),
    group: readGroup(object, search.group),
    colours: readColours(object, search.colours),
    layout: layoutOf(object, search.layout),
    open: typeof search.open === 'string' ? search.open : undefined,
  }
}

export const useListState = (object: ObjectDefinition): [ListState, (change: Partial<ListSearch>) => void] => {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const state = useMemo(() => readListState(object, search), [object, search])
  const change = (next: Partial<ListSearch>): void => {
    const kept = Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined)
    void navigate({ to: `/${object.plural}`, search: Object.fromEntries(kept), replace: true })
  }
  return [state, change]
}
