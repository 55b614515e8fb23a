import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { PageSettings } from '@rapport/vocabulary/define/page-layout.ts'
import { IconArrowBackUp, IconRestore } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listRecords } from '../../../api.ts'
import { useSay } from '../../../language.ts'
import { warn } from '../../../ui/toast.tsx'
import { forgetLayout, keepLayout } from '../../layout.ts'
import { sayProblem } from '../../problem.ts'
import { offerUndo } from '../../undo.ts'
import { useSetEditing } from './address.ts'
import css from './edit.module.css'
import { type Audience, type PageDraft, samePage } from './use-page-draft.ts'

const useRoles = () =>
  useQuery({
    queryKey: ['records', 'role', 'all'],
    queryFn: async ({ signal }) => (await listRecords('roles', { limit: 200 }, signal)).data,
  }).data ?? []

/** Keeps what was arranged, and answers how to bring back what was there before. */
const useSave = (object: ObjectDefinition, draft: PageDraft) => async (): Promise<() => Promise<void>> => {
  const write = async (audience: Audience, page: PageSettings | undefined): Promise<void> => {
    if (page === undefined) await forgetLayout(object, 'page', audience)
    else await keepLayout(object, 'page', page, audience)
  }
  const before = draft.changed.map(({ audience }) => ({ audience, page: draft.kept(audience) }))
  for (const { audience, page } of draft.changed)
    await write(audience, samePage(page, draft.inherited(audience)) ? undefined : page)
  return async () => {
    for (const { audience, page } of before) await write(audience, page)
  }
}

/** For whom the page is arranged, and what becomes of it. */
export const Toolbar = ({ object, draft }: { object: ObjectDefinition; draft: PageDraft }) => {
  const { t } = useLingui()
  const say = useSay()
  const roles = useRoles()
  const setEditing = useSetEditing()
  const save = useSave(object, draft)
  const [busy, setBusy] = useState(false)
  const end = (): void => {
    draft.forget()
    setEditing(false)
  }
  const keep = async (): Promise<void> => {
    setBusy(true)
    try {
      const back = await save()
      end()
      offerUndo(t`The page of ${say(object.labels)} stands like this from now on.`, back)
    } catch (error) {
      warn(sayProblem(error))
      setBusy(false)
    }
  }
  const { audience, inherited, page, put } = draft
  return (
    <div className={css.toolbar} role="toolbar" aria-label={t`Arrange the page`}>
      <strong>
        <Trans>Arrange the page of {say(object.labels)}</Trans>
      </strong>
      <label className={css.for} htmlFor="page-for">
        <Trans>for</Trans>
        <NativeSelect
          id="page-for"
          size="xs"
          value={audience ?? ''}
          data={[
            { value: '', label: t`Everyone` },
            ...roles.map(({ id, name }) => ({
              value: id,
              label: draft.kept(id) ? t`${String(name)} (own page)` : String(name),
            })),
          ]}
          onChange={(event) => draft.setAudience(event.currentTarget.value || null)}
        />
      </label>
      <span className={css.space} />
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowBackUp size={15} />}
        disabled={!draft.undo}
        onClick={() => draft.undo?.()}
      >
        <Trans>Undo</Trans>
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconRestore size={15} />}
        disabled={samePage(page, inherited(audience))}
        onClick={() => put(inherited(audience))}
      >
        {audience === null ? <Trans>Standard</Trans> : <Trans>As for everyone</Trans>}
      </Button>
      <Button size="compact-sm" variant="default" onClick={end}>
        <Trans>Cancel</Trans>
      </Button>
      <Button size="compact-sm" loading={busy} onClick={() => (draft.changed.length > 0 ? void keep() : end())}>
        <Trans>Save</Trans>
      </Button>
    </div>
  )
}
