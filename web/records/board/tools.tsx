import { Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Suspense } from 'react'
import { useSay } from '../../language.ts'
import { boardLines } from '../../panels.ts'
import type { BoardChoice } from './address.ts'
import css from './board.module.css'

/** Chooses by which field the board has its lanes, and what they add up to. */
export const BoardTools = ({
  object,
  choice,
  change,
}: {
  object: ObjectDefinition
  choice: BoardChoice
  change: (next: { by?: string; sum?: string }) => void
}) => {
  const { t } = useLingui()
  const say = useSay()
  const Line = boardLines[object.name]
  const named = (names: readonly string[]) =>
    names.map((name) => ({ value: name, label: say(object.fields[name]!.label) }))
  return (
    <div className={css.tools}>
      <label className={css.tool} htmlFor="board-by">
        <Trans>Lanes by</Trans>
        <NativeSelect
          id="board-by"
          size="xs"
          value={choice.by}
          data={named(choice.lanesBy)}
          onChange={(event) => change({ by: event.currentTarget.value })}
        />
      </label>
      {choice.sums.length > 0 && (
        <label className={css.tool} htmlFor="board-sum">
          <Trans>Sum of</Trans>
          <NativeSelect
            id="board-sum"
            size="xs"
            value={choice.sum ?? 'none'}
            data={[...named(choice.sums), { value: 'none', label: t`Nothing` }]}
            onChange={(event) => change({ sum: event.currentTarget.value })}
          />
        </label>
      )}
      {Line && (
        <Suspense>
          <Line />
        </Suspense>
      )}
    </div>
  )
}
