import { useLingui } from '@lingui/react/macro'
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { screenOf } from '../../fields/index.ts'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import css from './design.module.css'

const uniqueFamilies = ['text', 'number', 'decimal', 'date', 'instant']

export const Words = ({ field, put }: { field: Field; put: (change: Partial<Field>) => void }) => {
  const { t } = useLingui()
  const help = field.help ?? { en: '', zh: '' }
  return (
    <>
      <div className={css.two}>
        <TextInput
          data-autofocus
          label={t`Name in English`}
          value={field.label.en}
          onChange={(event) => put({ label: { ...field.label, en: event.currentTarget.value } })}
        />
        <TextInput
          label={t`Name in Chinese`}
          value={field.label.zh}
          onChange={(event) => put({ label: { ...field.label, zh: event.currentTarget.value } })}
        />
      </div>
      <div className={css.two}>
        <Textarea
          autosize
          minRows={1}
          label={t`Help in English`}
          value={help.en}
          onChange={(event) => put({ help: { ...help, en: event.currentTarget.value } })}
        />
        <Textarea
          autosize
          minRows={1}
          label={t`Help in Chinese`}
          value={help.zh}
          onChange={(event) => put({ help: { ...help, zh: event.currentTarget.value } })}
        />
      </div>
    </>
  )
}

export const Default = ({ field, put }: { field: Field; put: (change: Partial<Field>) => void }) => {
  const { t } = useLingui()
  const { Edit } = screenOf(field)
  return (
    <div>
      <label className={css.label} htmlFor="field-default">
        {t`Value of new records`}
      </label>
      <Edit
        id="field-default"
        field={{ ...field, required: false }}
        value={field.default ?? null}
        onChange={(value) => put({ default: value === null || value === '' ? undefined : value } as Partial<Field>)}
      />
    </div>
  )
}

export const Flags = ({
  field,
  builtIn,
  put,
}: {
  field: Field
  builtIn: boolean
  put: (change: Partial<Field>) => void
}) => {
  const { t } = useLingui()
  const derived = field.formula !== undefined || field.rollup !== undefined
  const { family } = kindOf(field)
  const flag = (key: 'required' | 'unique' | 'index' | 'search' | 'personal', label: string, description: string) => (
    <Checkbox
      key={key}
      label={label}
      description={description}
      checked={field[key] === true}
      onChange={(event) => put({ [key]: event.currentTarget.checked || undefined })}
    />
  )
  return (
    <div className={css.flags}>
      {!derived && flag('required', t`Required`, t`No record without it`)}
      {!derived &&
        !builtIn &&
        uniqueFamilies.includes(family) &&
        flag('unique', t`Unique`, t`No two records with the same`)}
      {!builtIn && !field.unique && flag('index', t`Often sorted or filtered by`, t`Quick with a million records`)}
      {!builtIn &&
        !derived &&
        family === 'text' &&
        field.kind !== 'choice' &&
        flag('search', t`Found by search`, t`Records are found by it`)}
      {!builtIn && !derived && flag('personal', t`Personal data`, t`Erased on request`)}
    </div>
  )
}

export const LinkTo = ({
  field,
  fixed,
  put,
}: {
  field: Field
  fixed: boolean
  put: (change: Partial<Field>) => void
}) => {
  const { t } = useLingui()
  const say = useSay()
  const objects = useVocabulary().objects.filter((one) => !one.hidden && !one.partOf)
  const reverse = field.reverse ?? { en: '', zh: '' }
  const set = (next: Field['label']): void => put({ reverse: next.en || next.zh ? next : undefined } as Partial<Field>)
  return (
    <>
      <NativeSelect
        label={t`Links to`}
        disabled={fixed}
        value={field.to}
        onChange={(event) => put({ to: event.currentTarget.value })}
        data={objects.map((one) => ({ value: one.name, label: say(one.labels) }))}
      />
      <div className={css.two}>
        <TextInput
          label={t`The other side calls it (English)`}
          value={reverse.en}
          onChange={(event) => set({ ...reverse, en: event.currentTarget.value })}
        />
        <TextInput
          label={t`The other side calls it (Chinese)`}
          value={reverse.zh}
          onChange={(event) => set({ ...reverse, zh: event.currentTarget.value })}
        />
      </div>
    </>
  )
}
