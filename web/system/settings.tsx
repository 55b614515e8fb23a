import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Ability } from '@rapport/vocabulary/define/permission.ts'
import { Link, useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { useMe } from '../session.ts'
import { useDocumentTitle } from '../ui/document-title.ts'
import { type Icon, iconNamed } from '../ui/icons.ts'
import css from './settings.module.css'

interface Section {
  readonly name: string
  readonly label: MessageDescriptor
  readonly icon: Icon
  readonly needs?: Ability
  readonly panel: ComponentType
}

const sections: readonly Section[] = [
  {
    name: 'profile',
    label: msg`You`,
    icon: iconNamed('user-circle'),
    panel: lazy(() => import('./profile.tsx').then((module) => ({ default: module.Profile }))),
  },
  {
    name: 'organisation',
    label: msg`Organisation`,
    icon: iconNamed('building'),
    needs: 'settings',
    panel: lazy(() => import('./organisation.tsx').then((module) => ({ default: module.Organisation }))),
  },
  {
    name: 'people',
    label: msg`People`,
    icon: iconNamed('users'),
    needs: 'people',
    panel: lazy(() => import('./people.tsx').then((module) => ({ default: module.People }))),
  },
  {
    name: 'roles',
    label: msg`Roles`,
    icon: iconNamed('shield'),
    needs: 'people',
    panel: lazy(() => import('./roles.tsx').then((module) => ({ default: module.Roles }))),
  },
  {
    name: 'keys',
    label: msg`API keys`,
    icon: iconNamed('key'),
    needs: 'people',
    panel: lazy(() => import('./keys.tsx').then((module) => ({ default: module.Keys }))),
  },
  {
    name: 'fields',
    label: msg`Own fields`,
    icon: iconNamed('forms'),
    needs: 'designer',
    panel: lazy(() => import('./fields.tsx').then((module) => ({ default: module.Fields }))),
  },
]

/** What the person may set: about themselves, and about the house as far as their role goes. */
export const Settings = () => {
  const { i18n, t } = useLingui()
  const { abilities } = useMe()
  const { section = 'profile' } = useParams({ strict: false }) as { section?: string }
  const allowed = sections.filter((one) => one.needs === undefined || abilities.includes(one.needs))
  const shown = allowed.find((one) => one.name === section) ?? allowed[0]!
  const Panel = shown.panel
  useDocumentTitle(t`Settings`)
  return (
    <div className={css.page}>
      <nav className={css.nav} aria-label={t`Settings`}>
        <h1>
          <Trans>Settings</Trans>
        </h1>
        {allowed.map(({ name, label, icon: Sign }) => (
          <Link
            key={name}
            to={`/settings/${name}`}
            className={css.item}
            data-on={name === shown.name || undefined}
            aria-current={name === shown.name ? 'page' : undefined}
          >
            <Sign size={17} stroke={1.6} aria-hidden />
            {i18n._(label)}
          </Link>
        ))}
        <a className={css.item} href="/api/docs">
          <Trans>API reference</Trans>
        </a>
      </nav>
      <div className={css.panel}>
        <h2>{i18n._(shown.label)}</h2>
        <Suspense>
          <Panel />
        </Suspense>
      </div>
    </div>
  )
}
