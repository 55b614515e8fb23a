import { Trans, useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { now } from '../../../clock.ts'
import { showMoment } from '../../../fields/time.ts'
import { useLocale, useSay } from '../../../language.ts'
import { client, useVocabulary } from '../../../session.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { iconNamed } from '../../../ui/icons.ts'
import { later } from '../../../ui/later.tsx'
import { Bone } from '../../../ui/states.tsx'
import { warn } from '../../../ui/toast.tsx'
import { Way } from '../../../way.tsx'
import { may } from '../../access.ts'
import { noteChange, onChanges } from '../../live.ts'
import { sayProblem } from '../../problem.ts'
import { offerUndo } from '../../undo.ts'
import { titleOf } from '../../value.tsx'
import type { Saving } from '../use-record.ts'
import css from './next.module.css'
import { finish, hasSteps, kinds, nextStep, type Step } from './steps.ts'
import { Tags, tagField } from './tags.tsx'

const Plan = later(() => import('./plan.tsx').then((module) => module.Plan), 180)

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
}

const useNext = ({ object, row }: Given) => {
  const vocabulary = useVocabulary()
  const queryKey = ['record', object.name, row.id, 'next']
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => nextStep(vocabulary, object, row.id, signal) })
  useEffect(() => {
    const forget = kinds.map(({ name }) =>
      onChanges(name, () => void client.invalidateQueries({ queryKey: ['record', object.name, row.id, 'next'] })),
    )
    return () => {
      for (const one of forget) one()
    }
  }, [object.name, row.id])
  return data
}

const Planned = ({ step }: { step: Step }) => {
  const { t } = useLingui()
  const say = useSay()
  const locale = useLocale()
  const [busy, setBusy] = useState(false)
  const { object, row, due } = step
  const Sign = iconNamed(object.icon)
  const title = titleOf(object, row)
  const late = due !== null && due < now().toISOString()
  const did = async (): Promise<void> => {
    setBusy(true)
    try {
      const again = await finish(step)
      noteChange(object.name, row.id)
      offerUndo(t`“${title}” is done.`, () => again().then(() => noteChange(object.name, row.id)))
    } catch (error) {
      warn(sayProblem(error))
    }
    setBusy(false)
  }
  return (
    <>
      {may(object, 'update') && (
        <button type="button" className={css.done} aria-label={t`Done: ${title}`} disabled={busy} onClick={did}>
          <IconCheck size={14} stroke={2.2} aria-hidden />
        </button>
      )}
      <Sign size={15} stroke={1.7} aria-label={say(object.label)} />
      <Way to={`/${object.plural}/${row.id}`} className={css.title}>
        {title || '—'}
      </Way>
      {due && (
        <span className={css.due} data-late={late || undefined}>
          {late && <Trans>overdue</Trans>} {showMoment(due, locale, true)}
        </span>
      )}
    </>
  )
}

const NextStep = ({ object, row }: Given) => {
  const { t } = useLingui()
  const step = useNext({ object, row })
  const [planning, setPlanning] = useState(false)
  return (
    <div className={css.step} data-next>
      <span className={css.word}>
        <Trans>Next</Trans>
      </span>
      {step === undefined && <Bone width={180} height={12} />}
      {step && <Planned step={step} />}
      {step !== undefined && !row.deleted_at && (
        <button type="button" className={css.add} onClick={() => setPlanning(true)}>
          <IconPlus size={13} aria-hidden />
          {step ? <Trans>Plan another</Trans> : <Trans>Plan the next step</Trans>}
        </button>
      )}
      {planning && (
        <Dialog close={() => setPlanning(false)} title={t`Plan the next step`}>
          <Plan object={object} row={row} close={() => setPlanning(false)} />
        </Dialog>
      )}
    </div>
  )
}

/** What is to be done next with the record, and its tags: both are changed here. */
export const NextAndTags = ({ object, row, saving }: Given & { saving: Saving }) => {
  const steps = hasSteps(useVocabulary(), object)
  const tags = tagField(object)
  if (!steps && tags === undefined) return null
  return (
    <div className={css.strip}>
      {steps && <NextStep object={object} row={row} />}
      {tags !== undefined && <Tags object={object} row={row} name={tags} saving={saving} />}
    </div>
  )
}
