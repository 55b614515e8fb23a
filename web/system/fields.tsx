import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import { type KindName, kinds } from '@rapport/vocabulary/define/kinds/index.ts'
import { useState } from 'react'
import { call } from '../api.ts'
import { useSay } from '../language.ts'
import { sayProblem } from '../records/problem.ts'
import { client, useVocabulary, vocabularyQuery } from '../session.ts'
import table from '../ui/table.module.css'
import { tell, warn } from '../ui/toast.tsx'
import { choicesFrom, nameFrom } from './field-names.ts'
import outside from './outside.module.css'
import css from './settings.module.css'
import { useSubmit } from './use-submit.ts'

const again = (): Promise<void> => client.invalidateQueries({ queryKey: vocabularyQuery.queryKey })

const New = ({ object }: { object: string }) => {
  const { t } = useLingui()
  const say = useSay()
  const objects = useVocabulary().objects.filter((one) => !one.hidden && !one.partOf)
  const [given, setGiven] = useState({
    en: '',
    zh: '',
    kind: 'text' as KindName,
    to: 'customer',
    choices: '',
    index: false,
  })
  const put = (change: Partial<typeof given>): void => setGiven({ ...given, ...change })
  const links = given.kind === 'link' || given.kind === 'links'
  const chooses = given.kind === 'choice' || given.kind === 'choices'
  const { busy, problem, wrong, submit } = useSubmit(async () => {
    const field: Field = {
      kind: given.kind,
      label: { en: given.en, zh: given.zh || given.en },
      ...(links && { to: given.to }),
      ...(chooses && { choices: choicesFrom(given.choices) }),
      ...(given.index && { index: true }),
    }
    await call('POST', '/custom-fields', { body: { object, name: nameFrom(given.en), field } })
    put({ en: '', zh: '', choices: '' })
    await again()
    tell(t`The field is there, in every list and form.`)
  })
  const refusal = problem ?? wrong('name') ?? wrong('field') ?? wrong('object')
  return (
    <form className={css.form} onSubmit={submit}>
      <h3>
        <Trans>New field</Trans>
      </h3>
      {refusal && (
        <p className={outside.wrong} role="alert">
          {refusal}
        </p>
      )}
      <TextInput
        label={t`Name in English`}
        required
        withAsterisk={false}
        value={given.en}
        onChange={(event) => put({ en: event.currentTarget.value })}
      />
      <TextInput
        label={t`Name in Chinese`}
        value={given.zh}
        onChange={(event) => put({ zh: event.currentTarget.value })}
      />
      <NativeSelect
        label={t`Kind`}
        value={given.kind}
        onChange={(event) => put({ kind: event.currentTarget.value as KindName })}
        data={Object.values(kinds).map((kind) => ({ value: kind.name, label: say(kind.label) }))}
      />
      {links && (
        <NativeSelect
          label={t`Links to`}
          value={given.to}
          onChange={(event) => put({ to: event.currentTarget.value })}
          data={objects.map((one) => ({ value: one.name, label: say(one.labels) }))}
        />
      )}
      {chooses && (
        <Textarea
          label={t`Choices, one a line`}
          autosize
          minRows={3}
          value={given.choices}
          onChange={(event) => put({ choices: event.currentTarget.value })}
        />
      )}
      <Checkbox
        label={t`Often sorted or filtered by`}
        checked={given.index}
        onChange={(event) => put({ index: event.currentTarget.checked })}
      />
      <div>
        <Button type="submit" loading={busy}>
          <Trans>Add the field</Trans>
        </Button>
      </div>
    </form>
  )
}

/** Fields that this house adds to the objects. They are real columns and stand everywhere at once. */
export const Fields = () => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const objects = vocabulary.objects.filter((one) => !one.hidden)
  const [name, setName] = useState('customer')
  const object = vocabulary.find(name) ?? objects[0]!
  const own = Object.entries(object.fields).filter(([, field]) => field.custom)
  const remove = async (field: string): Promise<void> => {
    await call('DELETE', `/custom-fields/${object.name}/${field}`).catch((error: unknown) => warn(sayProblem(error)))
    await again()
  }
  return (
    <>
      <div className={css.tools}>
        <NativeSelect
          aria-label={t`Object`}
          value={object.name}
          onChange={(event) => setName(event.currentTarget.value)}
          data={objects.map((one) => ({ value: one.name, label: say(one.labels) }))}
        />
      </div>
      <div className={table.tableScroll} style={{ marginBottom: 28 }}>
        <table className={table.table}>
          <tbody>
            {own.map(([field, definition]) => (
              <tr key={field}>
                <td>
                  <strong>{say(definition.label)}</strong>
                </td>
                <td>
                  <code>{field}</code>
                </td>
                <td>{say(kinds[definition.kind as KindName].label)}</td>
                <td className={table.end}>
                  <Button size="compact-sm" variant="subtle" color="red" onClick={() => remove(field)}>
                    <Trans>Remove with its values</Trans>
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {own.length === 0 && (
          <p className="quiet">
            <Trans>No own fields yet.</Trans>
          </p>
        )}
      </div>
      <New key={object.name} object={object.name} />
    </>
  )
}
