import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, TextInput } from '@mantine/core'
import { linkName } from '@rapport/vocabulary/define/filter-linked.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import css from './bar.module.css'
import { linkedLabel, linksFor, nextObject } from './path.ts'

/** What was picked: a field, by its path, or linked records, by their link. */
export type Picked = { readonly field: string } | { readonly link: string }

const unasked = new Set(['version', 'deleted_at'])

interface Way {
  readonly object: ObjectDefinition
  readonly path: readonly string[]
  readonly labels: readonly Label[]
}

/** The fields of an object, those on its list first, as they are the ones on the person's mind. */
const namesOf = (object: ObjectDefinition): readonly string[] =>
  [...new Set([...object.list.columns, ...Object.keys(object.fields)])].filter((name) => !unasked.has(name))

const useLinked = (object: ObjectDefinition) => {
  const links = linksFor(object, useVocabulary())
  return links.map((linked) => ({ name: linkName(linked), label: linkedLabel(linked, links) }))
}

const matches = (word: string, name: string, label: Label): boolean =>
  [name, label.en, label.zh].some((text) => text.toLowerCase().includes(word))

/** Which field to ask about, of the record itself or of one that it links to; or which linked records. */
export const FieldPicker = ({ object, onPick }: { object: ObjectDefinition; onPick: (picked: Picked) => void }) => {
  const { t } = useLingui()
  const say = useSay()
  const vocabulary = useVocabulary()
  const [way, setWay] = useState<Way>({ object, path: [], labels: [] })
  const [typed, setTyped] = useState('')
  const word = typed.trim().toLowerCase()
  const found = namesOf(way.object).filter((name) => matches(word, name, way.object.fields[name]!.label))
  const linked = useLinked(object).filter(({ name, label }) => way.path.length === 0 && matches(word, name, label))
  const pick = (name: string): void => onPick({ field: [...way.path, name].join('.') })
  const enter = (to: ObjectDefinition | undefined, name: string): void => {
    if (to === undefined) return
    setWay({ object: to, path: [...way.path, name], labels: [...way.labels, way.object.fields[name]!.label] })
    setTyped('')
  }
  const back = (): void => {
    setWay({ object, path: [], labels: [] })
    setTyped('')
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Backspace' && typed === '' && way.path.length > 0) back()
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (found[0] !== undefined) pick(found[0])
    else if (linked[0]) onPick({ link: linked[0].name })
  }
  return (
    <div className={css.editor}>
      {way.path.length > 0 && (
        <div className={css.head}>
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={t`Back`} onClick={back}>
            <IconArrowLeft size={15} />
          </ActionIcon>
          {way.labels.map(say).join(' · ')}
        </div>
      )}
      <TextInput
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder={t`Which field?`}
        aria-label={t`Which field?`}
      />
      <div className={css.fields}>
        {found.map((name) => {
          const field = way.object.fields[name]!
          const label = say(field.label)
          const to = way.path.length < 3 ? nextObject(field, vocabulary) : undefined
          return (
            <div key={name} className={css.choice}>
              <button type="button" className={css.field} onClick={() => pick(name)}>
                {label}
                <span className={css.kind}>{say(kindOf(field).label)}</span>
              </button>
              {to && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  aria-label={t`Fields of ${label}`}
                  onClick={() => enter(to, name)}
                >
                  <IconChevronRight size={15} />
                </ActionIcon>
              )}
            </div>
          )
        })}
        {linked.length > 0 && (
          <p className={css.kind}>
            <Trans>Linked records</Trans>
          </p>
        )}
        {linked.map(({ name, label }) => (
          <button key={name} type="button" className={css.field} onClick={() => onPick({ link: name })}>
            {say(label)}
          </button>
        ))}
      </div>
    </div>
  )
}
