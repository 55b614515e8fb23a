import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { sayProblem } from '../records/problem.ts'
import { go } from '../router.tsx'
import { client } from '../session.ts'
import css from './outside.module.css'
import { Outside } from './outside.tsx'
import { PasswordField } from './password-field.tsx'
import { useSubmit } from './use-submit.ts'

interface Invited {
  readonly name: string
  readonly email: string
}

const Accept = ({ token, invited }: { token: string; invited: Invited }) => {
  const { t } = useLingui()
  const [name, setName] = useState(invited.name)
  const [password, setPassword] = useState('')
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    await call('POST', '/auth/accept', { body: { token, password, name } })
    client.clear()
    go('/', true)
  })
  return (
    <form onSubmit={submit} style={{ display: 'contents' }}>
      {problem && (
        <p className={css.wrong} role="alert">
          {problem}
        </p>
      )}
      <TextInput label={t`E-mail`} value={invited.email} readOnly autoComplete="username" />
      <TextInput
        label={t`Your name`}
        autoComplete="name"
        value={name}
        error={wrong('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordField
        label={t`Password`}
        description={t`At least 10 characters`}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={password}
        error={wrong('password')}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" size="md" loading={busy}>
        <Trans>Come in</Trans>
      </Button>
    </form>
  )
}

export const Invitation = () => {
  const { t } = useLingui()
  const search = useSearch({ strict: false }) as { token?: string }
  const token = String(search.token ?? '')
  const { data, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call<Invited>('GET', '/auth/link', { query: { token } }),
    retry: false,
  })
  return (
    <Outside
      title={t`You are invited`}
      intro={error ? sayProblem(error) : <Trans>Choose a password, and you are in.</Trans>}
    >
      {data && <Accept token={token} invited={data} />}
      {error && (
        <div className={css.aside}>
          <Link to="/sign-in">
            <Trans>To the sign-in</Trans>
          </Link>
        </div>
      )}
    </Outside>
  )
}
