import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, createRecord, listRecords, removeRecord } from '../api.ts'
import { newKey } from '../key.ts'
import { noteChange } from '../records/live.ts'
import { sayProblem } from '../records/problem.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Empty } from '../ui/states.tsx'
import { tell, warn } from '../ui/toast.tsx'
import outside from './outside.module.css'
import css from './settings.module.css'
import { type Branch, treeOf } from './team-tree.ts'
import { useSubmit } from './use-submit.ts'

const useRows = (object: string, plural: string) =>
  useQuery({
    queryKey: ['records', object, 'all teams'],
    queryFn: async ({ signal }) => (await listRecords(plural, { limit: 500, sort: 'name' }, signal)).data,
  }).data

interface Given {
  readonly team: AnyRow | undefined
  readonly teams: readonly AnyRow[]
  readonly people: readonly AnyRow[]
  readonly close: () => void
}

/** A team: its name, who leads it, what it is part of, and who is in it. */
const TeamDialog = ({ team, teams, people, close }: Given) => {
  const { t } = useLingui()
  const [given, setGiven] = useState({
    name: String(team?.name ?? ''),
    manager: (team?.manager as string | null | undefined) ?? null,
    parent: (team?.parent as string | null | undefined) ?? null,
  })
  const chosen = (rows: readonly AnyRow[]) => rows.map((one) => ({ value: one.id, label: String(one.name) }))
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    const made = team
      ? await call<AnyRow>('PATCH', `/teams/${team.id}`, { body: given })
      : await createRecord('teams', given, newKey())
    noteChange('team', made.id)
    tell(t`Saved.`)
    close()
  })
  const remove = (): Promise<unknown> =>
    removeRecord('teams', team!.id).then(
      () => {
        noteChange('team', team!.id)
        close()
      },
      (error: unknown) => warn(sayProblem(error)),
    )
  const combobox = { shadow: 'md', transitionProps: { duration: 0 } } as const
  return (
    <Dialog close={close} title={team ? String(team.name) : t`New team`}>
      <form className={css.form} onSubmit={submit}>
        {problem && (
          <p className={outside.wrong} role="alert">
            {problem}
          </p>
        )}
        <TextInput
          data-autofocus
          label={t`Name`}
          value={given.name}
          error={wrong('name')}
          onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
        />
        <Select
          label={t`Manager`}
          description={t`Sees what members of this team and of the teams inside it own`}
          searchable
          clearable
          value={given.manager}
          onChange={(manager) => setGiven({ ...given, manager })}
          data={chosen(people)}
          comboboxProps={combobox}
        />
        <Select
          label={t`Part of`}
          searchable
          clearable
          value={given.parent}
          error={wrong('parent')}
          onChange={(parent) => setGiven({ ...given, parent })}
          data={chosen(teams.filter((one) => one.id !== team?.id))}
          comboboxProps={combobox}
        />
        <div className={css.tools}>
          <Button type="submit" loading={busy} disabled={given.name.trim() === ''}>
            <Trans>Save</Trans>
          </Button>
          {team && (
            <Button variant="subtle" color="red" onClick={remove}>
              <Trans>Remove</Trans>
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}

const Row = ({ branch, people, edit }: { branch: Branch; people: readonly AnyRow[]; edit: (team: AnyRow) => void }) => {
  const { team, depth } = branch
  const manager = people.find((one) => one.id === team.manager)
  const members = people.filter((one) => ((one.teams ?? []) as readonly string[]).includes(team.id))
  return (
    <li style={{ paddingLeft: depth * 24 }}>
      <button type="button" className={css.team} onClick={() => edit(team)}>
        <IconUsersGroup size={17} stroke={1.6} aria-hidden />
        <span>
          <strong>{String(team.name)}</strong>
          <small>{manager && <Trans>led by {String(manager.name)}</Trans>}</small>
        </span>
        <span className={css.members}>
          {members.slice(0, 5).map((one) => (
            <Avatar key={one.id} name={String(one.name)} size={22} />
          ))}
          {members.length > 5 && <small>+{members.length - 5}</small>}
        </span>
      </button>
    </li>
  )
}

/** Teams inside teams, with who leads them and who is in them. */
export const Teams = () => {
  const { t } = useLingui()
  const [editing, setEditing] = useState<AnyRow | true>()
  const teams = useRows('team', 'teams')
  const people = (useRows('user', 'users') ?? []).filter((one) => one.status !== 'inactive')
  return (
    <>
      <div className={css.tools}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing(true)}>
          <Trans>New team</Trans>
        </Button>
      </div>
      {teams?.length === 0 && (
        <Empty icon={IconUsersGroup} title={t`No teams yet`}>
          <Trans>A team’s manager sees what its members own. People join teams on their own page.</Trans>
        </Empty>
      )}
      <ul className={css.teams}>
        {treeOf(teams ?? []).map((branch) => (
          <Row key={branch.team.id} branch={branch} people={people} edit={setEditing} />
        ))}
      </ul>
      {editing && (
        <TeamDialog
          team={editing === true ? undefined : editing}
          teams={teams ?? []}
          people={people}
          close={() => setEditing(undefined)}
        />
      )}
    </>
  )
}
