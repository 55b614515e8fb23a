import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useLocale } from '../language.ts'
import { go } from '../router.tsx'
import { client, setupQuery } from '../session.ts'
import css from './outside.module.css'
import { Outside } from './outside.tsx'
import { PasswordField } from './password-field.tsx'
import { useSubmit } from './use-submit.ts'

const currencies = ['EUR', 'USD', 'GBP', 'CNY', 'JPY', 'CHF', 'HKD', 'TWD', 'SGD', 'AUD', 'CAD', 'INR', 'SEK', 'PLN']

/** The first page of a new Rapport: its owner, and whether the sample company comes along. */
export const Welcome = () => {
  const { t } = useLingui()
  const locale = useLocale()
  const { data: setup } = useQuery(setupQuery)
  const [given, setGiven] = useState({
    name: '',
    email: '',
    password: '',
    organisation: '',
    currency: locale === 'zh' ? 'CNY' : 'EUR',
    sample: true,
  })
  const put = (change: Partial<typeof given>): void => setGiven((before) => ({ ...before, ...change }))
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    await call('POST', '/setup', {
      body: { ...given, organisation: given.organisation || null, language: locale, timezone: timeZone },
    })
    client.clear()
    go('/', true)
  })
  if (setup && !setup.needed && !busy) return <Navigate to="/" />
  return (
    <Outside
      title={t`Make it yours`}
      intro={<Trans>This account owns the new Rapport and can invite everyone else.</Trans>}
    >
      <form onSubmit={submit} style={{ display: 'contents' }}>
        {problem && (
          <p className={css.wrong} role="alert">
            {problem}
          </p>
        )}
        <TextInput
          label={t`Your name`}
          autoComplete="name"
          required
          withAsterisk={false}
          value={given.name}
          error={wrong('name')}
          onChange={(event) => put({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={given.email}
          error={wrong('email')}
          onChange={(event) => put({ email: event.currentTarget.value })}
        />
        <PasswordField
          label={t`Password`}
          description={t`At least 10 characters`}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={given.password}
          error={wrong('password')}
          onChange={(event) => put({ password: event.currentTarget.value })}
        />
        <div className={css.pair}>
          <TextInput
            label={t`Organisation`}
            autoComplete="organization"
            value={given.organisation}
            error={wrong('organisation')}
            onChange={(event) => put({ organisation: event.currentTarget.value })}
          />
          <Select
            label={t`Currency`}
            data={currencies}
            searchable
            allowDeselect={false}
            value={given.currency}
            error={wrong('currency')}
            onChange={(currency) => currency && put({ currency })}
          />
        </div>
        <label className={css.offer}>
          <input
            type="checkbox"
            checked={given.sample}
            onChange={(event) => put({ sample: event.currentTarget.checked })}
          />
          <span>
            <strong>
              <Trans>Bring the sample company</Trans>
            </strong>
            <span>
              <Trans>
                A small shop with real orders and invented names, to look around in. It can be removed later.
              </Trans>
            </span>
          </span>
        </label>
        <Button type="submit" size="md" loading={busy} mt={4}>
          <Trans>Create the account</Trans>
        </Button>
      </form>
    </Outside>
  )
}
