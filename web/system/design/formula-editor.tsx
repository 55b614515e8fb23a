import { Trans, useLingui } from '@lingui/react/macro'
import { Textarea } from '@mantine/core'
import { checkFormula, formulaValue } from '@rapport/vocabulary/define/expression/formula.ts'
import { functions } from '@rapport/vocabulary/define/expression/functions.ts'
import { Mistake } from '@rapport/vocabulary/define/expression/mistake.ts'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { listRecords } from '../../api.ts'
import { now } from '../../clock.ts'
import { useSay } from '../../language.ts'
import { Value } from '../../records/value.tsx'
import css from './design.module.css'

interface Given {
  readonly object: ObjectDefinition
  readonly name: string
  readonly field: Field
  readonly onChange: (formula: string) => void
}

/** A record to try the formula on, as long as there is one. */
const useExample = (object: ObjectDefinition) =>
  useQuery({
    queryKey: ['records', object.name, 'example'],
    queryFn: async ({ signal }) =>
      (await listRecords(object.plural, { limit: 1, sort: '-updated_at' }, signal)).data[0] ?? null,
  }).data

const Judged = ({ object, name, field }: Omit<Given, 'onChange'>) => {
  const say = useSay()
  const example = useExample(object)
  const source = field.formula ?? ''
  if (source.trim() === '') return null
  const node = checkFormula(field, source, object.fields)
  if (node instanceof Mistake)
    return (
      <div className={css.mistake} role="alert">
        <code>
          {source.slice(0, node.at)}
          <mark>{source.slice(node.at, node.at + node.length) || ' '}</mark>
          {source.slice(node.at + node.length)}
        </code>
        <p>{say(node.say)}</p>
      </div>
    )
  const row = example && {
    ...example,
    [name]: formulaValue(field, node, example, now().toISOString().slice(0, 10)),
  }
  return (
    <p className={css.judged} role="status">
      <IconCheck size={15} aria-hidden />
      {row ? (
        <>
          <Trans>For {String(row[object.title] ?? '')} it gives</Trans>{' '}
          <Value object={{ ...object, fields: { ...object.fields, [name]: field } }} row={row} name={name} />
        </>
      ) : (
        <Trans>The formula is right.</Trans>
      )}
    </p>
  )
}

/** A formula with the fields and functions it may use at hand; judged while it is typed, here as in the server. */
export const FormulaEditor = ({ object, name, field, onChange }: Given) => {
  const { t } = useLingui()
  const say = useSay()
  const area = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState('')
  const insert = (text: string): void => {
    const at = area.current?.selectionStart ?? (field.formula ?? '').length
    const end = area.current?.selectionEnd ?? at
    const before = field.formula ?? ''
    onChange(`${before.slice(0, at)}${text}${before.slice(end)}`)
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(at + text.length, at + text.length)
    })
  }
  const word = typed.trim().toLowerCase()
  const usable = Object.entries(object.fields).filter(
    ([key, one]) =>
      key !== name && key !== 'deleted_at' && `${key} ${one.label.en} ${one.label.zh}`.toLowerCase().includes(word),
  )
  const offered = Object.entries(functions).filter(([key, one]) =>
    `${key} ${one.say.en} ${one.say.zh}`.toLowerCase().includes(word),
  )
  return (
    <div className={css.formula}>
      <Textarea
        ref={area}
        label={t`Formula`}
        placeholder="amount * probability / 100"
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        classNames={{ input: css.code! }}
        value={field.formula ?? ''}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Judged object={object} name={name} field={field} />
      <input
        className={css.find}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={t`Find a field or a function`}
        aria-label={t`Find a field or a function`}
      />
      <div className={css.parts}>
        <ul aria-label={t`Fields`}>
          {usable.map(([key, one]) => (
            <li key={key}>
              <button type="button" onClick={() => insert(key)}>
                <code>{key}</code>
                <span>{say(one.label)}</span>
              </button>
            </li>
          ))}
        </ul>
        <ul aria-label={t`Functions`}>
          {offered.map(([key, one]) => (
            <li key={key}>
              <button type="button" title={one.example} onClick={() => insert(`${key}(`)}>
                <code>{key}</code>
                <span>{say(one.say)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
