import { Trans } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useState } from 'react'
import { isEmpty } from '../value.tsx'
import { Fact } from './fact.tsx'
import css from './facts.module.css'
import type { Saving } from './use-record.ts'

const foldedAfter = 6

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
  readonly saving: Saving
  readonly names: readonly string[]
}

/** Facts of a record, edited in place; of many the empty ones are folded away. */
export const FactsSection = ({ object, row, saving, names }: Given) => {
  const [open, setOpen] = useState(false)
  const filled = names.filter((name) => !isEmpty(row[name]))
  const first = filled.length > 0 && names.length > foldedAfter ? filled : names
  const shown = open ? names : first
  const hidden = names.length - shown.length
  return (
    <>
      <dl className={css.list}>
        {shown.map((name) => (
          <Fact key={name} object={object} row={row} name={name} saving={saving} />
        ))}
      </dl>
      {(hidden > 0 || open) && first.length < names.length && (
        <button type="button" className={css.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <Trans>Hide what is empty</Trans> : <Trans>{hidden} empty</Trans>}
        </button>
      )}
    </>
  )
}
