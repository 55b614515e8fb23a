import { useLingui } from '@lingui/react/macro'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLiveChanges } from '../records/live.ts'
import { Away } from './away.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { useKeys } from './keys.ts'
import { Navigation } from './navigation.tsx'
import css from './shell.module.css'

const SideDrawer = lazy(() => import('./side-drawer.tsx').then((module) => ({ default: module.SideDrawer })))
const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))

export const Shell = () => {
  const { t } = useLingui()
  const [menu, setMenu] = useState(false)
  const [palette, setPalette] = useState(false)
  const { pathname } = useLocation()
  useLiveChanges()
  useKeys({ openPalette: () => setPalette(true) })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the address changes
  useEffect(() => setMenu(false), [pathname])
  const searchFromMenu = (): void => {
    setMenu(false)
    setPalette(true)
  }
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#main">
        {t`Skip to the content`}
      </a>
      <aside className={css.side}>
        <Navigation openPalette={() => setPalette(true)} />
      </aside>
      <main id="main" className={css.main} tabIndex={-1}>
        <Away />
        <div className={css.page}>
          <Outlet />
        </div>
      </main>
      <BottomBar openMenu={() => setMenu(true)} openPalette={() => setPalette(true)} />
      <Suspense>
        {menu && (
          <SideDrawer close={() => setMenu(false)}>
            <Navigation openPalette={searchFromMenu} />
          </SideDrawer>
        )}
      </Suspense>
      <Suspense>{palette && <Palette close={() => setPalette(false)} />}</Suspense>
    </div>
  )
}
