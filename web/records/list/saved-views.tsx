import { Trans, useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconBookmark, IconDots, IconLink, IconUsers, IconWorld } from '@tabler/icons-react'
import { useState } from 'react'
import { removeRecord, updateRecord } from '../../api.ts'
import { client, useMe } from '../../session.ts'
import { later } from '../../ui/later.tsx'
import menu from '../../ui/menu.module.css'
import { Pop } from '../../ui/pop.tsx'
import { tell, warn } from '../../ui/toast.tsx'
import { sayProblem } from '../problem.ts'
import css from './list.module.css'
import { sameSearch } from './same-search.ts'
import type { ListSearch } from './state.ts'
import { type SavedView, useFirstSight, useListSearch, useSavedViews, viewsKey } from './use-views.ts'

const SaveView = later(() => import('./save-view.tsx').then((module) => module.SaveView), 0)

const signs = { private: undefined, team: IconUsers, everyone: IconWorld } as const

/** What can be done with a view: by whom it belongs to, and by those who look after the house. */
const ViewMenu = ({
  object,
  view,
  changed,
  edit,
  close,
}: {
  object: ObjectDefinition
  view: SavedView
  changed: boolean
  edit: () => void
  close: () => void
}) => {
  const { t } = useLingui()
  const { search, go } = useListSearch(object)
  const me = useMe()
  const mayChange = view.owner === me.id || me.abilities.includes('settings')
  const does = (work: () => Promise<unknown>) => async (): Promise<void> => {
    close()
    await work().catch((error: unknown) => warn(sayProblem(error)))
    await client.invalidateQueries({ queryKey: viewsKey(object) })
  }
  const { saved, ...now } = search
  const keep = does(async () => {
    await updateRecord('views', view.id, { settings: { search: now, roles: view.roles } }, view.version)
    tell(t`The view is saved.`)
  })
  const remove = does(async () => {
    await removeRecord('views', view.id)
    go(now)
    tell(t`The view is in the trash.`)
  })
  const copy = does(async () => {
    await navigator.clipboard.writeText(window.location.href)
    tell(t`The link is copied. It shows others the same list, of what they may see.`)
  })
  return (
    <div className={menu.menu}>
      {mayChange && changed && (
        <button type="button" onClick={keep}>
          <Trans>Save changes</Trans>
        </button>
      )}
      {changed && (
        <button type="button" onClick={() => go({ ...view.search, saved: view.id })}>
          <Trans>Back to the saved view</Trans>
        </button>
      )}
      {mayChange && (
        <button
          type="button"
          onClick={() => {
            close()
            edit()
          }}
        >
          <Trans>Rename and share</Trans>
        </button>
      )}
      <button type="button" onClick={copy}>
        <IconLink size={15} aria-hidden />
        <Trans>Copy the link</Trans>
      </button>
      {mayChange && (
        <button type="button" className={menu.danger} onClick={remove}>
          <Trans>Delete</Trans>
        </button>
      )}
    </div>
  )
}

const isBare = ({ saved: _, ...search }: ListSearch): boolean => Object.values(search).every((one) => one === undefined)

/** Saved views as further tabs, and the way to save what is shown as one. */
export const SavedViews = ({ object }: { object: ObjectDefinition }) => {
  const { t } = useLingui()
  const { search, go } = useListSearch(object)
  const views = useSavedViews(object)
  const [editing, setEditing] = useState<SavedView | 'new'>()
  useFirstSight(object, views)
  const open = views?.find((one) => one.id === search.saved)
  const changed = open !== undefined && !sameSearch(search, open.search)
  return (
    <>
      {views?.map((view) => {
        const on = view.id === open?.id
        const { name } = view
        const Sign = signs[view.sharing]
        return (
          <span key={view.id} className={css.saved} data-on={on || undefined}>
            <button
              type="button"
              className={css.tab}
              aria-pressed={on}
              onClick={() => go({ ...view.search, saved: view.id })}
            >
              {Sign && <Sign size={13} stroke={1.7} aria-hidden />}
              {name}
              {on && changed && <span className={css.changed} title={t`Changed since it was saved`} />}
            </button>
            {on && (
              <Pop
                button={(press, isOpen) => (
                  <button
                    type="button"
                    className={css.viewMenu}
                    aria-label={t`View ${name}`}
                    aria-expanded={isOpen}
                    onClick={press}
                  >
                    <IconDots size={14} aria-hidden />
                  </button>
                )}
              >
                {(close) => (
                  <ViewMenu object={object} view={view} changed={changed} edit={() => setEditing(view)} close={close} />
                )}
              </Pop>
            )}
          </span>
        )
      })}
      {!isBare(search) && (open === undefined || changed) && (
        <button type="button" className={css.tab} onClick={() => setEditing('new')}>
          <IconBookmark size={13} stroke={1.7} aria-hidden /> <Trans>Save view</Trans>
        </button>
      )}
      {editing && (
        <SaveView
          object={object}
          view={editing === 'new' ? undefined : editing}
          search={search}
          done={(id) => editing === 'new' && go({ ...search, saved: id })}
          close={() => setEditing(undefined)}
        />
      )}
    </>
  )
}
