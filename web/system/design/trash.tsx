import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { useVocabulary } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { tell, warn } from '../../ui/toast.tsx'
import { forget, type Removed, restore, useTrash } from './calls.ts'
import css from './design.module.css'

const Sure = ({ one, close }: { one: Removed; close: () => void }) => {
  const { t } = useLingui()
  const say = useSay()
  const name = say(one.definition.label)
  const go = async (): Promise<void> => {
    await forget(one).then(
      () => tell(t`Removed for good.`),
      (error: unknown) => warn(sayProblem(error)),
    )
    close()
  }
  return (
    <Dialog close={close} title={t`Remove ${name} for good?`}>
      <p className={css.note}>
        <Trans>All that it holds is gone then, and cannot be taken back.</Trans>
      </p>
      <div className={css.end}>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
        <Button color="red" onClick={go}>
          <Trans>Remove for good</Trans>
        </Button>
      </div>
    </Dialog>
  )
}

/** What was removed, and until when it can be taken back. */
export const TrashList = ({ object }: { object?: string }) => {
  const { t, i18n } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const [sure, setSure] = useState<Removed>()
  const lying = useTrash().filter((one) =>
    object === undefined
      ? one.kind === 'object' || vocabulary.find(one.object)
      : one.kind === 'field' && one.object === object,
  )
  if (lying.length === 0) return null
  const back = (one: Removed): Promise<unknown> =>
    restore(one.kind, one.object, one.name).then(
      () => tell(t`It is back, with all that it held.`),
      (error: unknown) => warn(sayProblem(error)),
    )
  return (
    <section className={css.section}>
      <h3>
        <Trans>In the trash</Trans>
      </h3>
      <ul className={css.lying}>
        {lying.map((one) => (
          <li key={`${one.object} ${one.name}`}>
            <span>
              <strong>{say(one.definition.label)}</strong>
              <small>
                {object === undefined && one.kind === 'field' && `${say(vocabulary.find(one.object)!.labels)} · `}
                <Trans>kept until {i18n.date(new Date(one.until), { dateStyle: 'medium' })}</Trans>
              </small>
            </span>
            <Button size="compact-sm" variant="default" onClick={() => back(one)}>
              <Trans>Take back</Trans>
            </Button>
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => setSure(one)}>
              <Trans>Remove for good</Trans>
            </Button>
          </li>
        ))}
      </ul>
      {sure && <Sure one={sure} close={() => setSure(undefined)} />}
    </section>
  )
}
