import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { formulaKinds } from '@rapport/vocabulary/define/expression/formula.ts'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import { type KindName, kindOf, kinds } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useEffect, useState } from 'react'
import { ApiProblem } from '../../api.ts'
import { useSay } from '../../language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { tell } from '../../ui/toast.tsx'
import outside from '../outside.module.css'
import { useSubmit } from '../use-submit.ts'
import { addField, changeField, usesOf, useTrash } from './calls.ts'
import { ChoicesEditor, type DraftChoice } from './choices-editor.tsx'
import css from './design.module.css'
import { Default, Flags, LinkTo, Words } from './field-parts.tsx'
import { FormulaEditor } from './formula-editor.tsx'
import { KindPicker } from './kind-picker.tsx'
import { kindSigns, type Made, madeOf } from './kinds.tsx'
import { freeName } from './names.ts'
import { RollupEditor } from './rollup-editor.tsx'

const startOf = (made: Made): Field => {
  const label = { en: '', zh: '' }
  if (made === 'formula') return { kind: 'number', label, formula: '' }
  if (made === 'rollup') return { kind: 'integer', label, rollup: { from: '', measure: 'count' } }
  return { kind: made, label, ...((made === 'link' || made === 'links') && { to: 'customer' }) }
}

const draftsOf = (field: Field): readonly DraftChoice[] =>
  Object.entries(field.choices ?? {}).map(([value, choice]) => ({ value, ...choice }))

const both = ({ en, zh }: Field['label']): Field['label'] => ({
  en: en.trim() || zh.trim(),
  zh: zh.trim() || en.trim(),
})

/** The choices as they are sent, and what records get whose choice goes. */
const choicesFrom = (drafts: readonly DraftChoice[]) => ({
  choices: Object.fromEntries(
    drafts
      .filter((one) => !one.gone && (one.label.en || one.label.zh))
      .map(({ value, label, colour, retired }) => [
        value,
        { label: both(label), ...(colour && { colour }), ...(retired && { retired }) },
      ]),
  ),
  replace: Object.fromEntries(drafts.filter((one) => one.gone).map((one) => [one.value, one.instead || null])),
})

const useUses = (object: string, name: string | undefined, field: Field): Readonly<Record<string, number>> => {
  const [uses, setUses] = useState<Readonly<Record<string, number>>>({})
  const asks = name !== undefined && field.choices !== undefined
  useEffect(() => {
    if (asks) usesOf(object, name).then(setUses, () => setUses({}))
  }, [asks, object, name])
  return uses
}

const options = [
  'required',
  'unique',
  'index',
  'search',
  'default',
  'help',
  'to',
  'reverse',
  'formula',
  'rollup',
  'min',
  'max',
  'digits',
  'pattern',
  'currency',
  'personal',
  'key',
  'aliases',
] as const

/** What may be sent of a field: of a built-in one only its words. */
const given = (field: Field, drafts: readonly DraftChoice[], builtIn: boolean): unknown => {
  const label = both(field.label)
  const help = field.help && (field.help.en || field.help.zh) ? { help: both(field.help) } : {}
  const choices = field.kind === 'choice' || field.kind === 'choices' ? { choices: choicesFrom(drafts).choices } : {}
  if (builtIn) return { label, ...help, ...choices, ...(field.required && { required: true }) }
  const kept = Object.fromEntries(options.flatMap((key) => (field[key] === undefined ? [] : [[key, field[key]]])))
  return {
    ...kept,
    ...choices,
    kind: field.kind,
    label,
    help: undefined,
    ...help,
    ...(field.reverse && { reverse: both(field.reverse) }),
  }
}

interface Editing {
  readonly object: ObjectDefinition
  /** Absent for a new field. */
  readonly name: string | undefined
  readonly field: Field
  readonly close: () => void
}

