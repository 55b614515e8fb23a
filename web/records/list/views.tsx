import { Trans } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { ReactNode } from 'react'
import { useSay } from '../../language.ts'
import { LayoutSwitch } from '../layout-switch.tsx'
import { layoutsOf } from '../layouts.ts'
import css from './list.module.css'
import type { ListSearch, ListState } from './state.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly state: ListState
  readonly change: (next: Partial<ListSearch>) => void
}

const Tab = ({ on, children, onClick }: { on: boolean; children: ReactNode; onClick: () => void }) => (
  <button type="button" className={css.tab} aria-pressed={on} onClick={onClick}>
    {children}
  </button>
)

export const Views = ({ object, state, change }: Given) => {
  const say = useSay()
  const views = object.list.views ?? []
  if (views.length === 0 && layoutsOf(object).length < 2) return null
  return (
    <div className={css.views}>
      {views.length > 0 && (
        <div className={css.tabs}>
          <Tab on={state.view === undefined} onClick={() => change({ view: undefined })}>
            <Trans>All</Trans>
          </Tab>
          {views.map((view) => (
            <Tab key={view.name} on={state.view === view.name} onClick={() => change({ view: view.name })}>
              {say(view.label)}
            </Tab>
          ))}
        </div>
      )}
      <span className={css.space} />
      <LayoutSwitch object={object} layout={state.layout} onChange={(layout) => change({ layout })} />
    </div>
  )
}
