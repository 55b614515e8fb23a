import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { type Colour, colours } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { OperatorChoice, settled, ValueChoice } from '../filter/condition.tsx'
import { placeOf } from '../filter/path.ts'
import { type Condition, conditionOn, isComplete, isCondition, operatorsOf } from '../filter/rules.ts'
import css from './colours.module.css'
import { type ColourRule, mostRules } from './colours.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly rules: readonly ColourRule[]
  readonly onChange: (rules: readonly ColourRule[]) => void
  readonly close: () => void
}

export const useColourWords = (): { readonly [C in Colour]: string } => {
  const { t } = useLingui()
  return {
    gray: t`Grey`,
    red: t`Red`,
    orange: t`Orange`,
    yellow: t`Yellow`,
    green: t`Green`,
    teal: t`Teal`,
    blue: t`Blue`,
    indigo: t`Indigo`,
    violet: t`Violet`,
    pink: t`Pink`,
  }
}

/** A rule as it is edited: its condition may still lack a value. */
interface Draft extends ColourRule {
  readonly key: number
}

const Swatches = ({ colour, onChange }: { colour: Colour; onChange: (colour: Colour) => void }) => {
  const { t } = useLingui()
  const words = useColourWords()
  return (
    <fieldset className={css.swatches}>
      <legend className="visually-hidden">{t`Colour`}</legend>
      {colours.map((one) => (
        <button
          key={one}
          type="button"
          className={css.swatch}
          style={{ '--tint': `var(--${one}-bg)`, '--tint-ink': `var(--${one}-ink)` } as React.CSSProperties}
          aria-label={words[one]}
          title={words[one]}
          aria-pressed={one === colour}
          onClick={() => onChange(one)}
        />
      ))}
    </fieldset>
  )
}

interface RuleGiven {
  readonly object: ObjectDefinition
  readonly draft: Draft
  readonly put: (draft: Draft) => void
  readonly up: (() => void) | undefined
  readonly remove: () => void
}

const ConditionOfRule = ({ object, draft, put }: Pick<RuleGiven, 'object' | 'draft' | 'put'>) => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const condition = draft.when as Condition
  const place = placeOf(object, condition.field, vocabulary)
  const names = Object.keys(object.fields).filter((name) => operatorsOf(object.fields[name]!).length > 0)
  const set = (when: Condition): void => put({ ...draft, when: settled(when) })
  return (
    <>
      <NativeSelect
        aria-label={t`Field`}
        value={condition.field}
        onChange={(event) => {
          const name = event.currentTarget.value
          set(conditionOn(name, object.fields[name]!))
        }}
        data={names.map((value) => ({ value, label: say(object.fields[value]!.label) }))}
      />
      {place && <OperatorChoice place={place} condition={condition} onChange={set} />}
      {place && <ValueChoice place={place} condition={condition} onChange={set} />}
    </>
  )
}

const Rule = ({ object, draft, put, up, remove }: RuleGiven) => {
  const { t } = useLingui()
  const say = useSay()
  const cells = Object.keys(object.fields).filter((name) => name !== 'deleted_at' && name !== 'version')
  return (
    <fieldset className={css.rule}>
      <legend className="visually-hidden">{t`Colour rule`}</legend>
      <div className={css.line}>
        <Swatches colour={draft.colour} onChange={(colour) => put({ ...draft, colour })} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t`Goes before`}
          title={t`Goes before`}
          disabled={up === undefined}
          onClick={up}
        >
          <IconArrowUp size={15} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t`Remove this colour`} onClick={remove}>
          <IconX size={15} />
        </ActionIcon>
      </div>
      {isCondition(draft.when) ? (
        <ConditionOfRule object={object} draft={draft} put={put} />
      ) : (
        <p className="quiet">
          <Trans>Several conditions together, which came with the link.</Trans>
        </p>
      )}
      <NativeSelect
        aria-label={t`What is coloured`}
        value={draft.cell ?? ''}
        onChange={(event) => {
          const cell = event.currentTarget.value
          const { cell: _, ...whole } = draft
          put(cell === '' ? whole : { ...whole, cell })
        }}
        data={[
          { value: '', label: t`Colour the whole row` },
          ...cells.map((value) => {
            const name = say(object.fields[value]!.label)
            return { value, label: t`Colour only ${name}` }
          }),
        ]}
      />
    </fieldset>
  )
}

const isWhole = ({ when }: ColourRule): boolean => !isCondition(when) || isComplete(when)
const bare = ({ key: _, ...rule }: Draft): ColourRule => rule

/** The rules by which rows and cells are coloured. The list follows while one edits. */
export const ColourPanel = ({ object, rules, onChange, close }: Given) => {
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => rules.map((rule, key) => ({ ...rule, key })))
  const set = (next: readonly Draft[]): void => {
    setDrafts(next)
    onChange(next.filter(isWhole).map(bare))
  }
  const add = (): void => {
    const name = object.list.columns.find((one) => object.fields[one]?.choices) ?? object.title
    const used = new Set(drafts.map(({ colour }) => colour))
    const colour = (['red', 'yellow', 'green'] as const).find((one) => !used.has(one)) ?? 'blue'
    const key = Math.max(-1, ...drafts.map((one) => one.key)) + 1
    set([...drafts, { key, colour, when: conditionOn(name, object.fields[name]!) }])
  }
  return (
    <Sheet title={<Trans>Colours</Trans>} close={close}>
      <div className={css.panel}>
        <p className="quiet">
          <Trans>What fulfils a condition is tinted. Where several do, the upper one counts.</Trans>
        </p>
        {drafts.map((draft, at) => (
          <Rule
            key={draft.key}
            object={object}
            draft={draft}
            put={(next) => set(drafts.with(at, next))}
            up={at === 0 ? undefined : () => set(drafts.with(at, drafts[at - 1]!).with(at - 1, draft))}
            remove={() => set(drafts.toSpliced(at, 1))}
          />
        ))}
        <div className={css.foot}>
          <Button
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={add}
            disabled={drafts.length >= mostRules}
          >
            <Trans>Add a colour</Trans>
          </Button>
          <Button onClick={close}>
            <Trans>Done</Trans>
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
