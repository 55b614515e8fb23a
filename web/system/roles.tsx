import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { type Grants, type Permission, permissions, type Scope, scopes } from '@rapport/vocabulary/define/permission.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createRecord, listRecords, updateRecord } from '../api.ts'
import { screenOf } from '../fields/index.ts'
import { newKey } from '../key.ts'
import { useSay } from '../language.ts'
import { noteChange } from '../records/live.ts'
import { sayProblem } from '../records/problem.ts'
import { useVocabulary } from '../session.ts'
import table from '../ui/table.module.css'
import { tell, warn } from '../ui/toast.tsx'
import { withScope } from './grants.ts'
import { RoleFields } from './role-fields.tsx'
import css from './settings.module.css'

const useWords = (): { scope: Record<Scope, string>; permission: Record<Permission, string> } => {
  const { t } = useLingui()
  return {
    scope: { none: t`none`, own: t`own`, team: t`team’s`, all: t`all` },
    permission: { read: t`See`, create: t`Create`, update: t`Change`, delete: t`Delete`, export: t`Export` },
  }
}

const Cell = ({
  grants,
  object,
  permission,
  label,
  onChange,
}: {
  grants: Grants
  object: string
  permission: Permission
  label: string
  onChange: (grants: Grants) => void
}) => {
  const words = useWords()
  const own = grants[object]?.[permission]
  const general = grants['*']?.[permission] ?? 'none'
  return (
    <select
      aria-label={`${label}: ${words.permission[permission]}`}
      data-inherited={own === undefined || undefined}
      value={own ?? ''}
      onChange={(event) => onChange(withScope(grants, object, permission, event.currentTarget.value as Scope | ''))}
    >
      {object !== '*' && <option value="">{words.scope[general]}</option>}
      {scopes.map((scope) => (
        <option key={scope} value={scope}>
          {object === '*' ? words.scope[scope] : `● ${words.scope[scope]}`}
        </option>
      ))}
    </select>
  )
}

const Editor = ({ role }: { role: AnyRow }) => {
  const { t } = useLingui()
  const say = useSay()
  const words = useWords()
  const vocabulary = useVocabulary()
  const definition = vocabulary.find('role')!
  const [grants, setGrants] = useState((role.grants ?? {}) as Grants)
  const [abilities, setAbilities] = useState(role.abilities)
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState<string>()
  const [touched, setTouched] = useState(false)
  const put = (next: Grants): void => {
    setGrants(next)
    setTouched(true)
  }
  const { Edit } = screenOf(definition.fields.abilities!)
  const fixed = role.code === 'admin'
  const save = async (): Promise<void> => {
    await updateRecord('roles', role.id, { grants, abilities }, role.version)
      .then(() => tell(t`Saved.`))
      .catch((error: unknown) => warn(sayProblem(error)))
    noteChange('role', role.id)
  }
  if (fixed)
    return (
      <p className="quiet">
        <Trans>The administrator may do everything; this cannot be changed.</Trans>
      </p>
    )
  const limited = (name: string): number => Object.keys(grants[name]?.fields ?? {}).length
  const shown = opened === undefined ? undefined : vocabulary.find(opened)
  const word = typed.trim().toLowerCase()
  const rows = [
    { name: '*', label: t`Everything else` },
    ...vocabulary.objects
      .filter(
        (object) =>
          !object.partOf && `${object.name} ${object.labels.en} ${object.labels.zh}`.toLowerCase().includes(word),
      )
      .map((object) => ({ name: object.name, label: say(object.labels) })),
  ]
  return (
    <>
      <div className={css.form} style={{ marginBottom: 18 }}>
        <label htmlFor="role-abilities">{say(definition.fields.abilities!.label)}</label>
        <Edit
          id="role-abilities"
          field={definition.fields.abilities!}
          value={abilities}
          onChange={(next) => {
            setAbilities(next)
            setTouched(true)
          }}
        />
      </div>
      <ul className={css.legend}>
        <li>
          <Trans>
            <strong>none</strong> – not at all
          </Trans>
        </li>
        <li>
          <Trans>
            <strong>own</strong> – records they answer for
          </Trans>
        </li>
        <li>
          <Trans>
            <strong>team’s</strong> – their team’s, and those of teams they manage
          </Trans>
        </li>
        <li>
          <Trans>
            <strong>all</strong> – every record
          </Trans>
        </li>
      </ul>
      <TextInput
        size="xs"
        className={css.findObject}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={t`Find an object`}
        aria-label={t`Find an object`}
      />
      <div className={`${table.tableScroll} ${css.grants}`}>
        <table className={table.table}>
          <thead>
            <tr>
              <th />
              {permissions.map((permission) => (
                <th key={permission}>{words.permission[permission]}</th>
              ))}
              <th>
                <Trans>Fields</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, label }) => (
              <tr key={name}>
                <td>{name === '*' ? <strong>{label}</strong> : label}</td>
                {permissions.map((permission) => (
                  <td key={permission}>
                    <Cell grants={grants} object={name} permission={permission} label={label} onChange={put} />
                  </td>
                ))}
                <td>
                  {name !== '*' && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t`Fields of ${label}`}
                      onClick={() => setOpened(name)}
                    >
                      {limited(name) > 0 ? <Trans>{limited(name)} limited</Trans> : <Trans>free</Trans>}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={css.tools} style={{ marginTop: 16 }}>
        <Button onClick={save} disabled={!touched}>
          <Trans>Save</Trans>
        </Button>
      </div>
      {shown && <RoleFields grants={grants} object={shown} onChange={put} close={() => setOpened(undefined)} />}
    </>
  )
}

/** Who may do what, by object, verb and field. */
export const Roles = () => {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<string>()
  const { data } = useQuery({
    queryKey: ['records', 'role', 'all'],
    queryFn: async ({ signal }) => (await listRecords('roles', { limit: 200, sort: 'name' }, signal)).data,
  })
  const role = data?.find((one) => one.id === chosen) ?? data?.[0]
  const add = async (): Promise<void> => {
    const name = t`New role`
    await createRecord(
      'roles',
      { name: `${name} ${(data?.length ?? 0) + 1}`, grants: { '*': { read: 'all' } } },
      newKey(),
    )
      .then((made) => {
        setChosen(made.id)
        noteChange('role', made.id)
      })
      .catch((error: unknown) => warn(sayProblem(error)))
  }
  return (
    <>
      <div className={css.tools}>
        <NativeSelect
          aria-label={t`Role`}
          value={role?.id}
          data={(data ?? []).map((one) => ({ value: one.id, label: String(one.name) }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <Button variant="default" onClick={add}>
          <Trans>New role</Trans>
        </Button>
      </div>
      {role && <Editor key={`${role.id} ${role.version}`} role={role} />}
    </>
  )
}
