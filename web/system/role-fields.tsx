import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl, TextInput } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Grants } from '@rapport/vocabulary/define/permission.ts'
import { useState } from 'react'
import { useSay } from '../language.ts'
import { Dialog } from '../ui/dialog.tsx'
import { type FieldAccess, withField } from './grants.ts'
import css from './settings.module.css'

interface Given {
  readonly grants: Grants
  readonly object: ObjectDefinition
  readonly onChange: (grants: Grants) => void
  readonly close: () => void
}

/** What a role may do with single fields of an object: change, see, or not know of. */
export const RoleFields = ({ grants, object, onChange, close }: Given) => {
  const { t } = useLingui()
  const say = useSay()
  const [typed, setTyped] = useState('')
  const word = typed.trim().toLowerCase()
  const fields = Object.entries(object.fields).filter(([name, field]) =>
    `${name} ${field.label.en} ${field.label.zh}`.toLowerCase().includes(word),
  )
  const words: readonly { value: FieldAccess; label: string }[] = [
    { value: 'write', label: t`change` },
    { value: 'read', label: t`see` },
    { value: 'hidden', label: t`hidden` },
  ]
  return (
    <Dialog close={close} wide title={t`Fields of ${say(object.labels)}`}>
      <p className={css.about}>
        <Trans>A hidden field does not exist for the role: not in lists, filters, exports or the API.</Trans>
      </p>
      <TextInput
        data-autofocus
        size="xs"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={t`Find a field`}
        aria-label={t`Find a field`}
      />
      <ul className={css.roleFields}>
        {fields.map(([name, field]) => (
          <li key={name}>
            <span>{say(field.label)}</span>
            <SegmentedControl
              size="xs"
              aria-label={say(field.label)}
              value={grants[object.name]?.fields?.[name] ?? 'write'}
              onChange={(access) => onChange(withField(grants, object.name, name, access as FieldAccess))}
              data={[...words]}
              disabled={name === object.title}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
