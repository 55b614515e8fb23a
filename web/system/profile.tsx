import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../api.ts'
import { speak, useLocale } from '../language.ts'
import { client, type Me, meQuery, useMe } from '../session.ts'
import { tell } from '../ui/toast.tsx'
import outside from './outside.module.css'
import { PasswordField } from './password-field.tsx'
import css from './settings.module.css'
import { useSubmit } from './use-submit.ts'

const Problem = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : (
    <p className={outside.wrong} role="alert">
      {text}
    </p>
  )

const Yourself = () => {
  const { t } = useLingui()
  const me = useMe()
  const locale = useLocale()
  const [name, setName] = useState(me.name)
  const [language, setLanguage] = useState<string>(locale)
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    client.setQueryData(meQuery.queryKey, await call<Me>('PATCH', '/me', { body: { name, language } }))
    await speak(language === 'zh' ? 'zh' : 'en')
    tell(t`Saved.`)
  })
  return (
    <form className={css.form} onSubmit={submit}>
      <Problem text={problem} />
      <TextInput
        label={t`Your name`}
        value={name}
        error={wrong('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput label={t`E-mail`} value={me.email} readOnly />
      <Select
        label={t`Language`}
        data={[
          { value: 'en', label: 'English' },
          { value: 'zh', label: '简体中文' },
        ]}
        value={language}
        allowDeselect={false}
        onChange={(value) => value && setLanguage(value)}
      />
      <div>
        <Button type="submit" loading={busy}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  )
}

const NewPassword = () => {
  const { t } = useLingui()
  const [given, setGiven] = useState({ current: '', password: '' })
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    await call('POST', '/auth/password', { body: given })
    setGiven({ current: '', password: '' })
    tell(t`The new password is set. Everywhere else you are signed out.`)
  })
  return (
    <form className={css.form} onSubmit={submit}>
      <h3>
        <Trans>Password</Trans>
      </h3>
      <Problem text={problem} />
      <PasswordField
        label={t`Current password`}
        autoComplete="current-password"
        value={given.current}
        error={wrong('current')}
        onChange={(event) => setGiven({ ...given, current: event.currentTarget.value })}
      />
      <PasswordField
        label={t`New password`}
        description={t`At least 10 characters`}
        autoComplete="new-password"
        value={given.password}
        error={wrong('password')}
        onChange={(event) => setGiven({ ...given, password: event.currentTarget.value })}
      />
      <div>
        <Button type="submit" variant="default" loading={busy}>
          <Trans>Set the password</Trans>
        </Button>
      </div>
    </form>
  )
}

export const Profile = () => (
  <>
    <Yourself />
    <NewPassword />
  </>
)
