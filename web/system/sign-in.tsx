import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem, call } from '../api.ts'
import { go } from '../router.tsx'
import { client, meQuery } from '../session.ts'
import css from './outside.module.css'
import { Outside } from './outside.tsx'
import { PasswordField } from './password-field.tsx'
import { useSubmit } from './use-submit.ts'

/** Only paths of this app: a link to elsewhere in `next` would lead people away after they signed in. */
const within = (next: unknown): string => (typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/')

export const SignIn = () => {
  const { t } = useLingui()
  const search = useSearch({ strict: false }) as { next?: string }
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [failed, setFailed] = useState(false)
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    setFailed(false)
    const me = await call('POST', '/auth/sign-in', { body: { email, password } }).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.code === 'sign_in_failed') return setFailed(true)
      throw error
    })
    if (me === undefined) return
    client.clear()
    client.setQueryData(meQuery.queryKey, me as never)
    go(within(search.next), true)
  })
  return (
    <Outside title={t`Welcome back`} intro={<Trans>Sign in to your Rapport.</Trans>}>
      <form onSubmit={submit} style={{ display: 'contents' }}>
        {(problem || failed) && (
          <p className={css.wrong} role="alert">
            {failed ? <Trans>This e-mail and password do not go together. Check both and try again.</Trans> : problem}
          </p>
        )}
        <TextInput
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          size="md"
          required
          withAsterisk={false}
          value={email}
          error={wrong('email')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordField
          label={t`Password`}
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          value={password}
          error={wrong('password')}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={busy} mt={4}>
          <Trans>Sign in</Trans>
        </Button>
        <div className={css.aside}>
          <Link to="/forgot">
            <Trans>Forgot the password?</Trans>
          </Link>
        </div>
      </form>
    </Outside>
  )
}