const Editor = ({ object, name, field: first, close }: Editing) => {
  const { t } = useLingui()
  const say = useSay()
  const trash = useTrash()
  const [field, setField] = useState(first)
  const [drafts, setDrafts] = useState(draftsOf(first))
  const builtIn = name !== undefined && !first.custom
  const uses = useUses(object.name, name, first)
  const put = (change: Partial<Field>): void => setField({ ...field, ...change })
  const taken = (one: string): boolean =>
    Object.hasOwn(object.fields, one) || trash.some((lying) => lying.object === object.name && lying.name === one)
  const { busy, problem, submit } = useSubmit(async () => {
    const { replace } = choicesFrom(drafts)
    const sent = given(field, drafts, builtIn)
    try {
      if (name === undefined)
        await addField(object.name, freeName(field.label.en || field.label.zh, taken, object.custom), sent)
      else await changeField(object.name, name, sent, replace)
    } catch (error) {
      if (!(error instanceof ApiProblem && error.body.uses)) throw error
      const used = error.body.uses as Record<string, number>
      setDrafts(drafts.map((one) => (used[one.value] ? { ...one, gone: true } : one)))
      throw error
    }
    tell(name === undefined ? t`The field is there, in every list and form.` : t`The field is changed everywhere.`)
    close()
  })
  const made = madeOf(field)
  const chooses = field.kind === 'choice' || field.kind === 'choices'
  const { icon: Sign } = kindSigns[made]
  return (
    <form className={css.editor} onSubmit={submit}>
      <p className={css.kindLine}>
        <Sign size={16} stroke={1.7} aria-hidden />
        {made === 'formula' ? t`Formula` : made === 'rollup' ? t`Roll-up` : say(kindOf(field).label)}
        {name !== undefined && <code>{name}</code>}
      </p>
      {problem && (
        <p className={outside.wrong} role="alert">
          {problem}
        </p>
      )}
      <Words field={field} put={put} />
      {made === 'formula' && (
        <>
          <NativeSelect
            label={t`It gives`}
            disabled={name !== undefined}
            value={field.kind}
            onChange={(event) => put({ kind: event.currentTarget.value })}
            data={Object.keys(formulaKinds).map((kind) => ({ value: kind, label: say(kinds[kind as KindName].label) }))}
          />
          <FormulaEditor
            object={object}
            name={name ?? 'x_new'}
            field={{ ...field, ...(chooses && { choices: choicesFrom(drafts).choices }) }}
            onChange={(formula) => put({ formula })}
          />
        </>
      )}
      {made === 'rollup' && <RollupEditor object={object} field={field} onChange={setField} />}
      {(field.kind === 'link' || field.kind === 'links') && !builtIn && (
        <LinkTo field={field} fixed={name !== undefined} put={put} />
      )}
      {chooses && (
        <ChoicesEditor
          choices={drafts}
          uses={uses}
          fixed={new Set(builtIn ? Object.keys(first.choices ?? {}) : [])}
          onChange={setDrafts}
        />
      )}
      {!builtIn && (made === 'number' || made === 'percent') && (
        <TextInput
          label={t`Digits after the point`}
          inputMode="numeric"
          value={field.digits === undefined ? '' : String(field.digits)}
          onChange={(event) =>
            put({
              digits: /^\d$/.test(event.currentTarget.value) ? Number(event.currentTarget.value) : undefined,
            } as Partial<Field>)
          }
        />
      )}
      {!builtIn && made !== 'formula' && made !== 'rollup' && (
        <Default field={{ ...field, ...(chooses && { choices: choicesFrom(drafts).choices }) }} put={put} />
      )}
      <Flags field={field} builtIn={builtIn} put={put} />
      <div className={css.end}>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={busy} disabled={!field.label.en.trim() && !field.label.zh.trim()}>
          {name === undefined ? <Trans>Add the field</Trans> : <Trans>Save</Trans>}
        </Button>
      </div>
    </form>
  )
}

/** A new field, or one that stands, in a dialog. */
export const FieldDialog = ({
  object,
  name,
  close,
}: {
  object: ObjectDefinition
  name?: string
  close: () => void
}) => {
  const { t } = useLingui()
  const say = useSay()
  const [made, setMade] = useState<Made>()
  const standing = name === undefined ? undefined : object.fields[name]
  const field = standing ?? (made && startOf(made))
  return (
    <Dialog close={close} wide title={standing ? say(standing.label) : t`New field: ${say(object.labels)}`}>
      {field ? (
        <Editor key={made ?? name} object={object} name={name} field={field} close={close} />
      ) : (
        <KindPicker onPick={setMade} />
      )}
    </Dialog>
  )
}
