import { useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { VerbDefinition } from '@rapport/vocabulary/define/verb.ts'
import { type ReactNode, useCallback, useState } from 'react'
import { type BoardCard, placeCard, type Values } from '../../api.ts'
import { warn } from '../../ui/toast.tsx'
import { noteChange } from '../live.ts'
import { VerbDialog } from '../page/verb-dialog.tsx'
import { sayProblem } from '../problem.ts'
import { offerUndo } from '../undo.ts'
import { titleOf } from '../value.tsx'
import type { Move } from './card.tsx'
import type { LaneOf } from './lanes.ts'
import type { BoardStore } from './store.ts'

interface Asking {
  readonly verb: VerbDefinition
  readonly run: (input: Values) => Promise<void>
}

/** The verb that a card goes through into a lane, where it must be asked for something. */
const verbInto = (
  object: ObjectDefinition,
  by: string,
  from: LaneOf | undefined,
  to: LaneOf,
): VerbDefinition | undefined => {
  const meaning = (lane: LaneOf | undefined): string | undefined => lane?.outcome ?? lane?.value
  if (meaning(from) === meaning(to)) return undefined
  const verb = object.verbs?.[object.board?.enter?.[by]?.[meaning(to) ?? ''] ?? '']
  return verb && Object.keys(verb.input ?? {}).length > 0 ? verb : undefined
}

/** Moves cards: at once on the screen, after what has to be asked, and with a way back. */
export const useMove = (store: BoardStore, lanes: readonly LaneOf[]): { move: Move; asking: ReactNode } => {
  const { t } = useLingui()
  const [asking, setAsking] = useState<Asking>()
  const { object, by } = store.shape
  const put = useCallback(
    async (card: BoardCard, to: string, index: number, input?: Values): Promise<void> => {
      const before = store.find(card.row.id)
      if (before === undefined) return
      const others = (lane: string) => store.lane(lane).cards.filter((one) => one.row.id !== card.row.id)
      const [above, under] = [others(to)[index - 1], others(to)[index]]
      const place = (from: string, lane: string, after: BoardCard | undefined, next: BoardCard | undefined) =>
        placeCard(object.plural, card.row.id, {
          by,
          from,
          to: lane,
          ...(after ? { after: after.row.id } : next && { before: next.row.id }),
          ...(input && lane === to && { input }),
        })
      const [wasAbove, wasUnder] = [others(before.lane)[before.index - 1], others(before.lane)[before.index]]
      await store.move(card.row.id, to, index, () => place(before.lane, to, above, under))
      const title = titleOf(object, card.row)
      const lane = lanes.find((one) => one.value === to)?.title ?? ''
      offerUndo(before.lane === to ? t`“${title}” stands elsewhere.` : t`“${title}” is in ${lane}.`, () =>
        store
          .move(card.row.id, before.lane, before.index, () => place(to, before.lane, wasAbove, wasUnder))
          .then(() => noteChange(object.name, card.row.id)),
      )
      noteChange(object.name, card.row.id)
    },
    [store, lanes, object, by, t],
  )
  const move = useCallback<Move>(
    (card, to, index) => {
      const from = store.find(card.row.id)
      if (from === undefined || (from.lane === to && from.index === index)) return
      const lane = (value: string) => lanes.find((one) => one.value === value)
      const verb = lane(to) && verbInto(object, by, lane(from.lane), lane(to)!)
      if (verb) return setAsking({ verb, run: (input) => put(card, to, index, input) })
      void put(card, to, index).catch((error: unknown) => warn(sayProblem(error)))
    },
    [store, lanes, object, by, put],
  )
  return { move, asking: asking && <VerbDialog {...asking} close={() => setAsking(undefined)} /> }
}
