import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react'
import { screenOf } from '../../fields/index.ts'
import { useLocale, useSay } from '../../language.ts'
import { isWritable } from '../access.ts'
import { same } from '../clash.ts'
import { useDemands } from '../demands.ts'
import { useWriting } from '../presence.ts'
import { isEmpty, Value } from '../value.tsx'
import { WaitingMark } from '../waiting/mark.tsx'
import { EditSpot } from './edit-spot.tsx'
import css from './facts.module.css'
import { Writes } from './others.tsx'
import type { Saving } from './use-record.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
  readonly name: string
  readonly saving: Saving
}

/** Editing in place: Enter and leaving save, Escape gives up, a refusal keeps the editor open with the reason. */
const Editor = ({ object, row, name, saving, close }: Given & { close: () => void }) => {
  const locale = useLocale()
  const field = object.fields[name]!
  const { Edit, picks, lines } = screenOf(field)
  const [draft, setDraft] = useState<unknown>(row[name] ?? null)
  const [wrong, setWrong] = useState<string>()
  const box = useRef<HTMLDivElement>(null)
  // What comes to the screen while one writes is not written over unseen.
  const from = useRef(row)
  useWriting(name)
  const save = async (value: unknown): Promise<void> => {
    if (same(value, from.current[name])) return close()
    const refusals = await saving.save({ [name]: value }, from.current)
    const refusal = refusals?.[name]
    if (refusals === undefined) return close()
    setWrong(refusal?.detail[locale] ?? Object.values(refusals)[0]?.detail[locale])
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
    if (
      event.key === 'Enter' &&
      !picks &&
      (!lines || event.ctrlKey || event.metaKey) &&
      !event.nativeEvent.isComposing
    ) {
      event.preventDefault()
      void save(draft)
    }
  }
  const onBlur = (event: FocusEvent): void => {
    const to = event.relatedTarget as HTMLElement | null
    if (box.current?.contains(to) || to?.closest('[data-portal]') || picks) return
    void save(draft)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what happens in the input inside
    <div ref={box} className={css.editor} onKeyDown={onKeyDown} onBlur={onBlur}>
      <Edit
        id={`fact-${name}`}
        field={field}
        value={draft}
        row={row}
        autoFocus
        invalid={wrong !== undefined}
        describedBy={wrong === undefined ? undefined : `wrong-${name}`}
        onChange={(value) => {
          setDraft(value)
          setWrong(undefined)
          if (picks) void save(value)
        }}
      />
      {wrong !== undefined && (
        <p id={`wrong-${name}`} className={css.wrong} role="alert">
          {wrong}
        </p>
      )}
    </div>
  )
}

export const Fact = (given: Given) => {
  const { object, row, name } = given
  const { t } = useLingui()
  const say = useSay()
  const [editing, setEditing] = useState(false)
  const field = object.fields[name]
  const { hidden, readOnly } = useDemands(object, row)
  if (field === undefined || hidden.has(name)) return null
  const label = say(field.label)
  const writable = isWritable(field) && row.deleted_at === null && !readOnly.has(name)
  const shown = isEmpty(row[name]) ? (
    <span className={css.blank}>{writable ? t`Add` : '—'}</span>
  ) : (
    <Value object={object} row={row} name={name} roomy />
  )
  return (
    <div className={css.fact} data-field={name}>
      <dt title={field.help && say(field.help)}>{label}</dt>
      <dd>
        {editing ? (
          <Editor {...given} close={() => setEditing(false)} />
        ) : writable ? (
          <EditSpot label={t`Edit ${label}`} edit={() => setEditing(true)}>
            {shown}
          </EditSpot>
        ) : (
          <div className={css.fixed}>{shown}</div>
        )}
        <Writes object={object.name} record={row.id} name={name} />
        <WaitingMark object={object.name} record={row.id} name={name} />
      </dd>
    </div>
  )
}
