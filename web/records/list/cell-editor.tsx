import { Trans } from '@lingui/react/macro'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal, refuse } from '@rapport/vocabulary/define/refusal.ts'
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { screenOf } from '../../fields/index.ts'
import { useLocale, useSay } from '../../language.ts'
import { Keys } from '../../ui/keys.tsx'
import { isEmpty } from '../empty.ts'
import css from './cell-editor.module.css'
import { isWritten, typedValue } from './typed.ts'

export type Leave = 'stay' | 'down' | 'next' | 'back'

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
  readonly name: string
  /** What was typed on the cell; it takes the place of the value. */
  readonly typed: string | undefined
  readonly place: { readonly top: number; readonly left: number; readonly width: number }
  readonly save: (value: unknown) => void
  readonly close: (way: Leave) => void
}

/** The value that an editor begins with: what was typed, where that takes the place of what stands. */
const begun = ({ typed, object, row, name }: Given): unknown => {
  const field = object.fields[name]!
  return typed !== undefined && isWritten(field) ? typedValue(field, typed) : (row[name] ?? null)
}

const required = refuse('required', 'must have a value', '不能为空')

const refusalOf = (field: Field, value: unknown): Refusal | undefined => {
  if (isEmpty(value)) return field.required ? required : undefined
  const checked = kindOf(field).check(value, field)
  return checked instanceof Refusal ? checked : undefined
}

/** The editor of a cell, over it. Enter and Tab keep and go on, Escape gives up, a refusal stays open with its reason. */
export const CellEditor = (given: Given) => {
  const { object, row, name, typed, place, save, close } = given
  const locale = useLocale()
  const say = useSay()
  const field = object.fields[name]!
  const { Edit, picks = false, lines } = screenOf(field)
  const { family } = kindOf(field)
  const many = lines || family === 'entries' || family === 'json'
  const [draft, setDraft] = useState(() => begun(given))
  const [wrong, setWrong] = useState<string>()
  // Letters that came before the input was there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed begins it anew
  useEffect(() => setDraft(begun(given)), [typed])
  const left = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  const leave = (way: Leave): void => {
    if (left.current) return
    left.current = true
    close(way)
  }
  /** What the kind would not take stays in the editor; all else is on the screen before the server has answered. */
  const keep = (value: unknown, way: Leave): void => {
    if (left.current) return
    const refusal = refusalOf(field, value)
    if (refusal) {
      setWrong(refusal.say[locale])
      return
    }
    leave(way)
    save(value)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') leave('stay')
    if (event.key === 'Tab' && (!many || event.ctrlKey)) {
      event.preventDefault()
      keep(draft, event.shiftKey ? 'back' : 'next')
    }
    if (event.key === 'Enter' && !picks && (!many || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      keep(draft, 'down')
    }
  }
  const onBlur = (event: FocusEvent): void => {
    const to = event.relatedTarget as HTMLElement | null
    if (box.current?.contains(to) || to?.closest('[data-portal]') || picks) return
    keep(draft, 'stay')
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what happens in the input inside
    <div
      ref={box}
      className={css.editor}
      style={{ top: place.top, left: place.left, width: Math.max(place.width, many ? 380 : 180) }}
      data-cell-editor
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      onPointerDown={(event) => event.stopPropagation()}
      onMouseDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <span className="visually-hidden" id="cell-editor-label">
        {say(field.label)}
      </span>
      <Edit
        id={`cell-${name}`}
        field={field}
        value={draft}
        row={row}
        typed={typed}
        autoFocus
        invalid={wrong !== undefined}
        describedBy={wrong === undefined ? 'cell-editor-label' : 'cell-editor-wrong'}
        onChange={(value) => {
          setDraft(value)
          setWrong(undefined)
          if (picks) keep(value, 'stay')
        }}
      />
      {wrong !== undefined && (
        <p id="cell-editor-wrong" className={css.wrong} role="alert">
          {wrong}
        </p>
      )}
      {many && (
        <p className={css.hint}>
          <Keys of="mod+Enter" /> <Trans>keeps</Trans>
        </p>
      )}
    </div>
  )
}
