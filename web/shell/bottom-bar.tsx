import { Trans, useLingui } from '@lingui/react/macro'
import { IconHome, IconMenu2, IconSearch, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import css from './bottom-bar.module.css'

/** The navigation of the phone, within reach of a thumb. */
export const BottomBar = ({ openMenu, openPalette }: { openMenu: () => void; openPalette: () => void }) => {
  const { t } = useLingui()
  return (
    <nav className={css.bar} aria-label={t`Quick navigation`}>
      <Link to="/" className={css.item} activeProps={{ 'data-active': true }} activeOptions={{ exact: true }}>
        <IconHome size={21} stroke={1.6} aria-hidden />
        <Trans>Today</Trans>
      </Link>
      <Link
        to="/customers"
        className={css.item}
        activeProps={{ 'data-active': true }}
        activeOptions={{ includeSearch: false }}
      >
        <IconUsers size={21} stroke={1.6} aria-hidden />
        <Trans>Customers</Trans>
      </Link>
      <button type="button" className={css.item} data-coach="search" onClick={openPalette}>
        <IconSearch size={21} stroke={1.6} aria-hidden />
        <Trans>Search</Trans>
      </button>
      <button type="button" className={css.item} onClick={openMenu}>
        <IconMenu2 size={21} stroke={1.6} aria-hidden />
        <Trans>Menu</Trans>
      </button>
    </nav>
  )
}
