import { Trans } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { ReactNode } from 'react'
import { useSay } from '../../language.ts'
import { LayoutSwitch } from '../layout-switch.tsx'
import css from './list.module.css'
import { SavedViews } from './saved-views.tsx'
import type { ListSearch, ListState } from './state.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly state: ListState
  readonly change: (next: Partial<ListSearch>) => void
}

const nothing = {
  view: undefined,
  filter: undefined,
  sort: undefined,
  columns: undefined,
  widths: undefined,
  pinned: undefined,
  totals: undefined,
  group: undefined,
  colours: undefined,
  saved: undefined,
}

const Tab = ({ on, children, onClick }: { on: boolean; children: ReactNode; onClick: () => void }) => (
  <button type="button" className={css.tab} aria-pressed={on} onClick={onClick}>
    {children}
  </button>
)

export const Views = ({ object, state, change }: Given) => {
  const say = useSay()
  const views = object.list.views ?? []
  /** A ready view keeps what was asked besides; from a saved one, it is another list. */
  const open = (view: string | undefined): void =>
    change(state.saved ? { ...nothing, layout: state.layout === 'list' ? undefined : state.layout, view } : { view })
  return (
    <div className={css.views}>
      <div className={css.tabs}>
        <Tab on={state.view === undefined && !state.saved} onClick={() => open(undefined)}>
          <Trans>All</Trans>
        </Tab>
        {views.map((view) => (
          <Tab key={view.name} on={state.view === view.name && !state.saved} onClick={() => open(view.name)}>
            {say(view.label)}
          </Tab>
        ))}
        <SavedViews object={object} />
      </div>
      <span className={css.space} />
      <LayoutSwitch object={object} layout={state.layout} onChange={(layout) => change({ layout, open: undefined })} />
    </div>
  )
}
