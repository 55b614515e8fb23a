import { useLingui } from '@lingui/react/macro'
import { Drawer } from '@mantine/core'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLiveChanges } from '../records/live.ts'
import { BottomBar } from './bottom-bar.tsx'
import { useKeys } from './keys.ts'
import { Navigation } from './navigation.tsx'
import css from './shell.module.css'

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
        <Outlet />
      </main>
      <BottomBar openMenu={() => setMenu(true)} openPalette={() => setPalette(true)} />
      <Drawer
        opened={menu}
        onClose={() => setMenu(false)}
        size="min(320px, 86vw)"
        withCloseButton={false}
        padding={0}
        aria-label={t`Navigation`}
      >
        <Navigation openPalette={searchFromMenu} />
      </Drawer>
      <Suspense>{palette && <Palette close={() => setPalette(false)} />}</Suspense>
    </div>
  )
}
