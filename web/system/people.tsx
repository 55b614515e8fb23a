import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { IconDoorExit, IconDots, IconEye, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call, listRecords } from '../api.ts'
import { LinksEdit } from '../fields/links-edit.tsx'
import { learnTitles } from '../fields/titles.ts'
import { noteChange } from '../records/live.ts'
import { sayProblem } from '../records/problem.ts'
import { Value } from '../records/value.tsx'
import { useMe, useVocabulary } from '../session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Dialog } from '../ui/dialog.tsx'
import table from '../ui/table.module.css'
import { warn } from '../ui/toast.tsx'
import { Leaving } from './leaving.tsx'
import outside from './outside.module.css'
import css from './settings.module.css'
import { useSubmit } from './use-submit.ts'

interface Sent {
  readonly link: string | null
  readonly sent?: boolean
}

const Invite = ({ close, done }: { close: () => void; done: (sent: Sent) => void }) => {
  const { t } = useLingui()
  const [given, setGiven] = useState<{ email: string; name: string; roles: readonly string[] }>({
    email: '',
    name: '',
    roles: [],
  })
  const roles = useVocabulary().find('user')?.fields.roles
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    done(
      await call<Sent>('POST', '/auth/invitation', {
        body: { email: given.email, name: given.name || null, roles: given.roles },
      }),
    )
    close()
  })
  return (
    <Dialog close={close} title={t`Invite somebody`}>
      <form className={css.form} onSubmit={submit}>
        {problem && (
          <p className={outside.wrong} role="alert">
            {problem}
          </p>
        )}
        <TextInput
          data-autofocus
          label={t`E-mail`}
          type="email"
          value={given.email}
          error={wrong('email')}
          onChange={(event) => setGiven({ ...given, email: event.currentTarget.value })}
        />
        <TextInput
          label={t`Name`}
          value={given.name}
          error={wrong('name')}
          onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
        />
        {roles && (
          <div>
            <label htmlFor="invite-roles">{t`Roles`}</label>
            <LinksEdit
              id="invite-roles"
              field={roles}
              value={given.roles}
              onChange={(next) => setGiven({ ...given, roles: next ?? [] })}
            />
          </div>
        )}
        <div>
          <Button type="submit" loading={busy}>
            <Trans>Invite</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const usePeople = () =>
  useQuery({
    queryKey: ['records', 'user', 'all'],
    queryFn: async ({ signal }) => {
      const reply = await listRecords('users', { limit: 500, expand: ['roles', 'teams'], sort: 'name' }, signal)
      learnTitles(reply.included)
      return reply.data
    },
  })

/** Everyone who works here, and the way in for others. */
export const People = () => {
  const user = useVocabulary().find('user')
  const { data } = usePeople()
  const { t } = useLingui()
  const me = useMe()
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<AnyRow>()
  const [sent, setSent] = useState<Sent>()
  const keep = (given: Sent): void => {
    setSent(given)
    noteChange('user', '')
  }
  const again = async (row: AnyRow): Promise<void> => {
    const work =
      row.status === 'active'
        ? call<Sent>('POST', '/auth/reset-link', { body: { user: row.id } })
        : call<Sent>('POST', '/auth/invitation', { body: { user: row.id } })
    await work.then(keep).catch((error: unknown) => warn(sayProblem(error)))
  }
  // What is remembered belongs to whom one was, so all of it is read anew.
  const viewAs = (row: AnyRow): Promise<void> =>
    call<void>('POST', '/view-as', { body: { user: row.id } }).then(
      () => window.location.assign('/'),
      (error: unknown) => warn(sayProblem(error)),
    )
  if (user === undefined) return null
  return (
    <>
      <div className={css.tools}>
        <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
          <Trans>Invite somebody</Trans>
        </Button>
      </div>
      {sent && (
        <div className={css.secret} role="status">
          {sent.link ? (
            <>
              <Trans>Pass this link on; it works once:</Trans>
              <code>{sent.link}</code>
            </>
          ) : (
            <Trans>A letter with the link is on its way.</Trans>
          )}
        </div>
      )}
      <div className={table.tableScroll}>
        <table className={table.table}>
          <tbody>
            {data?.map((row) => (
              <tr key={row.id}>
                <td>
                  <span style={{ display: 'inline-flex', gap: 10, alignItems: 'center' }}>
                    <Avatar name={String(row.name)} size={24} />
                    <Link to={`/users/${row.id}`}>{String(row.name)}</Link>
                  </span>
                </td>
                <td>{String(row.email)}</td>
                <td>
                  <Value object={user} row={row} name="roles" />
                </td>
                <td>
                  <Value object={user} row={row} name="status" />
                </td>
                <td className={table.end}>
                  {row.status === 'active' && row.id !== me.id && (
                    <Menu position="bottom-end" withinPortal>
                      <Menu.Target>
                        <ActionIcon variant="subtle" color="gray" aria-label={t`More for ${String(row.name)}`}>
                          <IconDots size={17} />
                        </ActionIcon>
                      </Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item leftSection={<IconEye size={16} />} onClick={() => viewAs(row)}>
                          <Trans>See Rapport as they do</Trans>
                        </Menu.Item>
                        <Menu.Item color="red" leftSection={<IconDoorExit size={16} />} onClick={() => setLeaving(row)}>
                          <Trans>Put the account away…</Trans>
                        </Menu.Item>
                      </Menu.Dropdown>
                    </Menu>
                  )}
                  {row.status !== 'inactive' && (
                    <Button size="compact-sm" variant="default" onClick={() => again(row)}>
                      {row.status === 'active' ? <Trans>Link for a new password</Trans> : <Trans>Invite again</Trans>}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {leaving && (
        <Leaving
          person={leaving}
          others={(data ?? []).filter((one) => one.status === 'active' && one.id !== leaving.id)}
          close={() => setLeaving(undefined)}
        />
      )}
      {inviting && <Invite close={() => setInviting(false)} done={keep} />}
    </>
  )
}
