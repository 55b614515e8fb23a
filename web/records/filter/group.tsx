import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, NativeSelect, NumberInput } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconFolderPlus, IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { Pop } from '../../ui/pop.tsx'
import bar from './bar.module.css'
import { OperatorChoice, settled, ValueChoice } from './condition.tsx'
import {
  type ConditionDraft,
  conditionDraft,
  type Draft,
  type GroupDraft,
  groupOf,
  type How,
  type Join,
  type LinkedDraft,
  linkedDraft,
} from './draft.ts'
import { FieldPicker, type Picked } from './field-picker.tsx'
import css from './group.module.css'
import { linkedLabel, linkedOf, linksFor, placeOf } from './path.ts'
import { conditionOn } from './rules.ts'

interface Given<D extends Draft> {
  readonly object: ObjectDefinition
  readonly draft: D
  readonly onChange: (draft: D) => void
  readonly onRemove?: (() => void) | undefined
}

const Remove = ({ onRemove, label }: { onRemove: (() => void) | undefined; label: string }) =>
  onRemove && (
    <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} onClick={onRemove}>
      <IconX size={15} />
    </ActionIcon>
  )

const ConditionRow = ({ object, draft, onChange, onRemove }: Given<ConditionDraft>) => {
  const { t } = useLingui()
  const say = useSay()
  const place = placeOf(object, draft.condition.field, useVocabulary())
  const put = (condition: ConditionDraft['condition']): void => onChange({ ...draft, condition: settled(condition) })
  return (
    <div className={css.row}>
      <div className={css.line}>
        <span className={css.name}>{place ? place.labels.map(say).join(' · ') : draft.condition.field}</span>
        {place && <OperatorChoice place={place} condition={draft.condition} onChange={put} />}
        <Remove onRemove={onRemove} label={t`Remove this condition`} />
      </div>
      {place && <ValueChoice place={place} condition={draft.condition} onChange={put} />}
    </div>
  )
}

const LinkedRow = ({ object, draft, onChange, onRemove }: Given<LinkedDraft>) => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const linked = linkedOf(object, draft.link, vocabulary)
  const words: readonly [How, string][] = [
    ['some', t`has any`],
    ['none', t`has none`],
    ['gte', t`has at least`],
    ['lte', t`has at most`],
    ['eq', t`has exactly`],
    ['ne', t`has not exactly`],
    ['gt', t`has more than`],
    ['lt', t`has fewer than`],
  ]
  const counted = draft.how !== 'some' && draft.how !== 'none'
  return (
    <div className={css.row}>
      <div className={css.line}>
        <span className={css.name}>{linked ? say(linkedLabel(linked, linksFor(object, vocabulary))) : draft.link}</span>
        <NativeSelect
          aria-label={t`How many`}
          value={draft.how}
          onChange={(event) => onChange({ ...draft, how: event.currentTarget.value as How })}
          data={words.map(([value, label]) => ({ value, label }))}
        />
        {counted && (
          <NumberInput
            className={css.count}
            aria-label={t`Number`}
            value={draft.count}
            min={0}
            max={1_000_000}
            allowDecimal={false}
            hideControls
            onChange={(count) => onChange({ ...draft, count: Math.max(0, Math.trunc(Number(count) || 0)) })}
          />
        )}
        <Remove onRemove={onRemove} label={t`Remove this condition`} />
      </div>
      {linked && (
        <Group object={linked.object} draft={draft.where} onChange={(where) => onChange({ ...draft, where })}>
          <Trans>of which</Trans>
        </Group>
      )}
    </div>
  )
}

const Member = (given: Given<Draft>) => {
  const { draft } = given
  if (draft.is === 'condition') return <ConditionRow {...given} draft={draft} />
  if (draft.is === 'linked') return <LinkedRow {...given} draft={draft} />
  return <Group {...given} draft={draft} />
}

const Add = ({ object, add }: { object: ObjectDefinition; add: (draft: Draft) => void }) => {
  const vocabulary = useVocabulary()
  const pick = (picked: Picked): void => {
    const place = 'field' in picked ? placeOf(object, picked.field, vocabulary) : undefined
    if ('link' in picked) add(linkedDraft(picked.link))
    else if (place) add(conditionDraft(conditionOn(picked.field, place.field)))
  }
  return (
    <div className={css.adds}>
      <Pop
        button={(press, open) => (
          <button type="button" className={bar.add} aria-expanded={open} onClick={press}>
            <IconPlus size={14} aria-hidden />
            <Trans>Condition</Trans>
          </button>
        )}
      >
        {(close) => (
          <FieldPicker
            object={object}
            onPick={(picked) => {
              pick(picked)
              close()
            }}
          />
        )}
      </Pop>
      <button type="button" className={bar.add} onClick={() => add(groupOf('any', []))}>
        <IconFolderPlus size={14} aria-hidden />
        <Trans>Group</Trans>
      </button>
    </div>
  )
}

/** Conditions that hold together, or of which one is enough; groups may stand in groups. */
export const Group = ({
  object,
  draft,
  onChange,
  onRemove,
  children,
}: Omit<Given<GroupDraft>, 'onChange'> & { onChange: (draft: GroupDraft) => void; children?: ReactNode }) => {
  const { t } = useLingui()
  const words: readonly [Join, string][] = [
    ['all', t`all of these hold`],
    ['any', t`any of these holds`],
    ['none', t`none of these holds`],
    ['not_all', t`not all of these hold`],
  ]
  const put = (at: number, one: Draft): void => onChange({ ...draft, of: draft.of.with(at, one) })
  return (
    <fieldset className={css.group}>
      <legend className="visually-hidden">{t`Group of conditions`}</legend>
      {(draft.of.length > 1 || onRemove || draft.join !== 'all' || children) && (
        <div className={css.line}>
          {children && <span className={css.lead}>{children}</span>}
          {(draft.of.length > 1 || onRemove || draft.join !== 'all') && (
            <NativeSelect
              aria-label={t`How conditions join`}
              value={draft.join}
              onChange={(event) => onChange({ ...draft, join: event.currentTarget.value as Join })}
              data={words.map(([value, label]) => ({ value, label }))}
            />
          )}
          <Remove onRemove={onRemove} label={t`Remove this group`} />
        </div>
      )}
      {draft.of.map((one, at) => (
        <Member
          key={one.key}
          object={object}
          draft={one}
          onChange={(next) => put(at, next)}
          onRemove={() => onChange({ ...draft, of: draft.of.toSpliced(at, 1) })}
        />
      ))}
      <Add object={object} add={(one) => onChange({ ...draft, of: [...draft.of, one] })} />
    </fieldset>
  )
}
