import { useLingui } from '@lingui/react/macro'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { deedOfPlace, noteDeed } from '../deeds.ts'
import { useLiveChanges } from '../records/live.ts'
import { useUndoKeys } from '../records/undo.ts'
import { useMe } from '../session.ts'
import { usePointer } from '../ui/pointer.ts'
import { BottomBar } from './bottom-bar.tsx'
import { useKeys } from './keys.ts'
import { Navigation } from './navigation.tsx'
import css from './shell.module.css'

const ConflictHost = lazy(() =>
  import('../records/conflict-host.tsx').then((module) => ({ default: module.ConflictHost })),
)
const Away = lazy(() => import('./away.tsx').then((module) => ({ default: module.Away })))
const SideDrawer = lazy(() => import('./side-drawer.tsx').then((module) => ({ default: module.SideDrawer })))
const Coach = lazy(() => import('./coach.tsx').then((module) => ({ default: module.Coach })))
const Help = lazy(() => import('./help/help.tsx').then((module) => ({ default: module.Help })))
const Viewing = lazy(() => import('./viewing.tsx').then((module) => ({ default: module.Viewing })))
const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))

export const Shell = () => {
  const { t } = useLingui()
  const [menu, setMenu] = useState(false)
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  const { pathname, search } = useLocation()
  const pointer = usePointer()
  const viewed = useMe().viewed_by !== null
  useLiveChanges()
  useUndoKeys()
  useKeys({ openPalette: () => setPalette(true), openHelp: () => setHelp(true) })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the address changes
  useEffect(() => setMenu(false), [pathname])
  useEffect(() => {
    const deed = palette ? 'search' : deedOfPlace(pathname, search)
    if (deed !== undefined) noteDeed(deed)
  }, [pathname, search, palette])
  const searchFromMenu = (): void => {
    setMenu(false)
    setPalette(true)
  }
  const helpFromMenu = (): void => {
    setMenu(false)
    setHelp(true)
  }
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#main">
        {t`Skip to the content`}
      </a>
      <aside className={css.side}>
        <Navigation openPalette={() => setPalette(true)} openHelp={() => setHelp(true)} />
      </aside>
      <main id="main" className={css.main} tabIndex={-1}>
        {viewed && (
          <Suspense>
            <Viewing />
          </Suspense>
        )}
        <Suspense>
          <Away />
          <ConflictHost />
        </Suspense>
        <div className={css.page}>
          <Outlet />
        </div>
      </main>
      <BottomBar openMenu={() => setMenu(true)} openPalette={() => setPalette(true)} />
      <Suspense>
        {menu && (
          <SideDrawer close={() => setMenu(false)}>
            <Navigation openPalette={searchFromMenu} openHelp={helpFromMenu} />
          </SideDrawer>
        )}
      </Suspense>
      <Suspense>{palette && <Palette close={() => setPalette(false)} openHelp={() => setHelp(true)} />}</Suspense>
      <Suspense>{pointer && <Coach pointer={pointer} />}</Suspense>
      <Suspense>{help && <Help close={() => setHelp(false)} />}</Suspense>
    </div>
  )
}
