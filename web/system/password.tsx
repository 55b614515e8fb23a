import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { go } from '../router.tsx'
import { tell } from '../ui/toast.tsx'
import css from './outside.module.css'
import { Outside } from './outside.tsx'
import { PasswordField } from './password-field.tsx'
import { useSubmit } from './use-submit.ts'

const Back = () => (
  <div className={css.aside}>
    <Link to="/sign-in">
      <Trans>Back to signing in</Trans>
    </Link>
  </div>
)

export const Forgot = () => {
  const { t } = useLingui()
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    await call('POST', '/auth/forgot', { body: { email } })
    setSent(true)
  })
  return (
    <Outside
      title={t`Forgot the password?`}
      intro={
        sent ? (
          <Trans>
            If there is an account with this address, a letter with a link is on its way. It works for two hours.
          </Trans>
        ) : (
          <Trans>We send a link to choose a new one.</Trans>
        )
      }
    >
      {!sent && (
        <form onSubmit={submit} style={{ display: 'contents' }}>
          {problem && (
            <p className={css.wrong} role="alert">
              {problem}
            </p>
          )}
          <TextInput
            label={t`E-mail`}
            type="email"
            size="md"
            required
            withAsterisk={false}
            value={email}
            error={wrong('email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={busy}>
            <Trans>Send the link</Trans>
          </Button>
        </form>
      )}
      <Back />
    </Outside>
  )
}

export const Reset = () => {
  const { t } = useLingui()
  const { token = '' } = useSearch({ strict: false }) as { token?: string }
  const [password, setPassword] = useState('')
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    await call('POST', '/auth/reset', { body: { token: String(token), password } })
    tell(t`The new password is set. Sign in with it.`)
    go('/sign-in', true)
  })
  return (
    <Outside title={t`Choose a new password`}>
      <form onSubmit={submit} style={{ display: 'contents' }}>
        {problem && (
          <p className={css.wrong} role="alert">
            {problem}
          </p>
        )}
        <PasswordField
          label={t`New password`}
          description={t`At least 10 characters`}
          autoComplete="new-password"
          size="md"
          required
          withAsterisk={false}
          value={password}
          error={wrong('password')}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={busy}>
          <Trans>Set the password</Trans>
        </Button>
      </form>
      <Back />
    </Outside>
  )
}
