import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { link } from '../fields/link.tsx'
import { showMoment } from '../fields/time.ts'
import { useLocale } from '../language.ts'
import { sayProblem } from '../records/problem.ts'
import { client } from '../session.ts'
import { Pill } from '../ui/pill.tsx'
import table from '../ui/table.module.css'
import { warn } from '../ui/toast.tsx'
import outside from './outside.module.css'
import css from './settings.module.css'
import { useSubmit } from './use-submit.ts'

interface Key {
  readonly id: string
  readonly name: string
  readonly start: string
  readonly role: string
  readonly created_at: string
  readonly last_used_at: string | null
  readonly revoked_at: string | null
}

const roleField = { kind: 'link', to: 'role', label: { en: 'Role', zh: '角色' }, required: true } as const

/** Keys for programs. Each has the rights of one role and is shown once. */
export const Keys = () => {
  const { t } = useLingui()
  const locale = useLocale()
  const [name, setName] = useState('')
  const [role, setRole] = useState<string | null>(null)
  const [made, setMade] = useState<string>()
  const { data } = useQuery({ queryKey: ['keys'], queryFn: () => call<{ data: readonly Key[] }>('GET', '/api-keys') })
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['keys'] })
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    const { key } = await call<{ key: string }>('POST', '/api-keys', { body: { name, role } })
    setMade(key)
    setName('')
    await again()
  })
  const revoke = async (id: string): Promise<void> => {
    await call('DELETE', `/api-keys/${id}`).catch((error: unknown) => warn(sayProblem(error)))
    await again()
  }
  return (
    <>
      <form className={css.tools} onSubmit={submit}>
        <TextInput
          label={t`Name`}
          value={name}
          error={wrong('name')}
          onChange={(event) => setName(event.currentTarget.value)}
          placeholder={t`Web shop`}
        />
        <div style={{ width: 200 }}>
          <label htmlFor="key-role">{t`Role`}</label>
          <link.Edit
            id="key-role"
            field={roleField}
            value={role}
            onChange={setRole}
            invalid={wrong('role') !== undefined}
          />
        </div>
        <Button type="submit" loading={busy}>
          <Trans>Make a key</Trans>
        </Button>
      </form>
      {problem && (
        <p className={outside.wrong} role="alert">
          {problem}
        </p>
      )}
      {made && (
        <div className={css.secret} role="status">
          <Trans>This is the key. Keep it safe: it is not shown again.</Trans>
          <code>{made}</code>
        </div>
      )}
      <div className={table.tableScroll}>
        <table className={table.table}>
          <tbody>
            {data?.data.map((key) => (
              <tr key={key.id}>
                <td>
                  <strong>{key.name}</strong>
                </td>
                <td>
                  <code>{key.start}…</code>
                </td>
                <td>
                  <link.Show value={key.role} field={roleField} />
                </td>
                <td className="quiet">
                  {key.last_used_at ? (
                    <Trans>used {showMoment(key.last_used_at, locale, true)}</Trans>
                  ) : (
                    <Trans>never used</Trans>
                  )}
                </td>
                <td className={table.end}>
                  {key.revoked_at ? (
                    <Pill>
                      <Trans>revoked</Trans>
                    </Pill>
                  ) : (
                    <Button size="compact-sm" variant="subtle" color="red" onClick={() => revoke(key.id)}>
                      <Trans>Revoke</Trans>
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
