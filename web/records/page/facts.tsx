import { Trans } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import { isEmpty } from '../value.tsx'
import { Fact } from './fact.tsx'
import css from './facts.module.css'
import type { Saving } from './use-record.ts'

const foldedAfter = 6

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
  readonly saving: Saving
}

const Section = ({ object, row, saving, title, names }: Given & { title: string; names: readonly string[] }) => {
  const [open, setOpen] = useState(false)
  const known = names.filter((name) => Object.hasOwn(object.fields, name))
  const filled = known.filter((name) => !isEmpty(row[name]))
  const first = filled.length > 0 && known.length > foldedAfter ? filled : known
  const shown = open ? known : first
  const hidden = known.length - shown.length
  return (
    <section className={css.section}>
      <h2>{title}</h2>
      <dl>
        {shown.map((name) => (
          <Fact key={name} object={object} row={row} name={name} saving={saving} />
        ))}
      </dl>
      {(hidden > 0 || open) && first.length < known.length && (
        <button type="button" className={css.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <Trans>Hide what is empty</Trans> : <Trans>{hidden} empty</Trans>}
        </button>
      )}
    </section>
  )
}

/** The facts of a record by the sections of its definition; fields that users added stand in a section of their own. */
export const Facts = ({ object, row, saving }: Given) => {
  const say = useSay()
  const placed = new Set([...object.page.sections.flatMap((section) => section.fields), ...(object.page.numbers ?? [])])
  const added = Object.entries(object.fields).filter(([name, field]) => field.custom && !placed.has(name))
  return (
    <div className={css.facts}>
      {object.page.sections.map((section) => (
        <Section
          key={section.label.en}
          object={object}
          row={row}
          saving={saving}
          title={say(section.label)}
          names={section.fields}
        />
      ))}
      {added.length > 0 && (
        <Section
          object={object}
          row={row}
          saving={saving}
          title={say({ en: 'Own fields', zh: '自定义字段' })}
          names={added.map(([name]) => name)}
        />
      )}
    </div>
  )
}
