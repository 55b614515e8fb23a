import { Trans, useLingui } from '@lingui/react/macro'
import { Drawer, Switch } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { Keys } from '../../ui/keys.tsx'
import { setSingleKeys, singleKeys } from '../../ui/single-keys.ts'
import css from './help.module.css'
import { type Topic, topicsFor } from './topics.ts'

const Shortcuts = ({ topic }: { topic: Topic }) => {
  const { i18n } = useLingui()
  if (topic.keys.length === 0) return null
  return (
    <dl className={css.keys}>
      {topic.keys.map(([keys, what]) => (
        <div key={keys} className={css.shortcut}>
          <dt>{i18n._(what)}</dt>
          <dd>
            {keys.split(' ').map((key) => (
              <Keys key={key} of={key} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const SingleKeys = () => {
  const { t } = useLingui()
  const [on, setOn] = useState(singleKeys)
  const change = (next: boolean): void => {
    setSingleKeys(next)
    setOn(next)
  }
  return (
    <Switch
      className={css.switch ?? ''}
      checked={on}
      onChange={(event) => change(event.currentTarget.checked)}
      label={t`Single letters are shortcuts`}
    />
  )
}

/** What this page is for, and the keys that work here and everywhere. */
export const Help = ({ close }: { close: () => void }) => {
  const { i18n, t } = useLingui()
  const { pathname, search } = useLocation()
  const topics = topicsFor(pathname, (search as { layout?: string }).layout)
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="min(380px, 92vw)"
      title={<Trans>Help</Trans>}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {topics.map((topic) => (
        <section key={topic.key} className={css.topic} data-keys-only={topic.lines.length === 0 || undefined}>
          <h2>{i18n._(topic.title)}</h2>
          {topic.lines.map((line) => (
            <p key={line.id}>{i18n._(line)}</p>
          ))}
          <Shortcuts topic={topic} />
        </section>
      ))}
      <SingleKeys />
    </Drawer>
  )
}
