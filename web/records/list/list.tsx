import { useMediaQuery } from '@mantine/hooks'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { useSay } from '../../language.ts'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { later } from '../../ui/later.tsx'
import { FilterBar } from '../filter/bar.tsx'
import { Cards } from './cards.tsx'
import { colouredBy } from './colours.ts'
import { ColumnChoice } from './columns.tsx'
import { Grid } from './grid.tsx'
import { ListHeader } from './header.tsx'
import css from './list.module.css'
import { SelectionBar } from './selection.tsx'
import { SortChoice } from './sort-choice.tsx'
import { type ListSearch, type ListState, useListState } from './state.ts'
import { useBlocks, useTotal } from './use-blocks.ts'
import { useColouring } from './use-colouring.ts'
import { Views } from './views.tsx'

interface Given {
  readonly object: ObjectDefinition
  /** Shows the records in another layout than a list. */
  readonly other: (given: { object: ObjectDefinition; state: ListState }) => ReactNode
}

const Grouped = later(() => import('./grouped.tsx').then((module) => module.Grouped), 200)
const ColourBar = later(() => import('./colour-bar.tsx').then((module) => module.ColourBar), 28, 84)
const GroupChip = later(() => import('./group-chip.tsx').then((module) => module.GroupChip), 28, 120)

const Rows = ({
  object,
  state,
  change,
  phone,
}: {
  object: ObjectDefinition
  state: ListState
  change: (next: Partial<ListSearch>) => void
  phone: boolean
}) => {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const blocks = useBlocks({
    object,
    filter: state.filter,
    sort: state.sort,
    columns: state.columns,
    also: colouredBy(state.colours),
  })
  const colouring = useColouring(object, state.colours)
  const { data: total } = useTotal(object, state.filter)
  useEffect(() => blocks.expect(total?.value ?? 0), [blocks, total])
  const filtered = state.filter !== undefined
  return (
    <>
      {phone ? (
        <Cards object={object} blocks={blocks} columns={state.columns} colouring={colouring} filtered={filtered} />
      ) : (
        <Grid
          object={object}
          blocks={blocks}
          colouring={colouring}
          state={state}
          change={change}
          selected={selected}
          onSelect={setSelected}
        />
      )}
      {selected.size > 0 && <SelectionBar object={object} selected={selected} clear={() => setSelected(new Set())} />}
    </>
  )
}

export const List = ({ object, other }: Given) => {
  const say = useSay()
  const [state, change] = useListState(object)
  const phone = useMediaQuery('(max-width: 800px)', false, { getInitialValueInEffect: false })
  const { data: total } = useTotal(object, state.filter)
  useDocumentTitle(say(object.labels))
  const rows = (shown: ListState): ReactNode => (
    <Rows
      object={object}
      state={shown}
      change={change}
      phone={phone}
      key={JSON.stringify([shown.filter, shown.sort])}
    />
  )
  // With a thumb, the record that is open has the whole screen.
  const alone = phone && state.layout === 'split' && state.open !== undefined
  return (
    <div className={css.page}>
      {!alone && <ListHeader object={object} state={state} total={total ?? undefined} />}
      {!alone && (
        <div className={css.tools}>
          <Views object={object} state={state} change={change} />
          <div className={css.second}>
            <FilterBar
              object={object}
              filter={state.asked}
              conditions={state.conditions}
              onChange={(filter) => change({ filter })}
            />
            {state.group && state.layout === 'list' && (
              <GroupChip object={object} group={state.group} change={change} />
            )}
            {state.layout === 'list' && (
              <ColourBar object={object} rules={state.colours} onChange={(colours) => change({ colours })} />
            )}
            <span className={css.space} />
            {phone && state.layout === 'list' && <SortChoice object={object} state={state} change={change} />}
            {!phone && state.layout === 'list' && (
              <ColumnChoice
                object={object}
                columns={state.columns}
                onChange={(columns) => change({ columns: columns?.join(',') })}
              />
            )}
          </div>
        </div>
      )}
      {state.layout !== 'list' ? (
        other({ object, state })
      ) : state.group ? (
        <Grouped object={object} state={{ ...state, group: state.group }} rows={rows} />
      ) : (
        rows(state)
      )}
    </div>
  )
}
