import { Trans, useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconLayoutKanban, IconList } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useSay } from '../../language.ts'
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

const Layouts = ({ state, change }: Omit<Given, 'object'>) => {
  const { t } = useLingui()
  const layouts = [
    { name: 'list', label: t`List`, icon: IconList },
    { name: 'board', label: t`Board`, icon: IconLayoutKanban },
  ] as const
  return (
    <div className={css.layouts}>
      {layouts.map(({ name, label, icon: Sign }) => (
        <button
          key={name}
          type="button"
          className={css.layout}
          aria-pressed={state.layout === name}
          onClick={() => change({ layout: name === 'board' ? 'board' : undefined })}
        >
          <Sign size={15} stroke={1.7} aria-hidden />
          <span>{label}</span>
        </button>
      ))}
    </div>
  )
}

export const Views = ({ object, state, change }: Given) => {
  const say = useSay()
  const views = object.list.views ?? []
  if (views.length === 0 && !object.board) return null
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
      {object.board && <Layouts state={state} change={change} />}
    </div>
  )
}
