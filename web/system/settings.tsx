import { Trans, useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useSay } from '../language.ts'
import { useMe, useVocabulary } from '../session.ts'
import { useDocumentTitle } from '../ui/document-title.ts'
import { findSettings } from './find-settings.ts'
import { type Section, sections } from './sections.ts'
import css from './settings.module.css'

const Found = ({ typed, allowed, done }: { typed: string; allowed: readonly Section[]; done: () => void }) => {
  const { i18n } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const objects = vocabulary.objects.filter((object) => !object.hidden)
  const found = findSettings(typed, allowed, { organisation: vocabulary.find('organisation'), objects, say })
  return (
    <>
      <h2>
        <Trans>Settings with “{typed.trim()}”</Trans>
      </h2>
      {found.length === 0 && (
        <p className="quiet">
          <Trans>Nothing by that name. Try another word, in English or Chinese.</Trans>
        </p>
      )}
      <ul className={css.found}>
        {found.map(({ key, section, href, title, about }) => (
          <li key={key}>
            <Link to={href} onClick={done}>
              <section.icon size={18} stroke={1.6} aria-hidden />
              <span>
                <strong>{title}</strong>
                <small>
                  {i18n._(section.label)} · {about}
                </small>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What the person may set: about themselves, and about the house as far as their role goes. */
export const Settings = () => {
  const { i18n, t } = useLingui()
  const { abilities } = useMe()
  const [typed, setTyped] = useState('')
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
        <TextInput
          className={css.search}
          size="xs"
          type="search"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setTyped('')}
          placeholder={t`Find a setting`}
          aria-label={t`Find a setting`}
        />
        {allowed.map(({ name, label, icon: Sign }) => (
          <Link
            key={name}
            to={`/settings/${name}`}
            className={css.item}
            data-on={(typed.trim() === '' && name === shown.name) || undefined}
            aria-current={name === shown.name ? 'page' : undefined}
            onClick={() => setTyped('')}
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
        {typed.trim() === '' ? (
          <>
            <h2>{i18n._(shown.label)}</h2>
            <p className={css.about}>{i18n._(shown.about)}</p>
            <Suspense>
              <Panel />
            </Suspense>
          </>
        ) : (
          <Found typed={typed} allowed={allowed} done={() => setTyped('')} />
        )}
      </div>
    </div>
  )
}
