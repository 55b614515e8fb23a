import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { useVocabulary } from '../../session.ts'
import { Empty } from '../../ui/states.tsx'
import { tell, warn } from '../../ui/toast.tsx'
import { type Step, takeBack, useSteps } from './calls.ts'
import css from './history.module.css'

type Change = Step['changes'][number]

const labelOf = (change: Change): Label | undefined =>
  ((change.after ?? change.before) as { label?: Label } | null)?.label

/** What of a definition differs, as the names of its parts. */
const differing = ({ before, after }: Change): readonly string[] => {
  const [a, b] = [before ?? {}, after ?? {}] as [Record<string, unknown>, Record<string, unknown>]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]),
  )
}

const Said = ({ change }: { change: Change }) => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const object = vocabulary.find(change.object)
  const kinds = {
    field: t`Field`,
    object: t`Object`,
    built_in: t`Built-in field`,
    order: t`Order of fields`,
    rule: t`Rule`,
    configuration: t`Configuration`,
  }
  const verbs: Readonly<Record<string, string>> = {
    create: t`added`,
    delete: t`removed`,
    restore: t`taken out of the trash`,
  }
  const verb = verbs[change.verb] ?? t`changed`
  if (change.kind === 'record') {
    const fields = change.verb === 'create' ? [] : Object.keys({ ...change.before!, ...change.after! })
    // A layout is called by the object that it is for.
    const shown = change.object === 'layout' ? vocabulary.find(change.name) : undefined
    const name = shown ? say(shown.labels) : change.name
    const labels = fields.flatMap((name) => object?.own[name]?.label ?? []).map((one) => say(one))
    return (
      <li>
        <strong>
          {object && say(object.label)} {name !== '' && `“${name}” `}
          {verb}
        </strong>
        <small>{labels.join(', ')}</small>
      </li>
    )
  }
  const label = labelOf(change) ?? object?.fields[change.name]?.label
  const parts = change.verb === 'update' && change.kind !== 'order' ? differing(change) : []
  return (
    <li>
      <strong>
        {kinds[change.kind]} {label && `“${say(label)}” `}
        {change.kind === 'configuration' ? t`brought in from a file` : verb}
      </strong>
      <small>
        {change.kind !== 'object' && change.kind !== 'configuration' && (object ? say(object.labels) : change.object)}
        {parts.length > 0 && ` · ${parts.join(', ')}`}
      </small>
    </li>
  )
}

const One = ({ step }: { step: Step }) => {
  const { t, i18n } = useLingui()
  const [busy, setBusy] = useState(false)
  const back = async (): Promise<void> => {
    setBusy(true)
    await takeBack(step.batch).then(
      () => tell(t`Taken back.`),
      (error: unknown) => warn(sayProblem(error)),
    )
    setBusy(false)
  }
  return (
    <li className={css.step} data-off={step.taken_back || undefined}>
      <div>
        <ul className={css.changes}>
          {step.changes.slice(0, 5).map((change) => (
            <Said key={`${change.kind} ${change.object} ${change.name}`} change={change} />
          ))}
        </ul>
        {step.changes.length > 5 && (
          <small>
            <Trans>and {step.changes.length - 5} more</Trans>
          </small>
        )}
        <p>
          {step.person?.name ?? 'Rapport'} · {i18n.date(new Date(step.at), { dateStyle: 'medium', timeStyle: 'short' })}
          {step.takes_back && (
            <>
              {' · '}
              <Trans>takes an earlier change back</Trans>
            </>
          )}
        </p>
      </div>
      {step.taken_back ? (
        <span className={css.done}>
          <Trans>taken back</Trans>
        </span>
      ) : (
        <Button size="compact-sm" variant="default" loading={busy} onClick={back}>
          <Trans>Take back</Trans>
        </Button>
      )}
    </li>
  )
}

/** Who changed what of the definitions, newest first, each with the way back. */
export const History = () => {
  const { t } = useLingui()
  const { data } = useSteps()
  if (data?.length === 0)
    return (
      <Empty icon={IconHistory} title={t`Nothing has been changed yet`}>
        <Trans>
          Every change of objects, fields, rules, roles, teams, people and stages stands here, with who made it, and can
          be taken back.
        </Trans>
      </Empty>
    )
  return (
    <ol className={css.steps}>
      {data?.map((step) => (
        <One key={step.batch} step={step} />
      ))}
    </ol>
  )
}
