import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Link } from '@tanstack/react-router'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { ApiProblem, createRecord, type Values } from '../../api.ts'
import { newKey } from '../../key.ts'
import { useSay } from '../../language.ts'
import { go } from '../../router.tsx'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { iconNamed } from '../../ui/icons.ts'
import { tell, warn } from '../../ui/toast.tsx'
import { isWritable } from '../access.ts'
import { useDemands } from '../demands.ts'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import { isEmpty } from '../value.tsx'
import { kept, sendOrKeep } from '../waiting/keep.ts'
import { useDraft } from './draft.ts'
import { FieldInput } from './field-input.tsx'
import css from './form.module.css'

/** The sections of the form: those of the page with what may be written, and the name and what is required first. */
const sectionsOf = (
  object: ObjectDefinition,
  hidden: (name: string) => boolean,
): readonly { title: ObjectDefinition['label'] | undefined; names: readonly string[] }[] => {
  const writable = (name: string): boolean =>
    object.fields[name] !== undefined && isWritable(object.fields[name]) && !hidden(name)
  const needed = Object.keys(object.own).filter((name) => name !== object.title && object.own[name]!.required)
  const first = [object.title, ...needed].filter(writable)
  const rest = object.page.sections.map((section) => ({
    title: section.label,
    names: section.fields.filter((name) => writable(name) && !first.includes(name)),
  }))
  const placed = new Set([...first, ...rest.flatMap((section) => section.names)])
  const others = Object.keys(object.own).filter((name) => writable(name) && !placed.has(name))
  return [{ title: undefined, names: first }, ...rest, { title: { en: 'More', zh: '更多' }, names: others }].filter(
    (section) => section.names.length > 0,
  )
}

const filled = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))

export const Form = ({ object, initial, asked }: { object: ObjectDefinition; initial: Values; asked: Values }) => {
  const { t } = useLingui()
  const say = useSay()
  const { values, put, forget, touched } = useDraft(object.plural, initial, asked)
  const [wrong, setWrong] = useState<ApiProblem['fields']>({})
  const [busy, setBusy] = useState(false)
  // The same key for the same draft: sent twice by a lost answer, it is created once.
  const key = useRef(newKey())
  const form = useRef<HTMLFormElement>(null)
  const demands = useDemands(object, values)
  const Sign = iconNamed(object.icon)
  const name = say(object.label)
  useDocumentTitle(t`New ${name}`)
  const create = async (): Promise<void> => {
    setBusy(true)
    setWrong({})
    try {
      const given = filled(values)
      const write = { what: 'create', object: object.name, plural: object.plural, values: given } as const
      const row = await sendOrKeep({ ...write, title: String(given[object.title] ?? ''), key: key.current }, () =>
        createRecord(object.plural, given, key.current),
      )
      forget()
      if (row === kept) {
        // The form stays: another page might be one that this device has not kept.
        key.current = newKey()
        return void tell(t`Kept on this device. It is created when the connection is back.`)
      }
      noteChange(object.name, row.id)
      tell(t`Created.`)
      go(`/${object.plural}/${row.id}`, true)
    } catch (error) {
      if (error instanceof ApiProblem) key.current = newKey()
      if (error instanceof ApiProblem && Object.keys(error.fields).length > 0) refuse(error.fields)
      else warn(sayProblem(error))
    } finally {
      setBusy(false)
    }
  }
  const refuse = (fields: ApiProblem['fields']): void => {
    setWrong(fields)
    const first = Object.keys(fields)[0]
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`#field-${first}`)?.focus())
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void create()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void create()
  }
  return (
    <form ref={form} className={css.page} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <header className={css.header}>
        <span className={css.sign}>
          <Sign size={18} stroke={1.7} aria-hidden />
        </span>
        <h1>
          <Trans>New {name}</Trans>
        </h1>
        {touched && (
          <button type="button" className={css.forget} onClick={forget}>
            <Trans>Discard the draft</Trans>
          </button>
        )}
      </header>
      <div className={css.scroll}>
        <div className={css.sections}>
          {sectionsOf(object, (name) => demands.hidden.has(name)).map((section, at) => (
            <section key={section.title?.en ?? 'first'} className={css.section}>
              {section.title && <h2>{say(section.title)}</h2>}
              <div className={css.fields}>
                {section.names.map((field, index) => (
                  <FieldInput
                    key={field}
                    name={field}
                    field={
                      demands.required.has(field) ? { ...object.fields[field]!, required: true } : object.fields[field]!
                    }
                    value={values[field]}
                    onChange={(value) => put(field, value)}
                    wrong={wrong[field]?.detail}
                    autoFocus={at === 0 && index === 0}
                  />
                ))}
              </div>
            </section>
          ))}
        </div>
      </div>
      <footer className={css.footer}>
        <Button component={Link} to={`/${object.plural}`} variant="default">
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={busy}>
          <Trans>Create</Trans>
        </Button>
      </footer>
    </form>
  )
}
