import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select } from '@mantine/core'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { useSay } from '../language.ts'
import { noteChange } from '../records/live.ts'
import { sayProblem } from '../records/problem.ts'
import { useVocabulary } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Bone } from '../ui/states.tsx'
import { tell, warn } from '../ui/toast.tsx'
import outside from './outside.module.css'
import css from './settings.module.css'
import { useSubmit } from './use-submit.ts'

const useBelongings = (id: string) =>
  useQuery({
    queryKey: ['people', id, 'belongings'],
    queryFn: async ({ signal }) =>
      (
        await call<{ data: readonly { object: string; count: number }[] }>('GET', `/people/${id}/belongings`, {
          signal,
        })
      ).data,
    staleTime: 0,
  }).data

/** Puts somebody's account away: what they own, who gets it, and the way back. */
export const Leaving = ({
  person,
  others,
  close,
}: {
  person: AnyRow
  others: readonly AnyRow[]
  close: () => void
}) => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const [to, setTo] = useState<string | null>(null)
  const belongings = useBelongings(person.id)
  const name = String(person.name)
  const again = (): void => {
    noteChange('user', person.id)
    for (const one of belongings ?? []) noteChange(one.object, '')
  }
  const undo = (batch: string): void =>
    void call('POST', `/bulk/${batch}/undo`).then(
      () => {
        again()
        tell(t`${name} is back, with all records.`)
      },
      (error: unknown) => warn(sayProblem(error)),
    )
  const { busy, problem, submit } = useSubmit(async () => {
    const { batch, handed_over } = await call<{ batch: string; handed_over: number }>(
      'POST',
      `/people/${person.id}/leave`,
      {
        body: { to },
      },
    )
    again()
    close()
    tell(t`${name} cannot come in any more. ${handed_over} records were handed over.`, {
      label: t`Undo`,
      run: () => undo(batch),
    })
  })
  return (
    <Dialog close={close} title={t`Put the account of ${name} away`}>
      <form className={css.form} onSubmit={submit}>
        {problem && (
          <p className={outside.wrong} role="alert">
            {problem}
          </p>
        )}
        {belongings === undefined ? (
          <Bone width="80%" height={60} />
        ) : belongings.length === 0 ? (
          <p className="quiet">
            <Trans>{name} owns nothing that has to be handed over.</Trans>
          </p>
        ) : (
          <>
            <ul className={css.belongings} aria-label={t`What is handed over`}>
              {belongings.map(({ object, count }) => {
                const definition = vocabulary.find(object)
                return (
                  <li key={object}>
                    <span>{definition ? say(definition.labels) : object}</span>
                    <strong>{count}</strong>
                  </li>
                )
              })}
            </ul>
            <Select
              label={t`Who gets them`}
              placeholder={t`They stay with ${name}`}
              clearable
              searchable
              value={to}
              onChange={setTo}
              data={others.map((one) => ({ value: one.id, label: String(one.name) }))}
              comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
            />
          </>
        )}
        <p className="quiet">
          <Trans>Sessions and API keys end at once. It can be undone.</Trans>
        </p>
        <div className={css.tools}>
          <Button type="submit" color="red" loading={busy} disabled={belongings === undefined}>
            <Trans>Put away</Trans>
          </Button>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
