import { Trans } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useState } from 'react'
import { may } from '../access.ts'
import { sayProblem } from '../problem.ts'
import { ByDay } from './by-day.tsx'
import { type Change, ChangeEntry } from './change.tsx'
import css from './entries.module.css'
import { BoneEntries, MoreButton } from './more.tsx'
import { RestoreDialog } from './restore.tsx'
import { usePages } from './use-pages.ts'
import { useSaving } from './use-record.ts'

/** Who changed what and when, for ever. */
export const History = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const { entries, more, loading, error } = usePages<Change>(
    `/${object.plural}/${row.id}/history`,
    ['record', object.name, row.id, 'history'],
    50,
  )
  const saving = useSaving(object, row)
  const [then, setThen] = useState<Change>()
  const writable = may(object, 'update') && !row.deleted_at
  const bringBack = writable ? (name: string, value: unknown): void => void saving.save({ [name]: value }) : undefined
  if (error) return <p className={css.quietBox}>{sayProblem(error)}</p>
  if (entries === undefined) return <BoneEntries />
  if (entries.length === 0)
    return (
      <p className={css.quietBox}>
        <Trans>Nothing has been changed yet.</Trans>
      </p>
    )
  return (
    <>
      <ByDay
        entries={entries}
        render={(change) => (
          <ChangeEntry
            key={change.id}
            object={object}
            change={change}
            bringBack={bringBack}
            restore={writable && change.version < row.version ? () => setThen(change) : undefined}
          />
        )}
      />
      {then && (
        <RestoreDialog object={object} row={row} change={then} saving={saving} close={() => setThen(undefined)} />
      )}
      <MoreButton more={more} loading={loading} />
    </>
  )
}
