import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { warn } from '../../ui/toast.tsx'
import { readRecord } from '../page/use-record.ts'
import { sayProblem } from '../problem.ts'
import { Compare } from './compare.tsx'
import type { Choices } from './differences.ts'
import css from './merge.module.css'
import { MergeSearch } from './search.tsx'
import { useMerge } from './use-merge.ts'

interface Given {
  readonly object: ObjectDefinition
  /** The record that is kept. */
  readonly row: AnyRow
  readonly close: () => void
}

/** More do not fit beside each other. */
const mostOthers = 3

/** Records that are the same become one: the person finds them, chooses what stays, and can take it back. */
export const Merge = ({ object, row, close }: Given) => {
  const merge = useMerge(object)
  const [others, setOthers] = useState<readonly AnyRow[]>([])
  const [searching, setSearching] = useState(true)
  const [choices, setChoices] = useState<Choices>({})
  const [busy, setBusy] = useState(false)
  const rows = [row, ...others]
  const pick = async (id: string): Promise<void> => {
    try {
      const other = await readRecord(object, id)
      setOthers((before) => (before.some((one) => one.id === id) ? before : [...before, other]))
      setSearching(false)
    } catch (error) {
      warn(sayProblem(error))
    }
  }
  const choose = (name: string, id: string | undefined): void =>
    setChoices(({ [name]: _, ...rest }) => (id === undefined ? rest : { ...rest, [name]: id }))
  const run = async (): Promise<void> => {
    setBusy(true)
    try {
      await merge(rows, choices)
      close()
    } catch (error) {
      warn(sayProblem(error))
      setBusy(false)
    }
  }
  return (
    <div className={css.merge}>
      {others.length > 0 && <Compare object={object} rows={rows} choices={choices} onChoose={choose} />}
      {searching && <MergeSearch object={object} rows={rows} onPick={pick} />}
      {others.length > 0 && (
        <p className={css.note}>
          <Trans>What was linked to a record that goes is linked to the one that stays.</Trans>
        </p>
      )}
      <div className={css.choose}>
        {!searching && others.length < mostOthers && (
          <Button
            variant="subtle"
            leftSection={<IconPlus size={15} />}
            className={css.another}
            onClick={() => setSearching(true)}
          >
            <Trans>Another one</Trans>
          </Button>
        )}
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
        {others.length > 0 && (
          <Button loading={busy} onClick={run}>
            <Plural value={rows.length} one="Merge # record" other="Merge # records" />
          </Button>
        )}
      </div>
    </div>
  )
}
