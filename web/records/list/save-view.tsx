import { Trans, useLingui } from '@lingui/react/macro'
import { Button, MultiSelect, SegmentedControl, TextInput } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { createRecord, listRecords, updateRecord } from '../../api.ts'
import { newKey } from '../../key.ts'
import { client, useMe } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { warn } from '../../ui/toast.tsx'
import { sayProblem } from '../problem.ts'
import css from './bulk-edit.module.css'
import type { ListSearch } from './state.ts'
import { type SavedView, type Sharing, viewsKey } from './use-views.ts'

interface Given {
  readonly object: ObjectDefinition
  /** The view that is changed; without one, a new one is made. */
  readonly view: SavedView | undefined
  readonly search: ListSearch
  readonly done: (id: string) => void
  readonly close: () => void
}

const useRoles = (enabled: boolean) =>
  useQuery({
    queryKey: ['records', 'role', 'names'],
    queryFn: async ({ signal }) => (await listRecords('roles', { limit: 100, fields: ['name'] }, signal)).data,
    enabled,
  }).data ?? []

export const SaveView = ({ object, view, search, done, close }: Given) => {
  const { t } = useLingui()
  const governs = useMe().abilities.includes('settings')
  const [name, setName] = useState(view?.name ?? '')
  const [sharing, setSharing] = useState<Sharing>(view?.sharing ?? 'private')
  const [roles, setRoles] = useState<readonly string[]>(view?.roles ?? [])
  const [busy, setBusy] = useState(false)
  const known = useRoles(governs && sharing !== 'private')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (name.trim() === '') return
    setBusy(true)
    const { saved: _, open: _open, ...now } = search
    const settings = { search: view?.search ?? now, roles: sharing === 'private' ? [] : roles }
    const values = { name: name.trim(), sharing, settings }
    try {
      const row = view
        ? await updateRecord('views', view.id, values, view.version)
        : await createRecord('views', { ...values, object: object.name, layout: search.layout ?? 'list' }, newKey())
      await client.invalidateQueries({ queryKey: viewsKey(object) })
      done(row.id)
      close()
    } catch (error) {
      warn(sayProblem(error))
      setBusy(false)
    }
  }
  return (
    <Dialog close={close} title={view ? t`Rename and share` : t`Save view`}>
      <form className={css.form} onSubmit={submit}>
        <TextInput
          label={t`Name`}
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SegmentedControl
          fullWidth
          aria-label={t`For whom`}
          value={sharing}
          onChange={(next) => setSharing(next as Sharing)}
          data={[
            { value: 'private', label: t`Me` },
            { value: 'team', label: t`My team` },
            { value: 'everyone', label: t`Everyone` },
          ]}
        />
        {governs && sharing !== 'private' && (
          <MultiSelect
            label={t`First sight of these roles`}
            description={t`They see the list so when they come to it.`}
            value={[...roles]}
            onChange={setRoles}
            data={known.map((role) => ({ value: role.id, label: String(role.name) }))}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
        )}
        <div className={css.choose}>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            <Trans>Save</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
