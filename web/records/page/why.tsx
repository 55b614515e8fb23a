import { Trans, useLingui } from '@lingui/react/macro'
import { type AnyRow, type ObjectDefinition, systemFields } from '@rapport/vocabulary/define/object.ts'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { call } from '../../api.ts'
import { useTitle } from '../../fields/titles.ts'
import { useSay } from '../../language.ts'
import { useMe, useVocabulary } from '../../session.ts'
import { Bone } from '../../ui/states.tsx'
import { Way } from '../../way.tsx'
import { sayProblem } from '../problem.ts'
import css from './why.module.css'

const LinkEdit = lazy(() => import('../../fields/link-edit.tsx').then((module) => ({ default: module.LinkEdit })))

interface Step {
  readonly rule: 'scope' | 'sharing' | 'part' | 'about'
  readonly object: string
  readonly record: string
  readonly holds: boolean
  readonly scope?: 'none' | 'own' | 'team' | 'all'
  readonly sharing?: string
  readonly owner?: string | null
  readonly by?: 'owner' | 'created_by'
}
interface Why {
  readonly holds: boolean
  readonly steps: readonly Step[]
}
interface Explained {
  readonly person: string
  readonly roles: readonly { readonly id: string; readonly name: string; readonly read: string }[]
  readonly read: Why
  readonly update: Why
  readonly delete: Why
  readonly export: Why
  readonly hidden: readonly string[]
}

/** The condition of a step, in words. */
const useStepWords = (step: Step, who: string, roles: string): ReactNode => {
  const say = useSay()
  const vocabulary = useVocabulary()
  const object = vocabulary.find(step.object)
  const many = object ? say(object.labels) : step.object
  const one = object ? say(object.label) : step.object
  const title = useTitle(step.object, step.rule === 'part' || step.rule === 'about' ? step.record : '') || one
  const owner = useTitle('user', step.owner ?? '') || '—'
  const mine = step.by === 'created_by'
  if (step.rule === 'part') return <Trans>It is a part of “{title}”, so what holds there holds here:</Trans>
  if (step.rule === 'about') return <Trans>It is about “{title}”, so whoever sees it must see that too:</Trans>
  if (step.rule === 'sharing') {
    if (step.sharing === 'everyone') return <Trans>It is shared with everyone.</Trans>
    if (step.sharing === 'team') return <Trans>It is shared with the team of its owner, {owner}.</Trans>
    return <Trans>It is private to its owner, {owner}.</Trans>
  }
  if (step.scope === 'all')
    return (
      <Trans>
        {roles} reaches all {many}.
      </Trans>
    )
  if (step.scope === 'none')
    return (
      <Trans>
        {roles} reaches no {many}.
      </Trans>
    )
  if (step.scope === 'own')
    return mine ? (
      <Trans>
        {roles} reaches only {many} that {who} created; this one was created by {owner}.
      </Trans>
    ) : (
      <Trans>
        {roles} reaches only {many} that {who} owns; this one is owned by {owner}.
      </Trans>
    )
  return mine ? (
    <Trans>
      {roles} reaches {many} created by {who} and by members of their teams; this one was created by {owner}.
    </Trans>
  ) : (
    <Trans>
      {roles} reaches {many} owned by {who} and by members of their teams; this one is owned by {owner}.
    </Trans>
  )
}

const StepLine = ({ step, who, roles }: { step: Step; who: string; roles: string }) => (
  <li className={css.step} data-holds={step.holds}>
    {step.holds ? <IconCheck size={15} aria-hidden /> : <IconX size={15} aria-hidden />}
    <span>{useStepWords(step, who, roles)}</span>
  </li>
)

const Answer = ({ label, why, who, roles }: { label: string; why: Why; who: string; roles: string }) => (
  <section className={css.answer} data-holds={why.holds}>
    <h3>{label}</h3>
    <ul className={css.steps}>
      {why.steps.map((step) => (
        <StepLine key={`${step.rule} ${step.object} ${step.record}`} step={step} who={who} roles={roles} />
      ))}
    </ul>
  </section>
)

const Told = ({ object, told, who }: { object: ObjectDefinition; told: Explained; who: string }) => {
  const { t } = useLingui()
  const say = useSay()
  const names = told.roles.map((role) => role.name).join(', ')
  const roles =
    told.roles.length === 0
      ? t`No role`
      : told.roles.length === 1
        ? t`The role ${names}`
        : t`The roles together (${names})`
  const hidden = told.hidden.map((name) => say(object.fields[name]!.label)).join(', ')
  const answers = [
    { label: told.read.holds ? t`${who} can see this` : t`${who} cannot see this`, why: told.read },
    { label: told.update.holds ? t`${who} can change this` : t`${who} cannot change this`, why: told.update },
    { label: told.delete.holds ? t`${who} can delete this` : t`${who} cannot delete this`, why: told.delete },
    { label: told.export.holds ? t`${who} can export this` : t`${who} cannot export this`, why: told.export },
  ]
  return (
    <div className={css.answers} aria-live="polite">
      {answers.map(({ label, why }) => (
        <Answer key={label} label={label} why={why} who={who} roles={roles} />
      ))}
      {hidden && (
        <p className={css.hidden}>
          <Trans>
            Fields that {who} does not see: {hidden}.
          </Trans>
        </p>
      )}
    </div>
  )
}

/** Why a person may see and change this record: the conditions of the engine, in words. */
export const WhySeen = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const { t } = useLingui()
  const me = useMe()
  const [person, setPerson] = useState<string>(me.id)
  const name = useTitle('user', person)
  const who = person === me.id ? me.name : name || '…'
  const { data, error } = useQuery({
    queryKey: ['record', object.name, row.id, 'why', person],
    queryFn: ({ signal }) => call<Explained>('GET', `/${object.plural}/${row.id}/why`, { query: { person }, signal }),
  })
  return (
    <div className={css.why}>
      {me.abilities.includes('people') && (
        <div className={css.person}>
          <label htmlFor="why-person">
            <Trans>Person</Trans>
          </label>
          <Suspense>
            <LinkEdit
              id="why-person"
              field={systemFields.owner}
              value={person}
              row={row}
              onChange={(next) => setPerson((next as string | null) ?? me.id)}
            />
          </Suspense>
        </div>
      )}
      {error ? (
        <p className="quiet">{sayProblem(error)}</p>
      ) : data === undefined ? (
        <Bone width="70%" height={14} />
      ) : (
        <Told object={object} told={data} who={who} />
      )}
      {me.abilities.includes('people') && (
        <p className={css.hidden}>
          <Way to="/settings/roles">{t`Roles and what they reach`}</Way>
        </p>
      )}
    </div>
  )
}
