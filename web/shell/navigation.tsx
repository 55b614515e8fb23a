import { Trans, useLingui } from '@lingui/react/macro'
import {
  IconChevronRight,
  IconDatabaseImport,
  IconHelpCircle,
  IconHome,
  IconSearch,
  IconSettings,
  IconTrash,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useSay } from '../language.ts'
import { Bell } from '../records/notifications/bell.tsx'
import { useMe, useVocabulary } from '../session.ts'
import { type Icon, iconNamed } from '../ui/icons.ts'
import { Keys } from '../ui/keys.tsx'
import { sections, shownIn } from './concepts.ts'
import css from './navigation.module.css'
import { PersonMenu } from './person-menu.tsx'

const Item = ({
  to,
  icon: Sign,
  exact,
  children,
}: {
  to: string
  icon: Icon
  exact?: boolean
  children: ReactNode
}) => (
  <Link
    to={to}
    className={css.item}
    activeProps={{ 'data-active': true, 'aria-current': 'page' }}
    activeOptions={{ exact: exact ?? false, includeSearch: false }}
  >
    <Sign size={17} stroke={1.6} aria-hidden />
    <span className={css.name}>{children}</span>
  </Link>
)

const closedKey = 'rapport-closed-sections'
const readClosed = (): readonly string[] => JSON.parse(localStorage.getItem(closedKey) ?? '[]') as string[]

const useClosed = (): [readonly string[], (concept: string) => void] => {
  const [closed, setClosed] = useState(readClosed)
  const toggle = (concept: string) => {
    const next = closed.includes(concept) ? closed.filter((one) => one !== concept) : [...closed, concept]
    localStorage.setItem(closedKey, JSON.stringify(next))
    setClosed(next)
  }
  return [closed, toggle]
}

export const Navigation = ({ openPalette, openHelp }: { openPalette: () => void; openHelp: () => void }) => {
  const { t, i18n } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const { abilities } = useMe()
  const [closed, toggle] = useClosed()
  const filled = sections
    .map((section) => ({ ...section, objects: shownIn(vocabulary, section.concept) }))
    .filter((section) => section.objects.length > 0 || section.places)
  return (
    <div className={css.navigation}>
      <div className={css.head}>
        <img src="/mark.svg" alt="" width={24} height={24} />
        <span className={css.brand}>Rapport</span>
        <Bell />
      </div>
      <button type="button" className={css.search} data-coach="search" onClick={openPalette}>
        <IconSearch size={16} stroke={1.7} aria-hidden />
        <span className={css.name}>
          <Trans>Search</Trans>
        </span>
        <Keys of="mod+K" />
      </button>
      <nav className={css.scroll} aria-label={t`Main navigation`}>
        <Item to="/" icon={IconHome} exact>
          <Trans>Today</Trans>
        </Item>
        {filled.map(({ concept, label, objects, places }) => (
          <section key={concept}>
            <button
              type="button"
              className={css.section}
              aria-expanded={!closed.includes(concept)}
              onClick={() => toggle(concept)}
            >
              {i18n._(label)}
              <IconChevronRight size={13} className={css.chevron} aria-hidden />
            </button>
            {!closed.includes(concept) &&
              places?.map((place) => (
                <Item key={place.to} to={place.to} icon={iconNamed(place.icon)} exact>
                  {i18n._(place.label)}
                </Item>
              ))}
            {!closed.includes(concept) &&
              objects.map((object) => (
                <Item key={object.name} to={`/${object.plural}`} icon={iconNamed(object.icon)}>
                  {say(object.labels)}
                </Item>
              ))}
          </section>
        ))}
      </nav>
      <div className={css.foot}>
        {abilities.includes('imports') && (
          <Item to="/import" icon={IconDatabaseImport}>
            <Trans>Import</Trans>
          </Item>
        )}
        <Item to="/trash" icon={IconTrash}>
          <Trans>Trash</Trans>
        </Item>
        <Item to="/settings" icon={IconSettings}>
          <Trans>Settings</Trans>
        </Item>
        <div className={css.last}>
          <PersonMenu />
          <button type="button" className={css.help} aria-label={t`Help`} title={t`Help`} onClick={openHelp}>
            <IconHelpCircle size={18} stroke={1.6} aria-hidden />
          </button>
        </div>
      </div>
    </div>
  )
}
