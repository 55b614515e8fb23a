import { useLingui } from '@lingui/react/macro'
import { Loader, TextInput } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useFoundRecords } from '../../fields/find-records.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { titleOf } from '../value.tsx'
import css from './merge.module.css'

interface Given {
  readonly object: ObjectDefinition
  readonly rows: readonly AnyRow[]
  readonly onPick: (id: string) => void
}

/** Other records of the same kind; those of the same name first, as they are likely meant. */
export const MergeSearch = ({ object, rows, onPick }: Given) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState(() => titleOf(object, rows[0]!))
  const { found, busy } = useFoundRecords(object.name, typed, true)
  const others = found.filter((one) => !rows.some((row) => row.id === one.id))
  return (
    <div className={css.search}>
      <TextInput
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        label={t`Which one is the same?`}
        placeholder={t`Search`}
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={busy ? <Loader size={14} /> : undefined}
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
      <div className={css.found}>
        {others.map((one) => (
          <button key={one.id} type="button" className={css.one} onClick={() => onPick(one.id)}>
            <Avatar name={one.title || '?'} size={28} />
            <span className={css.name}>{one.title || '—'}</span>
            {one.subtitle && <span className={css.subtitle}>{one.subtitle}</span>}
          </button>
        ))}
        {others.length === 0 && !busy && <p className={css.none}>{t`No other record of this name.`}</p>}
      </div>
    </div>
  )
}
