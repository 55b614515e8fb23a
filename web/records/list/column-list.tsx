import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, TextInput } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useSay } from '../../language.ts'
import bar from '../filter/bar.module.css'
import css from './columns.module.css'
import { moved } from './columns.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly columns: readonly string[]
  readonly onChange: (columns: readonly string[] | undefined) => void
}

export const ColumnList = ({ object, columns, onChange }: Given) => {
  const { t } = useLingui()
  const say = useSay()
  const [typed, setTyped] = useState('')
  const word = typed.trim().toLowerCase()
  const others = Object.keys(object.fields).filter((name) => !columns.includes(name) && name !== 'deleted_at')
  const shown = [...columns, ...others].filter((name) => say(object.fields[name]!.label).toLowerCase().includes(word))
  const toggle = (name: string): void =>
    onChange(columns.includes(name) ? columns.filter((one) => one !== name) : [...columns, name])
  return (
    <div className={bar.editor}>
      <TextInput
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={t`Which column?`}
        aria-label={t`Which column?`}
        autoFocus
      />
      <div className={bar.fields}>
        {shown.map((name) => {
          const at = columns.indexOf(name)
          return (
            <div key={name} className={css.row}>
              <label className={css.name}>
                <input
                  type="checkbox"
                  checked={at >= 0}
                  disabled={at >= 0 && columns.length === 1}
                  onChange={() => toggle(name)}
                />
                {say(object.fields[name]!.label)}
              </label>
              {at >= 0 && word === '' && (
                <span className={css.moves}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={22}
                    aria-label={t`Further left`}
                    disabled={at === 0}
                    onClick={() => onChange(moved(columns, at, at - 1))}
                  >
                    <IconArrowUp size={13} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={22}
                    aria-label={t`Further right`}
                    disabled={at === columns.length - 1}
                    onClick={() => onChange(moved(columns, at, at + 1))}
                  >
                    <IconArrowDown size={13} />
                  </ActionIcon>
                </span>
              )}
            </div>
          )
        })}
      </div>
      <button type="button" className={bar.add} onClick={() => onChange(undefined)}>
        <Trans>Back to the usual columns</Trans>
      </button>
    </div>
  )
}
